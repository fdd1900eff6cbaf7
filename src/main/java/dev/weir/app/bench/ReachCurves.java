package dev.weir.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which share of the campaigns has reached its objective after how many runs, as a table and as a
 * drawing with one panel for each problem. Owned by one thread.
 */
final class ReachCurves {
  private static final int PANEL_WIDTH = 300;
  private static final int PANEL_HEIGHT = 200;
  private static final int MARGIN = 40;
  private static final int COLUMNS = 3;

  /** Colours that colour-blind people tell apart (Okabe and Ito 2008). */
  private static final List<String> COLOURS =
      List.of("#999999", "#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#d55e00", "#0072b2");

  private final int runs;
  private final Map<String, Map<String, List<Double>>> curves = new LinkedHashMap<>();

  /** Curves of up to so many runs. */
  ReachCurves(int runs) {
    this.runs = runs;
  }

  /**
   * Adds a method's campaigns.
   *
   * @param reached after how many runs each reached; more than the limit when it never did
   */
  void add(String problem, String method, int[] reached) {
    List<Double> shares = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      int count = 0;
      for (int one : reached) {
        count += one <= run ? 1 : 0;
      }
      shares.add(count / (double) reached.length);
    }
    curves.computeIfAbsent(problem, key -> new LinkedHashMap<>()).put(method, shares);
  }

  void writeCsv(Path file) throws IOException {
    StringBuilder text = new StringBuilder("problem,method,runs_after_design,share_reached\n");
    curves.forEach(
        (problem, methods) ->
            methods.forEach(
                (method, shares) -> {
                  for (int run = 0; run < shares.size(); run++) {
                    text.append("%s,%s,%d,%s%n".formatted(problem, method, run, shares.get(run)));
                  }
                }));
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  void writeSvg(Path file) throws IOException {
    int rows = (curves.size() + COLUMNS - 1) / COLUMNS;
    StringBuilder text = new StringBuilder();
    text.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">%n"
            .formatted(COLUMNS * PANEL_WIDTH, rows * PANEL_HEIGHT + MARGIN));
    text.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    int panel = 0;
    List<String> legend = new ArrayList<>();
    for (Map.Entry<String, Map<String, List<Double>>> problem : curves.entrySet()) {
      int left = panel % COLUMNS * PANEL_WIDTH;
      int top = panel / COLUMNS * PANEL_HEIGHT;
      panel(text, problem.getKey(), left, top);
      for (Map.Entry<String, List<Double>> method : problem.getValue().entrySet()) {
        if (!legend.contains(method.getKey())) {
          legend.add(method.getKey());
        }
        curve(text, method.getValue(), colour(legend.indexOf(method.getKey())), left, top);
      }
      panel++;
    }
    for (int k = 0; k < legend.size(); k++) {
      text.append(
          "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n"
              .formatted(
                  MARGIN + 110 * k, rows * PANEL_HEIGHT + MARGIN / 2, colour(k), legend.get(k)));
    }
    text.append("</svg>\n");
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static String colour(int place) {
    return COLOURS.get(place % COLOURS.size());
  }

  private void panel(StringBuilder text, String problem, int left, int top) {
    int bottom = top + PANEL_HEIGHT - MARGIN;
    int right = left + PANEL_WIDTH - MARGIN / 2;
    text.append(
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"black\"/>%n"
            .formatted(left + MARGIN, top + MARGIN / 2, bottom, right));
    text.append(
        "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>%n"
            .formatted(left + MARGIN + 6, top + MARGIN / 2 - 5, problem));
    text.append(
        "<text x=\"%d\" y=\"%d\">0</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d runs after the design</text>%n"
            .formatted(left + MARGIN, bottom + 14, right, bottom + 14, runs));
    text.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">1</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>%n"
            .formatted(left + MARGIN - 4, top + MARGIN / 2 + 4, left + MARGIN - 4, bottom));
  }

  private void curve(StringBuilder text, List<Double> shares, String colour, int left, int top) {
    double width = PANEL_WIDTH - 1.5 * MARGIN;
    double height = PANEL_HEIGHT - 1.5 * MARGIN;
    StringBuilder path = new StringBuilder();
    for (int run = 0; run < shares.size(); run++) {
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              run == 0 ? "M" : "L",
              left + MARGIN + width * run / runs,
              top + PANEL_HEIGHT - MARGIN - height * shares.get(run)));
    }
    text.append(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>%n"
            .formatted(path, colour));
  }
}
