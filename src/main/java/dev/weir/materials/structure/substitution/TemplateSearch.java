package dev.weir.materials.structure.substitution;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Finds the templates of a formula's ratio that are worth building: each template in each order of
 * its elements is scored by the summed log-odds of the swaps less the weighted distance of the
 * descriptors. Immutable.
 */
public final class TemplateSearch {
  private static final Comparator<TemplateSwap> WORST_FIRST =
      Comparator.comparingDouble(TemplateSwap::score)
          .thenComparing(Comparator.comparingInt(TemplateSwap::entry).reversed())
          .thenComparing((one, other) -> Integer.compare(other.replaced(0), one.replaced(0)));

  /** What it costs, in log-odds, when one element takes the places of two (assumed). */
  private static final double MERGING = 1.0;

  /** How many templates of that kind are built. */
  private static final int MOST_MERGED = 12;

  private final TemplateLibrary library;
  private final SwapLogOdds odds;
  private final DescriptorSpace space;
  private final double descriptorWeight;
  private final int[][] ordered;

  public TemplateSearch(TemplateLibrary library, Descriptors descriptors, double descriptorWeight) {
    this.library = library;
    this.odds = SwapLogOdds.of(library);
    this.space = new DescriptorSpace(descriptors, library);
    this.descriptorWeight = descriptorWeight;
    this.ordered =
        library.entries().stream()
            .map(entry -> ElementAssignment.ordered(entry.formula()))
            .toArray(int[][]::new);
  }

  public SwapLogOdds odds() {
    return odds;
  }

  /**
   * The templates that are worth building.
   *
   * @param swaps best first
   * @param votes of all templates of the ratio
   */
  public record Pool(List<TemplateSwap> swaps, PrototypeVotes votes) {
    /** Copies its list. */
    public Pool {
      swaps = List.copyOf(swaps);
    }
  }

  /**
   * Returns the best swaps, best first, and after them the best one of each further prototype.
   *
   * @param formula reduced
   * @param best how many of the best
   * @param prototypes how many prototypes in all are given one
   */
  public Pool pool(Formula formula, int best, int prototypes) {
    PriorityQueue<TemplateSwap> top = new PriorityQueue<>(WORST_FIRST);
    Map<String, TemplateSwap> firsts = new HashMap<>();
    List<Integer> ratio = formula.stoichiometry();
    int[] query = ElementAssignment.ordered(formula);
    List<int[]> orders = ElementAssignment.orders(ratio);
    float[] place = space.place(formula);
    PrototypeVotes votes = new PrototypeVotes();
    for (int entry : library.ofRatio(ratio)) {
      String prototype = library.entries().get(entry).prototype();
      double distance = space.distance(place, entry);
      List<int[]> tried =
          orders.isEmpty()
              ? List.of(ElementAssignment.best(ratio, query, ordered[entry], odds))
              : orders;
      TemplateSwap bestOrder = swap(query, entry, tried.getFirst(), distance);
      for (int[] order : tried) {
        TemplateSwap swap = swap(query, entry, order, distance);
        if (swap.score() > bestOrder.score()) {
          bestOrder = swap;
        }
        firsts.merge(
            prototype, swap, (one, other) -> WORST_FIRST.compare(one, other) >= 0 ? one : other);
        top.add(swap);
        if (top.size() > best) {
          top.remove();
        }
      }
      votes.add(prototype, bestOrder);
    }
    List<TemplateSwap> pool = new ArrayList<>(top);
    double highest = top.stream().mapToDouble(TemplateSwap::score).max().orElse(0.0);
    Set<String> seen = new HashSet<>();
    pool.forEach(swap -> seen.add(library.entries().get(swap.entry()).prototype()));
    firsts.entrySet().stream()
        .filter(first -> !seen.contains(first.getKey()))
        .map(Map.Entry::getValue)
        .sorted(WORST_FIRST.reversed())
        .limit(Math.max(0, prototypes - seen.size()))
        .forEach(pool::add);
    pool.addAll(merged(formula, query, place));
    pool.sort(WORST_FIRST.reversed());
    votes.count(highest);
    return new Pool(pool, votes);
  }

  /** Returns the best swaps in which one element takes the places of two. */
  private List<TemplateSwap> merged(Formula formula, int[] query, float[] place) {
    List<Integer> ratio = formula.stoichiometry();
    PriorityQueue<TemplateSwap> top = new PriorityQueue<>(WORST_FIRST);
    for (TemplateLibrary.Merge merge : library.mergedTo(ratio)) {
      Formula whole = library.entries().get(merge.entry()).formula();
      int[] theirs = ElementAssignment.ordered(TemplateLibrary.merged(whole, merge));
      int[] order = ElementAssignment.best(ratio, query, theirs, odds);
      int[] replaced = new int[query.length];
      double summed = -MERGING;
      for (int i = 0; i < query.length; i++) {
        replaced[i] = theirs[order[i]];
        double value = odds.at(query[i], replaced[i]);
        boolean isBoth = replaced[i] == merge.kept().atomicNumber();
        summed +=
            isBoth ? Math.min(value, odds.at(query[i], merge.merged().atomicNumber())) : value;
      }
      double distance = space.distance(place, merge.entry());
      top.add(
          new TemplateSwap(
              merge.entry(),
              replaced,
              merge.merged().atomicNumber(),
              summed,
              distance,
              summed - descriptorWeight * distance));
      if (top.size() > MOST_MERGED) {
        top.remove();
      }
    }
    return new ArrayList<>(top);
  }

  private TemplateSwap swap(int[] query, int entry, int[] order, double distance) {
    int[] replaced = new int[query.length];
    double summed = 0.0;
    for (int i = 0; i < query.length; i++) {
      replaced[i] = ordered[entry][order[i]];
      summed += odds.at(query[i], replaced[i]);
    }
    return new TemplateSwap(
        entry, replaced, 0, summed, distance, summed - descriptorWeight * distance);
  }
}
