package dev.weir.device.profile.codec;

import dev.weir.device.BadReason;
import dev.weir.device.line.Bytes;
import dev.weir.device.profile.frame.ByteCursor;
import dev.weir.device.profile.frame.ByteSink;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Choice;
import dev.weir.device.profile.language.Conversion;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.FieldType;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.Measure;
import dev.weir.device.profile.language.NumberLayout;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One text field, compiled for one configured device: writes and reads without regular expressions.
 * Immutable.
 */
sealed interface FieldCodec {
  /** Returned by {@link #read} when the text is not one of this field. */
  FieldValue UNREADABLE = new FieldValue.Absent(BadReason.UNREADABLE);

  /** Returns the field's name. */
  String name();

  /**
   * Writes a value.
   *
   * @param strict whether a rounding beyond what the profile allows is refused; a device rounds its
   *     own answers as it likes
   * @throws RefusedValueException when the value cannot be written
   */
  void write(FieldValue value, Fields all, ByteSink into, boolean strict);

  /** Reads a value and moves behind it; {@link FieldValue.Absent} when there is none. */
  FieldValue read(ByteCursor from);

  /** Compiles a field of a text message. */
  static FieldCodec of(Field field, int stopByte, ParameterValues parameters) {
    return switch (field.type()) {
      case FieldType.DecimalNumber type -> {
        Digits digits =
            new Digits.Point(
                type.digits(),
                type.fraction(),
                type.signed(),
                type.leastFraction(),
                type.pointAlways());
        yield number(field, laid(digits, type.layout(), type.signed()), parameters);
      }
      case FieldType.WholeNumber type -> {
        Digits digits = new Digits.Whole(type.minimumDigits(), type.digits(), type.signed());
        yield number(field, laid(digits, type.layout(), type.signed()), parameters);
      }
      case FieldType.HexNumber type ->
          number(field, new Digits.Hex(type.digits(), type.signed()), parameters);
      case FieldType.FloatNumber(int digits, Measure _) ->
          number(
              field,
              digits > 0
                  ? new DigitsScientific(digits)
                  : new DigitsBinary(FieldType.BinaryNumber.Layout.FLOAT32, false, true),
              parameters);
      case FieldType.BinaryNumber(var form, boolean lowFirst, Measure _) ->
          number(field, new DigitsBinary(form, lowFirst, false), parameters);
      case FieldType.Words type -> WordField.of(field.name(), type);
      case FieldType.Bits type -> new BitsField(field.name(), type);
      case FieldType.Flags type -> new FlagsField(field.name(), type);
      case FieldType.FreeText type -> new TextField(field.name(), type.maxLength(), stopByte);
      case FieldType.Register _, FieldType.InRegisters _ ->
          throw new IllegalArgumentException(
              "a register field has no text: " + field.name() + " " + field.type());
    };
  }

  private static Digits laid(Digits digits, NumberLayout layout, boolean signed) {
    return layout.equals(NumberLayout.TIGHT) ? digits : new DigitsLaid(digits, layout, signed);
  }

  private static FieldCodec number(Field field, Digits digits, ParameterValues parameters) {
    Measure measure = field.type().number().orElseThrow();
    return new NumberField(
        field.name(),
        digits,
        Conversion.of(measure, parameters),
        Units.of(measure, parameters),
        measure.noValue().map(Bytes::ofText));
  }

  /** How the unit of a number is found, bound to one device. */
  sealed interface Units {
    static Units of(Measure measure, ParameterValues parameters) {
      return switch (measure.unit()) {
        case Measure.UnitRule.Always(Choice<Dimension.Unit> unit) ->
            new Always(unit.in(parameters));
        case Measure.UnitRule.Suffix(Map<String, Dimension.Unit> units, Choice<String> written) ->
            new Suffix(
                Word.table(units), written.in(parameters), unit(units, written.in(parameters)));
        case Measure.UnitRule.LastField(String name, Map<String, Dimension.Unit> units) ->
            new ByWord(name, new LinkedHashMap<>(units));
      };
    }

    private static Dimension.Unit unit(Map<String, Dimension.Unit> units, String text) {
      Dimension.Unit unit = units.get(text);
      if (unit == null) {
        throw new IllegalArgumentException(
            "'%s' is not one of the units %s".formatted(text, units.keySet()));
      }
      return unit;
    }

