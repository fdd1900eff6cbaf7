package dev.weir.materials.formula;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The program's own table of the elements: place and valence, mass, electronegativity and radius
 * from {@code materials/elements.csv}, energies and phase changes from {@code
 * materials/element-properties.csv}, usual oxidation states from {@code
 * materials/oxidation-states.txt}. The heads of these files name the sources.
 */
final class BuiltInTable {
  private static final String NAME = "built in";
  private static final String PROPERTIES = "/materials/element-properties.csv";
  private static final List<String> PLACE =
      List.of(
          "atomic_number",
          "atomic_mass",
          "electronegativity",
          "covalent_radius",
          "group",
          "period",
          "mendeleev_number",
          "s_valence",
          "p_valence",
          "d_valence",
          "f_valence",
          "valence",
          "s_unfilled",
          "p_unfilled",
          "d_unfilled",
          "f_unfilled",
          "lowest_oxidation_state",
          "highest_oxidation_state");

  private BuiltInTable() {}

  static ElementTable make() {
    List<String> properties =
        lines(PROPERTIES).stream().filter(line -> !line.startsWith("#")).toList();
    OxidationStates states = OxidationStates.builtIn();
    List<String> lines = new ArrayList<>();
    lines.add("symbol," + String.join(",", PLACE) + "," + rest(properties.getFirst()));
    for (Element element : Element.all()) {
      String line = properties.get(element.atomicNumber());
      if (!line.startsWith(element.symbol() + ",")) {
        throw new IllegalStateException(PROPERTIES + ": " + element + " is not in place");
      }
      lines.add(element.symbol() + "," + numbers(element, states) + "," + rest(line));
    }
    return ElementTable.parse(NAME, lines);
  }

  private static String rest(String line) {
    return line.substring(line.indexOf(',') + 1);
  }

  private static String numbers(Element e, OxidationStates states) {
    Element.Valence valence = e.valence();
    List<Integer> own = states.of(e);
    double[] values = {
      e.atomicNumber(),
      e.atomicMass(),
      e.electronegativity().orElse(Double.NaN),
      e.covalentRadius().orElse(Double.NaN),
      e.group(),
      e.period(),
      e.mendeleevNumber(),
      valence.s(),
      valence.p(),
      valence.d(),
      valence.f(),
      valence.s() + valence.p() + valence.d() + valence.f(),
      unfilled(valence.s(), 2),
      unfilled(valence.p(), 6),
      unfilled(valence.d(), 10),
      unfilled(valence.f(), 14),
      own.isEmpty() ? Double.NaN : own.getFirst(),
      own.isEmpty() ? Double.NaN : own.getLast()
    };
    return String.join(
        ",",
        Arrays.stream(values)
            .mapToObj(value -> Double.isNaN(value) ? "" : Double.toString(value))
            .toList());
  }

  /** An empty shell is closed, not open. */
  private static int unfilled(int electrons, int room) {
    return electrons == 0 ? 0 : room - electrons;
  }

  static List<String> lines(String resource) {
    InputStream stream = BuiltInTable.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException("the program lacks its resource " + resource);
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
