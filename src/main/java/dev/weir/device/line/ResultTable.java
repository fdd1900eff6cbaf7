package dev.weir.device.line;

import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.device.SampleName;
import dev.weir.units.Dimension;
import dev.weir.yaml.DidYouMean;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads result files: a header with units, then one row for each sample, for example
 *
 * <pre>
 * sample,conversion_MMA [mol/mol],conversion_St [mol/mol],standard_deviation [mol/mol]
 * run-12,0.431,0.398,0.010
 * </pre>
 *
 * <p>Strict: every column must be known, have its unit (mol/mol, % or 1) and come once; every
 * configured monomer must be there; {@code standard_deviation} may be left out; numbers have the
 * configured decimal sign and nothing else; the last line must be ended, so that a file cut off
 * inside a number is never taken. A file is right as a whole or refused as a whole.
 */
final class ResultTable {
  /** Most rows of one file. */
  static final int ROWS_AT_MOST = 200;

  private static final int COLUMNS_AT_MOST = 64;
  private static final String SAMPLE = "sample";
  private static final String CONVERSION = "conversion_";
  private static final String DEVIATION = "standard_deviation";
  private static final Pattern HEADING =
      Pattern.compile("(\\S{1,60})\\s*(?:\\[([^\\[\\]]{0,20})\\])?");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,9}(?:\\.[0-9]{1,18})?(?:[eE][+-]?[0-9]{1,2})?");

  private final CsvDropSettings settings;

  ResultTable(CsvDropSettings settings) {
    this.settings = settings;
  }

  /**
   * One row.
   *
   * @param sample the aliquot
   * @param conversions by monomer
   */
  record Row(SampleName sample, SortedMap<String, MeasuredConversion> conversions) {}

  /** Tells whether the bytes end as a finished file does: with the end of a line. */
  static boolean isFinished(byte[] content) {
    return content.length > 0
        && (content[content.length - 1] == '\n' || content[content.length - 1] == '\r');
  }

  /** Returns the rows. */
  List<Row> read(byte[] content) throws UnreadableResult {
    if (content.length == 0) {
      throw new UnreadableResult("the file is empty");
    }
    if (!isFinished(content)) {
      throw new UnreadableResult("the last line has no end: the file is cut off");
    }
    List<String> lines = lines(content);
    if (lines.isEmpty()) {
      throw new UnreadableResult("the file has no header");
    }
    List<Column> columns = columns(fields(lines.getFirst(), 1));
    Map<SampleName, Row> rows = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        Row row = row(columns, fields(lines.get(i), i + 1), i + 1);
        if (rows.put(row.sample(), row) != null) {
          throw new UnreadableResult(
              "line %d: sample '%s' is there twice".formatted(i + 1, row.sample()));
        }
      }
    }
    if (rows.isEmpty()) {
      throw new UnreadableResult("the file has a header and no rows");
    }
    return List.copyOf(rows.values());
  }

  private List<String> lines(byte[] content) throws UnreadableResult {
    String text;
    try {
      text =
          settings
              .charset()
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content))
              .toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableResult("the bytes are not " + settings.charset().name() + " text");
    }
    List<String> lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    if (lines.size() > ROWS_AT_MOST + 1) {
      throw new UnreadableResult(
          "the file has %d lines, more than %d".formatted(lines.size(), ROWS_AT_MOST + 1));
    }
    return lines;
  }

  /**
   * Splits a line at the separator; a field in double quotes may contain it, and a quote written
   * twice.
   */
  private List<String> fields(String line, int number) throws UnreadableResult {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char next = line.charAt(i);
      if (next == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (next == settings.separator() && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else if (Character.isISOControl(next) && next != '\t') {
        throw new UnreadableResult(
            "line %d: control character 0x%02X".formatted(number, (int) next));
      } else {
        field.append(next);
      }
    }
    if (quoted) {
      throw new UnreadableResult("line %d: a quote is not closed".formatted(number));
    }
    fields.add(field.toString().strip());
    if (fields.size() > COLUMNS_AT_MOST) {
      throw new UnreadableResult(
          "line %d has %d columns, more than %d".formatted(number, fields.size(), COLUMNS_AT_MOST));
    }
    return fields;
  }

  /**
   * One column.
   *
   * @param name its heading without the unit
   * @param unit its unit; the canonical one for the sample's name
   */
  private record Column(String name, Dimension.Unit unit) {}

  private List<Column> columns(List<String> headings) throws UnreadableResult {
    List<String> known = new ArrayList<>(List.of(SAMPLE, DEVIATION));
    settings.monomers().forEach(monomer -> known.add(CONVERSION + monomer));
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String heading : headings) {
      Column column = column(heading, known);
      if (columns.put(column.name(), column) != null) {
        throw new UnreadableResult("column '" + column.name() + "' is there twice");
      }
    }
    for (String name : known) {
      if (!columns.containsKey(name) && !name.equals(DEVIATION)) {
        throw new UnreadableResult("column '" + name + "' is missing");
      }
    }
    return List.copyOf(columns.values());
  }

  private static Column column(String heading, List<String> known) throws UnreadableResult {
    Matcher matcher = HEADING.matcher(heading);
    String name = matcher.matches() ? matcher.group(1) : heading;
    if (!known.contains(name)) {
      throw new UnreadableResult("unknown column '" + name + "'" + DidYouMean.hint(name, known));
    }
    if (name.equals(SAMPLE)) {
      if (matcher.group(2) != null) {
        throw new UnreadableResult("column 'sample' has a unit, '" + matcher.group(2) + "'");
      }
      return new Column(name, Dimension.FRACTION.canonical());
    }
    if (matcher.group(2) == null) {
      throw new UnreadableResult(
          "column '%s' has no unit; write '%s [mol/mol]'".formatted(name, name));
    }
    try {
      return new Column(name, Dimension.FRACTION.unitOf(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableResult("column '" + name + "': " + e.getMessage());
    }
  }

  private Row row(List<Column> columns, List<String> fields, int line) throws UnreadableResult {
    if (fields.size() != columns.size()) {
      throw new UnreadableResult(
          "line %d has %d columns, the header has %d"
              .formatted(line, fields.size(), columns.size()));
    }
    String sample = "";
    double deviation = 0.0;
    SortedMap<String, Double> values = new TreeMap<>();
    for (int i = 0; i < fields.size(); i++) {
      Column column = columns.get(i);
      if (column.name().equals(SAMPLE)) {
        sample = fields.get(i);
      } else if (column.name().equals(DEVIATION)) {
        deviation = number(column, fields.get(i), line);
      } else {
        values.put(
            column.name().substring(CONVERSION.length()), number(column, fields.get(i), line));
      }
    }
    try {
      SortedMap<String, MeasuredConversion> conversions = new TreeMap<>();
      for (Map.Entry<String, Double> value : values.entrySet()) {
        conversions.put(value.getKey(), new MeasuredConversion(value.getValue(), deviation));
      }
      return new Row(new SampleName(sample), conversions);
    } catch (IllegalArgumentException e) {
      throw new UnreadableResult("line " + line + ": " + e.getMessage());
    }
  }

  private double number(Column column, String text, int line) throws UnreadableResult {
    boolean foreignSign = settings.decimal() != '.' && text.indexOf('.') >= 0;
    String plain = text.replace(settings.decimal(), '.');
    if (foreignSign || !NUMBER.matcher(plain).matches()) {
      throw new UnreadableResult(
          "line %d, column '%s': '%s' is not a number with decimal '%s'"
              .formatted(line, column.name(), text, settings.decimal()));
    }
    return column.unit().toCanonical(Double.parseDouble(plain));
  }
}
