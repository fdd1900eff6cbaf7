package dev.weir.app.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A drawing of asked against predicted formation energies: for each asked energy one panel with the
 * distributions of what several generators made. Pure.
 */
final class GenerationFigure {
  private static final double LOWEST = -5.0;
  private static final double HIGHEST = 1.0;
  private static final double BIN = 0.1;
  private static final int WIDTH = 720;
  private static final int PANEL = 110;
  private static final int LEFT = 90;
  private static final int TOP = 50;
  private static final int BOTTOM = 45;
  private static final List<String> COLOURS = List.of("#c05c00", "#0b6e4f", "#5b5b8c");

  private GenerationFigure() {}

  /**
   * One asked energy.
   *
   * @param asked in eV/atom
   * @param predicted for each generator's name the predicted energies, in eV/atom
   */
  record Panel(double asked, Map<String, List<Double>> predicted) {}

  /** Returns the drawing as SVG. */
  static String svg(List<Panel> panels) {
    int height = TOP + panels.size() * PANEL + BOTTOM;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n",
            WIDTH,
            height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    legend(svg, panels);
    for (int i = 0; i < panels.size(); i++) {
      panel(svg, panels.get(i), TOP + (i + 1) * PANEL);
    }
    int bottom = TOP + panels.size() * PANEL;
    for (int tick = (int) LOWEST; tick <= (int) HIGHEST; tick++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
              x(tick),
              bottom + 16,
              tick));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">predicted formation energy, eV/atom</text>\n",
            (x(LOWEST) + x(HIGHEST)) / 2,
            bottom + 36));
    return svg.append("</svg>\n").toString();
  }

  private static void legend(StringBuilder svg, List<Panel> panels) {
    int place = 0;
    for (String name : panels.getFirst().predicted().keySet()) {
      int x = LEFT + 220 * place;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"14\" width=\"14\" height=\"14\" fill=\"%s\" fill-opacity=\"0.5\" stroke=\"%s\"/>\n",
              x,
              COLOURS.get(place),
              COLOURS.get(place)));
      svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"26\">%s</text>\n", x + 20, name));
      place++;
    }
  }

  private static void panel(StringBuilder svg, Panel panel, int base) {
    int place = 0;
    for (List<Double> energies : panel.predicted().values()) {
      svg.append(outline(energies, base, COLOURS.get(place)));
      place++;
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#888\"/>\n",
            x(LOWEST),
            base,
            x(HIGHEST),
            base));
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222\" stroke-dasharray=\"4 3\"/>\n",
            x(panel.asked()),
            base,
            x(panel.asked()),
            base - PANEL + 14));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"8\" y=\"%d\">asked %.0f</text>\n",
            base - PANEL / 2,
            panel.asked()));
  }

  private static String outline(List<Double> energies, int base, String colour) {
    int bins = (int) Math.round((HIGHEST - LOWEST) / BIN);
    int[] counts = new int[bins];
    for (double energy : energies) {
      int bin = (int) Math.floor((energy - LOWEST) / BIN);
      counts[Math.max(0, Math.min(bins - 1, bin))]++;
    }
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    StringBuilder path = new StringBuilder("<path d=\"M");
    path.append(String.format(Locale.ROOT, "%.1f,%d", x(LOWEST), base));
    for (int i = 0; i < bins; i++) {
      double y = base - (PANEL - 18.0) * counts[i] / most;
      path.append(
          String.format(
              Locale.ROOT,
              " L%.1f,%.1f L%.1f,%.1f",
              x(LOWEST + i * BIN),
              y,
              x(LOWEST + (i + 1) * BIN),
              y));
    }
    path.append(String.format(Locale.ROOT, " L%.1f,%d Z\"", x(HIGHEST), base));
    return path.append(
            String.format(
                Locale.ROOT,
                " fill=\"%s\" fill-opacity=\"0.35\" stroke=\"%s\"/>\n",
                colour,
                colour))
        .toString();
  }

  private static double x(double energy) {
    return LEFT + (energy - LOWEST) / (HIGHEST - LOWEST) * (WIDTH - LEFT - 20);
  }
}
