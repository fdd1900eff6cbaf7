package dev.weir.device.profile.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import dev.weir.device.profile.TestProfiles;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.Conversion;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.FieldType;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.Framing;
import dev.weir.device.profile.language.Measure;
import dev.weir.device.profile.language.Parameter;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.StateWord;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.units.Dimension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every command of every delivered profile, in every framing. The seed stands in the
 * name of each case.
 */
final class ProfilePropertyTest {
  private static final Map<String, Map<String, String>> PARAMETERS =
      Map.of(
          "harvard-11elite", Map.of("syringe_diameter", "14.567 mm", "longest_delivery", "1 mL"),
          "chemyx-fusion", Map.of("syringe_diameter", "28.6 mm"),
          "ssi-nextgen", Map.of("flow_decimals", "3", "pressure_limit", "100 bar"),
          "jasco-pu4180", Map.of("pressure_unit", "kg/cm2", "pressure_limit", "100 bar"),
          "watlow-ezzone", Map.of("unit", "degF"),
          "newera-ne1000", Map.of("syringe_diameter", "14.43 mm"),
          "knauer-azura-compact",
              Map.of("head", "10", "pressure_scale", "0.1 MPa", "pressure_limit", "50 bar"),
          "eurotherm-3200", Map.of("decimals", "1"),
          "modbus-ai-420", Map.of("input_range", "0-20 mA", "span", "100 bar"),
          "csv-drop", Map.of());

  private static final List<ProfileCodec> CODECS = codecs();

  /** Whatever has neither a default nor a value above takes the first that it may be. */
  private static Map<String, String> parameters(DeviceProfile profile) {
    Map<String, String> values = new HashMap<>();
    for (Parameter parameter : profile.language().parameters().values()) {
      if (parameter.standard().isEmpty()) {
        values.put(
            parameter.name(),
            switch (parameter) {
              case Parameter.OfQuantity quantity -> quantity.highest().print();
              case Parameter.OfWords words -> words.words().getFirst();
              case Parameter.OfText _ -> "text";
            });
      }
    }
    values.putAll(PARAMETERS.getOrDefault(profile.id(), Map.of()));
    return values;
  }

