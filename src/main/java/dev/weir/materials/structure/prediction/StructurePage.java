package dev.weir.materials.structure.prediction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.materials.formula.Element;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page of its own that lists predicted structures and shows the cell of the chosen one, which can
 * be turned. It needs no network and no other file. Pure.
 */
public final class StructurePage {
  private static final String RESOURCE = "/materials/structures.html";
  private static final String HOLE = "/*STRUCTURES*/";
  private static final String VIEW = "/page/structures/cell.js";
  private static final String VIEW_HOLE = "/*VIEW*/";

  /** The radius of an element without a tabulated one, in pm (assumed). */
  private static final double TYPICAL_RADIUS = 150.0;

  /** The colour of the first element, in degrees of hue; the others are spread evenly. */
  private static final double FIRST_HUE = 210.0;

  private StructurePage() {}

  /**
   * Returns the page.
   *
   * @param predictions at least one
   */
  public static String of(List<Prediction.Ranked> predictions) {
    List<Map<String, Object>> rows = new ArrayList<>();
    predictions.forEach(prediction -> rows.addAll(rows(prediction, Integer.MAX_VALUE)));
    try {
      // a name that holds "</script>" must not end the block
      String json = new ObjectMapper().writeValueAsString(rows).replace("<", "\\u003c");
      return read(RESOURCE)
          .replace(VIEW_HOLE, read(VIEW).replace("export function", "function"))
          .replace(HOLE, json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("structures cannot be written as JSON", e);
    }
  }

  /**
   * Returns the first candidates as a page shows them: flat names, and for each element how it is
   * drawn.
   */
  public static List<Map<String, Object>> rows(Prediction.Ranked prediction, int most) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(most, prediction.candidates().size()); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("formula", prediction.formula().toString());
      row.putAll(PredictionLines.row(i + 1, prediction.candidates().get(i)));
      row.put("kinds", kinds(prediction));
      rows.add(row);
    }
    return rows;
  }

  private static String read(String resource) {
    try (InputStream stream = StructurePage.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its resource " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  private static Map<String, Object> kinds(Prediction.Ranked prediction) {
    Map<String, Object> kinds = new LinkedHashMap<>();
    List<Element> elements = prediction.formula().elements();
    for (int i = 0; i < elements.size(); i++) {
      Element element = elements.get(i);
      double hue = (FIRST_HUE + 360.0 * i / elements.size()) % 360.0;
      kinds.put(
          element.symbol(),
          Map.of(
              "radius",
              element.covalentRadius().orElse(TYPICAL_RADIUS) / 100.0,
              "metal",
              element.isMetal(),
              "colour",
              String.format(Locale.ROOT, "hsl(%.0f 65%% 50%%)", hue)));
    }
    return kinds;
  }
}
