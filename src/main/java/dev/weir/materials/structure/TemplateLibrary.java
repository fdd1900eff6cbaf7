package dev.weir.materials.structure;

import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Known structures by the ratio of their elements. Immutable. */
public final class TemplateLibrary {
  private final List<StructureEntry> entries;
  private final Map<List<Integer>, List<Integer>> byRatio;
  private final Map<String, List<StructureEntry>> byPrototype;

  /** Creates the library of these structures. */
  public TemplateLibrary(List<StructureEntry> entries) {
    this.entries = List.copyOf(entries);
    Map<List<Integer>, List<Integer>> ratios = new LinkedHashMap<>();
    Map<String, List<StructureEntry>> prototypes = new TreeMap<>();
    for (int i = 0; i < this.entries.size(); i++) {
      StructureEntry entry = this.entries.get(i);
      ratios.computeIfAbsent(entry.formula().stoichiometry(), key -> new ArrayList<>()).add(i);
      prototypes.computeIfAbsent(entry.prototype(), key -> new ArrayList<>()).add(entry);
    }
    this.byRatio = ratios;
    this.byPrototype = prototypes;
  }

  /** Returns the library without the structures of these reduced formulas. */
  public TemplateLibrary without(Set<Formula> formulas) {
    return new TemplateLibrary(
        entries.stream().filter(entry -> !formulas.contains(entry.formula())).toList());
  }

  /** Returns every structure. */
  public List<StructureEntry> entries() {
    return entries;
  }

  /** Returns the places in {@link #entries} of the structures of a ratio. */
  List<Integer> ofRatio(List<Integer> ratio) {
    return byRatio.getOrDefault(ratio, List.of());
  }

  /** Returns how many ratios there are. */
  public int ratios() {
    return byRatio.size();
  }

  /** Returns the structures of each prototype, by its name. */
  Map<String, List<StructureEntry>> prototypes() {
    return byPrototype;
  }

  /**
   * A ratio that the library has.
   *
   * @param ratio counts of the elements, rising
   * @param structures how many structures have it
   * @param distance summed difference of the atomic shares, 0 to 2
   */
  public record NearRatio(List<Integer> ratio, int structures, double distance) {}

  /**
   * Returns the nearest ratios with as many elements, nearest first, the more frequent first among
   * equals.
   */
  public List<NearRatio> nearest(List<Integer> ratio, int most) {
    return byRatio.entrySet().stream()
        .filter(entry -> entry.getKey().size() == ratio.size())
        .map(
            entry ->
                new NearRatio(
                    entry.getKey(), entry.getValue().size(), distance(ratio, entry.getKey())))
        .sorted(
            Comparator.comparingDouble(NearRatio::distance)
                .thenComparing(near -> -near.structures())
                .thenComparing(near -> near.ratio().toString()))
        .limit(most)
        .toList();
  }

  private static double distance(List<Integer> one, List<Integer> other) {
    double all = one.stream().mapToInt(Integer::intValue).sum();
    double others = other.stream().mapToInt(Integer::intValue).sum();
    double distance = 0.0;
    for (int i = 0; i < one.size(); i++) {
      distance += Math.abs(one.get(i) / all - other.get(i) / others);
    }
    return distance;
  }
}