    record Always(Dimension.Unit unit) implements Units {}

    record Suffix(List<Word<Dimension.Unit>> units, String written, Dimension.Unit writtenUnit)
        implements Units {}

    record ByWord(String field, Map<String, Dimension.Unit> units) implements Units {}
  }

  /**
   * A text and what it stands for; tables of them have the longest text first, so that the first
   * match is the right one.
   */
  record Word<T>(Bytes text, T meaning) {
    static <T> List<Word<T>> table(Map<String, T> meanings) {
      List<Word<T>> words = new ArrayList<>();
      meanings.forEach((text, meaning) -> words.add(new Word<>(Bytes.ofText(text), meaning)));
      words.sort((a, b) -> Integer.compare(b.text.length(), a.text.length()));
      return List.copyOf(words);
    }
  }

  /** A number. */
  record NumberField(
      String name, Digits digits, Conversion conversion, Units units, Optional<Bytes> noValue)
      implements FieldCodec {
    @Override
    public void write(FieldValue value, Fields all, ByteSink into, boolean strict) {
      if (value instanceof FieldValue.Absent && !strict && noValue.isPresent()) {
        into.add(noValue.get());
        return;
      }
      if (value instanceof FieldValue.Absent && !strict) {
        digits.write(conversion.sentinel(name), into);
        return;
      }
      if (!(value instanceof FieldValue.Amount(Quantity quantity))) {
        throw new RefusedValueException(
            "field '%s' takes a quantity, was %s".formatted(name, value));
      }
      switch (units) {
        case Units.Always(Dimension.Unit unit) -> writeIn(unit, quantity, into, strict);
        case Units.Suffix(var table, String written, Dimension.Unit unit) -> {
          writeIn(unit, quantity, into, strict);
          into.add(written);
        }
        case Units.ByWord(String field, Map<String, Dimension.Unit> byWord) -> {
          String word =
              all.word(field)
                  .orElseThrow(
                      () ->
                          new RefusedValueException(
                              "field '%s' needs the field '%s'".formatted(name, field)));
          writeIn(Units.unit(byWord, word), quantity, into, strict);
        }
      }
    }

    private void writeIn(Dimension.Unit unit, Quantity quantity, ByteSink into, boolean strict) {
      double raw = conversion.toRaw(quantity, unit);
      double rounded = digits.round(raw, quantity);
      if (strict) {
        conversion.checkRounding(raw, rounded, quantity, unit);
      }
      digits.write(rounded, into);
    }

    @Override
    public FieldValue read(ByteCursor from) {
      if (noValue.isPresent() && from.skip(noValue.get())) {
        return new FieldValue.Absent(BadReason.SENTINEL);
      }
      double raw = digits.read(from);
      if (Double.isNaN(raw)) {
        return UNREADABLE;
      }
      return switch (units) {
        case Units.Always(Dimension.Unit unit) -> conversion.toValue(raw, unit);
        case Units.Suffix(
                List<Word<Dimension.Unit>> table,
                String written,
                Dimension.Unit unit) -> {
          for (Word<Dimension.Unit> word : table) {
            if (from.skip(word.text)) {
              yield conversion.toValue(raw, word.meaning);
            }
          }
          yield UNREADABLE;
        }
        case Units.ByWord(String field, Map<String, Dimension.Unit> byWord) -> {
          Dimension.Unit unit = byWord.get(from.lastWord());
          yield unit == null ? UNREADABLE : conversion.toValue(raw, unit);
        }
      };
    }

    /** Returns the value that the device will hold when it is told this one. */
    Quantity quantised(Quantity quantity) {
      Dimension.Unit unit =
          switch (units) {
            case Units.Always(Dimension.Unit always) -> always;
            case Units.Suffix(var table, String written, Dimension.Unit suffix) -> suffix;
            case Units.ByWord(String field, var byWord) ->
                throw new RefusedValueException(
                    "the unit of '%s' is known only with '%s'".formatted(name, field));
          };
      double raw = conversion.toRaw(quantity, unit);
      double rounded = digits.round(raw, quantity);
      conversion.checkRounding(raw, rounded, quantity, unit);
      return quantity
          .dimension()
          .of(unit.toCanonical(rounded * conversion.factor() + conversion.zero()));
    }
  }

