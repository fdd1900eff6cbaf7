package dev.weir.records;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** Generated formulas as comma-separated values (RFC 4180), the units in the header. */
public final class FormulasCsv {
  private FormulasCsv() {}

  /** Writes a header and one line for each formula; what is not known is an empty cell. */
  public static void write(List<FormulaRecord> formulas, Appendable out) throws IOException {
    out.append(
        "job,rank,formula,found_at,target_ev_per_atom,predicted_ev_per_atom,"
            + "half_width_95_ev_per_atom,made_from\r\n");
    for (FormulaRecord one : formulas) {
      out.append(
          String.join(
                  ",",
                  text(one.job()),
                  Integer.toString(one.rank()),
                  text(one.formula()),
                  one.foundAt().toString(),
                  cell(one.target()),
                  cell(one.predicted()),
                  cell(one.halfWidth()),
                  text(one.madeFrom()))
              + "\r\n");
    }
  }

  private static String cell(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  /** Quoted where it must be; never taken for a calculation by a spreadsheet. */
  private static String text(String text) {
    boolean calculates = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = calculates ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
