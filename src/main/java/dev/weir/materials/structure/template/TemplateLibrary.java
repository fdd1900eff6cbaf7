package dev.weir.materials.structure.template;

import dev.weir.materials.formula.Element;
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
  /** Larger cells are not used with two elements made one. */
  private static final int LARGEST_MERGED = 100;

  private final List<StructureEntry> entries;
  private final Map<List<Integer>, List<Integer>> byRatio;
  private final Map<String, List<StructureEntry>> byPrototype;
  private final Map<List<Integer>, List<Merge>> merges;

  /**
   * Two elements of a structure that together make another ratio.
   *
   * @param entry place in the library
   * @param kept the element with the larger coefficient
   * @param merged the other one
   */
  public record Merge(int entry, Element kept, Element merged) {}

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
    this.merges = merges(this.entries);
    this.byPrototype = prototypes;
  }

  private static Map<List<Integer>, List<Merge>> merges(List<StructureEntry> entries) {
    Map<List<Integer>, List<Merge>> merges = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      List<Formula.Term> terms = entries.get(i).formula().terms();
      if (terms.size() > 2 && entries.get(i).size() <= LARGEST_MERGED) {
        for (int a = 0; a < terms.size(); a++) {
          for (int b = 0; b < a; b++) {
            boolean keepsFirst = terms.get(a).count() >= terms.get(b).count();
            Merge merge =
                new Merge(
                    i,
                    terms.get(keepsFirst ? a : b).element(),
                    terms.get(keepsFirst ? b : a).element());
            merges
                .computeIfAbsent(
                    merged(entries.get(i).formula(), merge).stoichiometry(),
                    key -> new ArrayList<>())
                .add(merge);
          }
        }
      }
    }
    return merges;
  }

  /** Returns a formula with one element merged into another, reduced. */
  public static Formula merged(Formula formula, Merge merge) {
    Map<Element, Integer> counts = new TreeMap<>();
    for (Formula.Term term : formula.terms()) {
      counts.merge(
          term.element().equals(merge.merged()) ? merge.kept() : term.element(),
          term.count(),
          Integer::sum);
    }
    return Formula.of(counts).reduced();
  }

  /** Returns the structures that have a ratio when two of their elements become one. */
  public List<Merge> mergedTo(List<Integer> ratio) {
    return merges.getOrDefault(ratio, List.of());
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
  public List<Integer> ofRatio(List<Integer> ratio) {
    return byRatio.getOrDefault(ratio, List.of());
  }

  /** Returns how many ratios there are. */
  public int ratios() {
    return byRatio.size();
  }

  /** Returns how many structures a prototype has. */
  public int sizeOf(String prototype) {
    return byPrototype.getOrDefault(prototype, List.of()).size();
  }

  /** Returns the structures of each prototype, by its name. */
  public Map<String, List<StructureEntry>> prototypes() {
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