  private static List<ProfileCodec> codecs() {
    List<ProfileCodec> codecs = new ArrayList<>();
    for (var file : TestProfiles.files()) {
      DeviceProfile profile = ProfileReader.read(file);
      List<String> addresses =
          switch (profile.wire().addressing().kind()) {
            case NONE -> List.of("");
            case OPTIONAL -> List.of("", "7");
            case REQUIRED -> List.of("7");
          };
      for (Framing framing : profile.wire().framings().values()) {
        for (String address : addresses) {
          if (!(framing.request() instanceof FrameForm.NoFrames)) {
            codecs.add(
                ProfileCodec.of(
                    profile,
                    framing.name(),
                    address,
                    ParameterValues.of(profile.language().parameters(), parameters(profile))));
          }
        }
      }
    }
    return codecs;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatOneSideWritesTheOtherReads(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (ProfileCodec codec : CODECS) {
      for (CommandDefinition command : codec.profile().language().commands().values()) {
        for (int i = 0; i < 10; i++) {
          Call call = call(codec, command, random);
          Bytes request = codec.encodeRequest(call);
          assertThat(cut(codec.requestFramer(), request)).contains(request);
          assertThat(codec.decodeRequest(request)).isEqualTo(new RequestReading.Understood(call));

          if (!command.manners().replies()) {
            continue;
          }
          Fields answer = fields(codec, command.replyFields(), random);
          List<StateWord> states =
              codec.profile().language().states().stream()
                  .filter(state -> !state.swallows() && state.refuses().isEmpty())
                  .toList();
          boolean isShown = codec.profile().wire().envelope().showsState();
          Optional<StateWord> state =
              !isShown
                  ? named(command, answer, states)
                  : Optional.of(states.get(random.nextInt(states.size())));
          Bytes reply = codec.encodeReply(call, answer, state.map(StateWord::name).orElse(""));
          assertThat(cut(codec.replyFramer(), reply)).contains(reply);
          assertThat(codec.decodeReply(call, reply))
              .isEqualTo(new ReplyReading.Success(answer, state.stream().toList()));
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aTruncatedReplyIsGarbage(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (ProfileCodec codec : CODECS) {
      for (CommandDefinition command : codec.profile().language().commands().values()) {
        if (!command.manners().replies()) {
          continue;
        }
        Call call = call(codec, command, random);
        Bytes reply =
            codec.encodeReply(call, fields(codec, command.replyFields(), random), anyState(codec));
        for (int length = 0; length < reply.length(); length++) {
          Bytes truncated = reply.slice(0, length);
          // A line whose terminator has two bytes is whole with the first.
          boolean stillEnds =
              codec.framing().reply() instanceof FrameForm.Line && length == reply.length() - 1;
          if (!stillEnds) {
            assertThat(codec.decodeReply(call, truncated)).isInstanceOf(ReplyReading.Garbage.class);
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void oneFlippedBitUnderAChecksumIsGarbage(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (ProfileCodec codec : CODECS) {
      boolean checked =
          codec.framing().reply() instanceof FrameForm.ModbusRtu
              || codec.framing().reply() instanceof FrameForm.Packet;
      if (!checked) {
        continue;
      }
      for (CommandDefinition command : codec.profile().language().commands().values()) {
        Call call = call(codec, command, random);
        byte[] reply =
            codec
                .encodeReply(call, fields(codec, command.replyFields(), random), anyState(codec))
                .toArray();
        reply[random.nextInt(reply.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(codec.decodeReply(call, Bytes.of(reply)))
            .isInstanceOf(ReplyReading.Garbage.class);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void randomBytesNeverBecomeANumber(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (ProfileCodec codec : CODECS) {
      List<CommandDefinition> commands =
          List.copyOf(codec.profile().language().commands().values());
      for (int i = 0; i < 300; i++) {
        Call call = call(codec, commands.get(random.nextInt(commands.size())), random);
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        assertThat(codec.decodeReply(call, Bytes.of(noise)))
            .isNotInstanceOf(ReplyReading.Success.class);
        // Must not throw, whatever comes; what they say of noise is of no interest here.
        assertThat(codec.decodeRequest(Bytes.of(noise))).isNotNull();
        assertThat(codec.decodeNotice(Bytes.of(noise))).isNotNull();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aStreamOfNoiseIsCutIntoBoundedFramesOrReportedOverfull(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (ProfileCodec codec : CODECS) {
      for (Framer framer : List.of(codec.requestFramer(), codec.replyFramer())) {
        int longest =
            Math.max(codec.framing().request().maxLength(), codec.framing().reply().maxLength());
        boolean overfull = false;
        for (int i = 0; i < 10_000; i++) {
          // Letters only: no terminator, no start byte.
          Optional<Bytes> frame = framer.accept((byte) ('a' + random.nextInt(26)));
          if (frame.isPresent()) {
            assertThat(frame.get().length()).isLessThanOrEqualTo(longest);
          }
          overfull |= framer.isOverfull();
        }
        assertThat(overfull).isTrue();
        framer.reset();
        assertThat(framer.isOverfull()).isFalse();
      }
    }
  }

  private static Optional<StateWord> named(
      CommandDefinition command, Fields answer, List<StateWord> states) {
    return command
        .manners()
        .stateField()
        .flatMap(answer::word)
        .flatMap(word -> states.stream().filter(state -> state.name().equals(word)).findFirst());
  }

  private static Optional<Bytes> cut(Framer framer, Bytes bytes) {
    Optional<Bytes> whole = Optional.empty();
    int at = 0;
    while (whole.isEmpty() && at < bytes.length()) {
      whole = framer.accept((byte) bytes.at(at++));
    }
    whole = whole.isPresent() ? whole : framer.atSilence();
    // The second byte of a two-byte terminator may come after the frame is complete.
    return whole.map(frame -> frame.plus(bytes.slice(frame.length(), bytes.length())));
  }

  private static String anyState(ProfileCodec codec) {
    return codec.profile().language().states().stream().map(StateWord::name).findFirst().orElse("");
  }

  private static Call call(ProfileCodec codec, CommandDefinition command, SplittableRandom random) {
    int correlation =
        codec.framing().request() instanceof FrameForm.ModbusTcp ? random.nextInt(0x10000) : 0;
    return new Call(command.name(), fields(codec, command.requestFields(), random), correlation);
  }

  private static Fields fields(
      ProfileCodec codec, Map<String, Field> declared, SplittableRandom random) {
    Fields fields = Fields.NONE;
    // The words first: one of them may decide the unit of a number.
    for (Field field : declared.values()) {
      List<String> words = field.type().words();
      if (!words.isEmpty()) {
        FieldValue word = new FieldValue.Word(words.get(random.nextInt(words.size())));
        fields = fields.with(field.name(), word);
      }
    }
    for (Field field : declared.values()) {
      if (field.type().words().isEmpty()) {
        FieldValue value = value(codec, field.type(), fields, random);
        fields = fields.with(field.name(), value);
      }
    }
    return fields;
  }

  private static FieldValue value(
      ProfileCodec codec, FieldType type, Fields words, SplittableRandom random) {
    return switch (type) {
      case FieldType.DecimalNumber number ->
          amount(
              codec,
              number.measure(),
              words,
              () -> {
                int behind = random.nextInt(number.fraction() + 1);
                long digits =
                    random.nextLong((long) Math.pow(10, random.nextInt(number.digits() + 1)));
                return digits / Math.pow(10, behind);
              });
      case FieldType.WholeNumber number ->
          amount(
              codec,
              number.measure(),
              words,
              () -> random.nextLong((long) Math.pow(10, number.digits())));
      case FieldType.HexNumber number ->
          amount(
              codec,
              number.measure(),
              words,
              () -> random.nextLong(1L << (4 * number.digits() - 1)));
      case FieldType.Register number ->
          amount(
              codec,
              number.measure(),
              words,
              // Small ones often: some registers hold a bit only.
              () ->
                  random.nextInt(
                      random.nextInt(8) == 0 ? 2 : number.form().registers() == 1 ? 0x8000 : 1000));
      case FieldType.FloatNumber number ->
          amount(codec, number.measure(), words, () -> random.nextInt(1000));
      case FieldType.BinaryNumber number ->
          amount(codec, number.measure(), words, () -> random.nextInt(100));
      case FieldType.InRegisters(int _, FieldType inner) -> value(codec, inner, words, random);
      case FieldType.Bits _, FieldType.Words _, FieldType.Flags _ ->
          throw new IllegalArgumentException(type.toString());
      case FieldType.FreeText text -> {
        StringBuilder written = new StringBuilder();
        for (int i = random.nextInt(text.maxLength()); i >= 0; i--) {
          written.append((char) ('A' + random.nextInt(26)));
        }
        yield new FieldValue.Word(written.toString());
      }
    };
  }

  private static FieldValue amount(
      ProfileCodec codec, Measure measure, Fields words, DoubleSupplier raws) {
    Conversion conversion = Conversion.of(measure, codec.parameters());
    Dimension.Unit unit =
        switch (FieldCodec.Units.of(measure, codec.parameters())) {
          case FieldCodec.Units.Always(Dimension.Unit always) -> always;
          case FieldCodec.Units.Suffix(var table, String written, Dimension.Unit suffix) -> suffix;
          case FieldCodec.Units.ByWord(String field, var units) ->
              Optional.ofNullable(units.get(words.word(field).orElseThrow())).orElseThrow();
        };
    for (int i = 0; i < 1000; i++) {
      FieldValue value = conversion.toValue(raws.getAsDouble(), unit);
      if (value instanceof FieldValue.Amount) {
        return value;
      }
    }
    throw new IllegalStateException("no value of " + measure + " is physical");
  }
}