  /** One of several texts. */
  record WordField(String name, List<Word<FieldValue.Word>> byText, Map<String, String> byMeaning)
      implements FieldCodec {
    static WordField of(String name, FieldType.Words type) {
      Map<String, FieldValue.Word> meanings = new LinkedHashMap<>();
      Map<String, String> texts = new LinkedHashMap<>();
      type.meanings()
          .forEach(
              (text, meaning) -> {
                meanings.put(text, new FieldValue.Word(meaning));
                texts.putIfAbsent(meaning, text);
              });
      return new WordField(name, Word.table(meanings), texts);
    }

    @Override
    public void write(FieldValue value, Fields all, ByteSink into, boolean strict) {
      String text = value instanceof FieldValue.Word(String word) ? byMeaning.get(word) : null;
      if (text == null) {
        throw new RefusedValueException(
            "field '%s' takes one of %s, was %s".formatted(name, byMeaning.keySet(), value));
      }
      into.add(text);
    }

    @Override
    public FieldValue read(ByteCursor from) {
      for (Word<FieldValue.Word> word : byText) {
        if (from.skip(word.text)) {
          return word.meaning;
        }
      }
      return UNREADABLE;
    }

    /** Reads the word that ends the message and takes it off. */
    FieldValue readFromEnd(ByteCursor from) {
      for (Word<FieldValue.Word> word : byText) {
        if (from.dropFromEnd(word.text)) {
          return word.meaning;
        }
      }
      return UNREADABLE;
    }
  }

  /** Hexadecimal digits whose bits each mean something. */
  record BitsField(String name, FieldType.Bits type) implements FieldCodec {
    @Override
    public void write(FieldValue value, Fields all, ByteSink into, boolean strict) {
      new Digits.Hex(type.digits(), false).write((double) BitWords.bits(name, type, value), into);
    }

    @Override
    public FieldValue read(ByteCursor from) {
      double read = new Digits.Hex(type.digits(), false).read(from);
      return Double.isNaN(read) ? UNREADABLE : BitWords.word(type, (long) read);
    }
  }

  /** Characters that each say yes or no. */
  record FlagsField(String name, FieldType.Flags type) implements FieldCodec {
    @Override
    public void write(FieldValue value, Fields all, ByteSink into, boolean strict) {
      List<String> set = BitWords.split(name, type.meanings(), value);
      for (String place : type.places()) {
        into.add(!place.isEmpty() && set.contains(place) ? type.set() : type.clear());
      }
    }

    @Override
    public FieldValue read(ByteCursor from) {
      List<String> set = new ArrayList<>();
      for (int i = 0; i < type.places().size(); i++) {
        boolean yes = from.peek(i) == type.set();
        if (!yes && from.peek(i) != type.clear()) {
          return UNREADABLE;
        }
        if (yes && !type.places().get(i).isEmpty()) {
          set.add(type.places().get(i));
        }
      }
      from.moveTo(from.at() + type.places().size());
      return new FieldValue.Word(set.isEmpty() ? type.none() : String.join(FieldType.AND, set));
    }
  }

  /** Printable text up to a stop byte, or to the end when that is -1. */
  record TextField(String name, int maxLength, int stopByte) implements FieldCodec {
    @Override
    public void write(FieldValue value, Fields all, ByteSink into, boolean strict) {
      if (!(value instanceof FieldValue.Word(String text))
          || text.length() > maxLength
          || !isPrintable(text)) {
        throw new RefusedValueException(
            "field '%s' takes at most %d printable characters, was %s"
                .formatted(name, maxLength, value));
      }
      into.add(text);
    }

    private boolean isPrintable(String text) {
      return text.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != stopByte);
    }

    @Override
    public FieldValue read(ByteCursor from) {
      int length = 0;
      while (length < from.left() && from.peek(length) != stopByte) {
        int next = from.peek(length);
        if (next < ' ' || next >= 0x7F) {
          return UNREADABLE;
        }
        length++;
      }
      return length > maxLength ? UNREADABLE : new FieldValue.Word(from.take(length));
    }
  }
}
