package dev.weir.app.verb;

import dev.weir.app.terminal.BadDataException;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.regress.Normal;
import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Target;
import dev.weir.learn.validation.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The scores of learners as one page without anything outside it: the table, and for each learner
 * predicted against measured with 95 % intervals, and how many measurements lie within intervals of
 * each width.
 */
final class ScoreReport {
  private static final int SIZE = 220;
  private static final int MARGIN = 34;

  /** Quantiles of the standard normal that hold the shares {@link #SHARES} about the mean. */
  private static final double[] SIDES = {0.2533, 0.5244, 0.8416, 1.2816, 1.6449, 1.9600, 2.5758};

  private static final double[] SHARES = {0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99};

  private static final Score NOT_SCORED =
      new Score(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1c2733;background:#fff}
      h1{font-size:1.5rem}h2{font-size:1.1rem;margin:2rem 0 .4rem}
      table{border-collapse:collapse;font-variant-numeric:tabular-nums}
      th,td{padding:.25rem .7rem;text-align:right;border-bottom:1px solid #dde3ea}
      th:first-child,td:first-child{text-align:left}
      .plots{display:flex;flex-wrap:wrap;gap:.6rem}
      figure{margin:0;width:220px}figcaption{font-size:.8rem;color:#51606f;text-align:center}
      svg text{font-size:10px;fill:#51606f}
      .axis{stroke:#9aa7b4;fill:none}.ideal{stroke:#9aa7b4;stroke-dasharray:4 3}
      .bar{stroke:#3a76b8;stroke-opacity:.3}.dot{fill:#1f5a99;fill-opacity:.8}
      .line{stroke:#1f5a99;stroke-width:1.5;fill:none}
      .wrap{overflow-x:auto}
      """;

  private final RunTable table;
  private final StringBuilder page = new StringBuilder();

  ScoreReport(RunTable table) {
    this.table = table;
  }

  /** Writes the page. */
  void write(Path file, List<Validation.Result> results) {
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>Weir: scores on held-out runs</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>Scores on held-out runs</h1><p>")
        .append(escaped(table.origin()))
        .append(". ")
        .append(table.size())
        .append(" runs; split ")
        .append(results.isEmpty() ? "none" : results.getFirst().split().toString())
        .append(". Each cell: R², RMSE in mol/mol, share within the 95 % interval.</p>");
    scores(results);
    for (Validation.Result result : results) {
      page.append("<h2>").append(escaped(result.learner())).append("</h2><div class=\"plots\">");
      for (Target target : Target.values()) {
        parity(result, target);
      }
      calibration(result);
      page.append("</div>");
    }
    page.append("</body></html>\n");
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be written: " + e.getMessage());
    }
  }

  private void scores(List<Validation.Result> results) {
    page.append("<div class=\"wrap\"><table><thead><tr><th>learner</th>");
    for (Target target : Target.values()) {
      page.append("<th>").append(escaped(target.title())).append("</th>");
    }
    page.append("</tr></thead><tbody>");
    for (Validation.Result result : results) {
      page.append("<tr><td>").append(escaped(result.learner())).append("</td>");
      for (Target target : Target.values()) {
        Score score = result.scores().getOrDefault(target, NOT_SCORED);
        page.append(
            String.format(
                Locale.ROOT,
                "<td>%.3f &nbsp; %.4f &nbsp; %.2f</td>",
                score.r2(),
                score.rmse(),
                score.coverage95()));
      }
      page.append("</tr>");
    }
    page.append("</tbody></table></div>");
  }

  private void parity(Validation.Result result, Target target) {
    open();
    page.append(
        String.format(
            Locale.ROOT,
            "<line class=\"ideal\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            x(0.0),
            y(0.0),
            x(1.0),
            y(1.0)));
    for (int i = 0; i < table.size(); i++) {
      double measured = inside(target.measured(table.runs().get(i)));
      Normal normal = target.predicted(result.predictions().get(i));
      double side = Normal.SIDE_95 * normal.standardDeviation();
      page.append(
          String.format(
              Locale.ROOT,
              "<line class=\"bar\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
              x(measured),
              x(measured),
              y(inside(normal.mean() - side)),
              y(inside(normal.mean() + side))));
      page.append(
          String.format(
              Locale.ROOT,
              "<circle class=\"dot\" r=\"1.8\" cx=\"%.1f\" cy=\"%.1f\"/>",
              x(measured),
              y(inside(normal.mean()))));
    }
    close(target.title() + ": predicted over measured, mol/mol");
  }

  private void calibration(Validation.Result result) {
    open();
    page.append(
        String.format(
            Locale.ROOT,
            "<line class=\"ideal\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            x(0.0),
            y(0.0),
            x(1.0),
            y(1.0)));
    page.append("<polyline class=\"line\" points=\"");
    page.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(0.0), y(0.0)));
    for (int k = 0; k < SHARES.length; k++) {
      int held = 0;
      for (int i = 0; i < table.size(); i++) {
        for (Target target : List.of(Target.CONVERSION, Target.COMPOSITION_FROM_CONVERSIONS)) {
          Normal normal = target.predicted(result.predictions().get(i));
          double apart = Math.abs(target.measured(table.runs().get(i)) - normal.mean());
          held += apart <= SIDES[k] * normal.standardDeviation() ? 1 : 0;
        }
      }
      page.append(
          String.format(Locale.ROOT, "%.1f,%.1f ", x(SHARES[k]), y(held / (2.0 * table.size()))));
    }
    page.append("\"/>");
    close("X and F1: share held over share claimed");
  }

  private void open() {
    page.append("<figure><svg width=\"")
        .append(SIZE)
        .append("\" height=\"")
        .append(SIZE)
        .append("\" role=\"img\">");
    page.append(
        String.format(
            Locale.ROOT,
            "<path class=\"axis\" d=\"M%.1f %.1fV%.1fH%.1f\"/>",
            x(0.0),
            y(1.0),
            y(0.0),
            x(1.0)));
    for (double tick : new double[] {0.0, 0.5, 1.0}) {
      page.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.1f</text>",
              x(tick),
              y(0.0) + 14.0,
              tick));
      page.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
              x(0.0) - 5.0,
              y(tick) + 3.0,
              tick));
    }
  }

  private void close(String caption) {
    page.append("</svg><figcaption>").append(escaped(caption)).append("</figcaption></figure>");
  }

  private static double x(double share) {
    return MARGIN + share * (SIZE - 1.3 * MARGIN);
  }

  private static double y(double share) {
    return SIZE - 0.8 * MARGIN - share * (SIZE - 1.3 * MARGIN);
  }

  /** Marks outside the frame are drawn on its edge. */
  private static double inside(double share) {
    return Math.max(0.0, Math.min(1.0, share));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
