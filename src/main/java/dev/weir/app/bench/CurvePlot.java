package dev.weir.app.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Curves of several seeds as a table and as a drawing: median and quartiles against the number of
 * evaluations, one panel for each function. Regrets are drawn on a logarithmic scale, shares of the
 * hypervolume on a linear one. Pure.
 */
final class CurvePlot {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 300;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int RIGHT = 20;
  private static final int BOTTOM = 45;
  private static final int COLUMNS = 2;
  private static final double LEAST_REGRET = 1e-4;
  private static final List<String> COLOURS = List.of("#0b6e4f", "#c05c00", "#5b5b8c", "#9a2a5a");

  private CurvePlot() {}

  /**
   * Returns a table: function, method, evaluation, lower quartile, median, upper quartile.
   *
   * @param curves for each "FUNCTION METHOD" one curve a seed
   */
  static String csv(Map<String, List<double[]>> curves) {
    StringBuilder text =
        new StringBuilder("function,method,evaluation,lower_quartile,median,upper_quartile\n");
    curves.forEach(
        (name, seeds) -> {
          int space = name.lastIndexOf(' ');
          for (int i = 0; i < seeds.getFirst().length; i++) {
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%.6g,%.6g,%.6g%n",
                    name.substring(0, space),
                    name.substring(space + 1),
                    i + 1,
                    quantile(seeds, i, 0.25),
                    quantile(seeds, i, 0.5),
                    quantile(seeds, i, 0.75)));
          }
        });
    return text.toString();
  }

  private static double quantile(List<double[]> seeds, int evaluation, double share) {
    double[] sorted = seeds.stream().mapToDouble(curve -> curve[evaluation]).sorted().toArray();
    double at = share * (sorted.length - 1);
    int below = (int) at;
    return sorted[below]
        + (at - below) * (sorted[Math.min(sorted.length - 1, below + 1)] - sorted[below]);
  }

  /** Returns a drawing; arguments as of {@link #csv}. */
  static String svg(Map<String, List<double[]>> curves) {
    Map<String, Map<String, List<double[]>>> panels = new LinkedHashMap<>();
    curves.forEach(
        (name, seeds) -> {
          int space = name.lastIndexOf(' ');
          panels
              .computeIfAbsent(name.substring(0, space), _ -> new LinkedHashMap<>())
              .put(name.substring(space + 1), seeds);
        });
    int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            COLUMNS * WIDTH,
            rows * HEIGHT));
    int index = 0;
    for (Map.Entry<String, Map<String, List<double[]>>> panel : panels.entrySet()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<g transform=\"translate(%d %d)\">%n",
              index % COLUMNS * WIDTH,
              index / COLUMNS * HEIGHT));
      new Panel(svg, panel.getKey(), panel.getValue()).draw();
      svg.append("</g>\n");
      index++;
    }
    return svg.append("</svg>\n").toString();
  }

  /** One function. */
  private static final class Panel {
    private final StringBuilder svg;
    private final String name;
    private final Map<String, List<double[]>> methods;
    private final boolean share;
    private final int evaluations;
    private final double low;
    private final double high;

    private Panel(StringBuilder svg, String name, Map<String, List<double[]>> methods) {
      this.svg = svg;
      this.name = name;
      this.methods = methods;
      share = name.startsWith("dtlz2") || name.startsWith("zdt1");
      evaluations = methods.values().iterator().next().getFirst().length;
      double largest =
          methods.values().stream()
              .flatMap(List::stream)
              .flatMapToDouble(Arrays::stream)
              .max()
              .orElse(1.0);
      low = share ? 0.0 : Math.log10(LEAST_REGRET);
      high = share ? 1.0 : Math.ceil(Math.log10(Math.max(largest, 1.0)));
    }

    private void draw() {
      text(WIDTH / 2.0, 20, "middle", name + (share ? ": share of the hypervolume" : ": regret"));
      text(WIDTH / 2.0, HEIGHT - 8.0, "middle", "evaluations");
      for (int tick = 0; tick <= 5; tick++) {
        double evaluation = Math.max(1.0, Math.rint(tick * evaluations / 5.0));
        line(x(evaluation), TOP, x(evaluation), HEIGHT - BOTTOM, "#e4e4e4");
        text(x(evaluation), HEIGHT - BOTTOM + 16.0, "middle", String.valueOf((int) evaluation));
      }
      double step = share ? 0.2 : 1.0;
      for (double at = low; at <= high + 1e-9; at += step) {
        double y = TOP + (high - at) / (high - low) * (HEIGHT - TOP - BOTTOM);
        line(LEFT, y, WIDTH - RIGHT, y, "#e4e4e4");
        text(
            LEFT - 6.0,
            y + 4.0,
            "end",
            share ? String.format(Locale.ROOT, "%.1f", at) : "1e" + (int) Math.rint(at));
      }
      int index = 0;
      for (Map.Entry<String, List<double[]>> method : methods.entrySet()) {
        String colour = COLOURS.get(index % COLOURS.size());
        band(method.getValue(), colour);
        double corner = share ? HEIGHT - BOTTOM - 12.0 - 16.0 * index : TOP + 14.0 + 16.0 * index;
        svg.append(
            String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"%s\">%s</text>%n",
                WIDTH - RIGHT - 6,
                corner,
                colour,
                method.getKey()));
        index++;
      }
    }

    private void band(List<double[]> seeds, String colour) {
      StringBuilder area = new StringBuilder();
      StringBuilder median = new StringBuilder();
      for (int i = 0; i < evaluations; i++) {
        area.append(point(i, quantile(seeds, i, 0.75)));
        median.append(point(i, quantile(seeds, i, 0.5)));
      }
      for (int i = evaluations - 1; i >= 0; i--) {
        area.append(point(i, quantile(seeds, i, 0.25)));
      }
      svg.append(
          String.format(
              Locale.ROOT,
              "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.15\"/>%n"
                  + "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
              area,
              colour,
              median,
              colour));
    }

    private String point(int index, double value) {
      double shown = share ? value : Math.log10(Math.max(LEAST_REGRET, value));
      double y = TOP + (high - shown) / (high - low) * (HEIGHT - TOP - BOTTOM);
      return String.format(Locale.ROOT, "%.1f,%.1f ", x(index + 1.0), y);
    }

    private double x(double evaluation) {
      return LEFT + (evaluation - 1.0) / (evaluations - 1.0) * (WIDTH - LEFT - RIGHT);
    }

    private void line(double x1, double y1, double x2, double y2, String colour) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
              x1,
              y1,
              x2,
              y2,
              colour));
    }

    private void text(double x, double y, String anchor, String words) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
              x,
              y,
              anchor,
              words));
    }
  }
}
