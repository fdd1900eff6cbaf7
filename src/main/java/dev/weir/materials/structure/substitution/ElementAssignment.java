package dev.weir.materials.structure.substitution;

import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.matching.LinearAssignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The ways in which the elements of one formula can take the places of another's of the same ratio:
 * elements whose coefficient occurs once map directly, those that share one in every order. Pure.
 */
public final class ElementAssignment {
  /** Beyond this many orders the single best one is taken, by linear assignment. */
  private static final int MOST_ORDERS = 24;

  private ElementAssignment() {}

  /** Returns the atomic numbers of a formula by rising coefficient, then by rising number. */
  public static int[] ordered(Formula formula) {
    return formula.reduced().terms().stream()
        .sorted(Comparator.comparingInt(Formula.Term::count).thenComparing(Formula.Term::element))
        .mapToInt(term -> term.element().atomicNumber())
        .toArray();
  }

  /** Returns every order for a ratio, or none when there are more than 24. */
  public static List<int[]> orders(List<Integer> ratio) {
    long count = 1;
    int run = 0;
    for (int i = 0; i < ratio.size(); i++) {
      run = i > 0 && ratio.get(i).equals(ratio.get(i - 1)) ? run + 1 : 1;
      count *= run;
      if (count > MOST_ORDERS) {
        return List.of();
      }
    }
    List<int[]> orders = new ArrayList<>();
    extend(ratio, new int[ratio.size()], 0, orders);
    return orders;
  }

  private static void extend(List<Integer> ratio, int[] order, int at, List<int[]> orders) {
    if (at == order.length) {
      orders.add(order.clone());
      return;
    }
    for (int choice = 0; choice < order.length; choice++) {
      int candidate = choice;
      if (ratio.get(choice).equals(ratio.get(at))
          && Arrays.stream(order, 0, at).noneMatch(taken -> taken == candidate)) {
        order[at] = choice;
        extend(ratio, order, at + 1, orders);
      }
    }
  }

  /** Returns the order with the largest summed log-odds. */
  public static int[] best(List<Integer> ratio, int[] query, int[] template, SwapLogOdds odds) {
    int[] order = new int[query.length];
    int start = 0;
    while (start < query.length) {
      int end = start;
      while (end < query.length && ratio.get(end).equals(ratio.get(start))) {
        end++;
      }
      double[][] cost = new double[end - start][end - start];
      for (int i = start; i < end; i++) {
        for (int j = start; j < end; j++) {
          cost[i - start][j - start] = -odds.at(query[i], template[j]);
        }
      }
      int[] columns = LinearAssignment.of(cost);
      for (int i = start; i < end; i++) {
        order[i] = start + columns[i - start];
      }
      start = end;
    }
    return order;
  }
}
