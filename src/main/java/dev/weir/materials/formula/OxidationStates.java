package dev.weir.materials.formula;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The oxidation states that elements may take. Immutable.
 *
 * <p>{@link #read} takes text with one line an element, {@code Fe +2 +3}, as the tables of SMACT
 * come (Davies et al., J. Open Source Softw. 4 (2019) 1361); {@code #} begins a comment, and the
 * elements beyond lawrencium are passed over.
 */
public final class OxidationStates {
  private static final int LARGEST = 9;

  /** Elements 104 to 118: tables may list them, no formula here holds them. */
  private static final Set<String> TRANSACTINIDES =
      Set.of(
          "Rf", "Db", "Sg", "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og");

  private final String name;
  private final int[][] states;

  private OxidationStates(String name, int[][] states) {
    this.name = name;
    this.states = states;
  }

  /**
   * Reads a table.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when a line is wrong; the message names file and line
   */
  public static OxidationStates read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return parse(file.getFileName().toString(), reader.lines().toList());
    }
  }

  /**
   * Returns the program's own table of usual states; its head names the source. It is short on
   * purpose, so that what it balances other tables balance too.
   */
  public static OxidationStates builtIn() {
    return parse("built in", BuiltInTable.lines("/materials/oxidation-states.txt"));
  }

  /** Reads a table from its lines; {@code name} is for messages. */
  public static OxidationStates parse(String name, List<String> lines) {
    int[][] states = new int[Element.LAST + 1][];
    Arrays.fill(states, new int[0]);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String[] words = line.split("\\s+");
      if (!line.isEmpty() && !line.startsWith("#") && !TRANSACTINIDES.contains(words[0])) {
        String place = name + ":" + (i + 1);
        Element element =
            Element.find(words[0])
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(place + ": no element is called " + words[0]));
        states[element.atomicNumber()] =
            Arrays.stream(words, 1, words.length)
                .mapToInt(word -> state(place, word))
                .sorted()
                .distinct()
                .toArray();
      }
    }
    return new OxidationStates(name, states);
  }

  private static int state(String place, String word) {
    try {
      int state = Integer.parseInt(word);
      if (Math.abs(state) <= LARGEST) {
        return state;
      }
    } catch (NumberFormatException notOne) {
      // told below, like a state beyond the range
    }
    throw new IllegalArgumentException(
        "%s: an oxidation state must be a whole number from -%d to +%d, was '%s'"
            .formatted(place, LARGEST, LARGEST, word));
  }

  /** Returns the table's name, for messages and records. */
  public String name() {
    return name;
  }

  /** Returns the states of an element in rising order; none when the table has none. */
  public List<Integer> of(Element element) {
    return Arrays.stream(states[element.atomicNumber()]).boxed().toList();
  }

  /** The states without a copy, for the search. */
  int[] raw(Element element) {
    return states[element.atomicNumber()];
  }
}
