package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition of formulas, as {@code a + b <= 1} or {@code 0.2 <= a / b <= 0.8} or {@code a + b ==
 * 1}. Immutable; any thread.
 *
 * @param text what was written
 * @param excesses each is zero or less where the condition holds
 * @param equality empty, or one formula that is zero where the condition holds
 */
public record Relation(String text, List<Formula> excesses, List<Formula> equality) {
  /** Keeps its own lists. */
  public Relation {
    excesses = List.copyOf(excesses);
    equality = List.copyOf(equality);
  }

  /**
   * Parses a condition.
   *
   * @throws IllegalArgumentException with the reason
   */
  public static Relation parse(String text, List<String> names) {
    List<String> parts = new ArrayList<>();
    List<String> signs = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<' || c == '>' || c == '=') {
        int end = i + 1 < text.length() && text.charAt(i + 1) == '=' ? i + 2 : i + 1;
        parts.add(text.substring(start, i));
        signs.add(text.substring(i, i + 1));
        start = end;
        i = end - 1;
      }
    }
    parts.add(text.substring(start));
    if (signs.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' has no <=, >= or ==");
    }
    List<Formula> formulas = parts.stream().map(part -> Formula.parse(part, names)).toList();
    List<Formula> excesses = new ArrayList<>();
    List<Formula> equality = new ArrayList<>();
    for (int i = 0; i < signs.size(); i++) {
      Formula left = formulas.get(i);
      Formula right = formulas.get(i + 1);
      switch (signs.get(i)) {
        case "<" -> excesses.add(minus(left, right));
        case ">" -> excesses.add(minus(right, left));
        default -> equality.add(minus(left, right));
      }
    }
    if (!equality.isEmpty() && signs.size() > 1) {
      throw new IllegalArgumentException("'" + text + "': an equality stands alone");
    }
    return new Relation(text, excesses, equality);
  }

  private static Formula minus(Formula left, Formula right) {
    return new Formula.Joined(Formula.Operator.MINUS, left, right);
  }

  /** Tells whether a name's number is used. */
  public boolean uses(int name) {
    return excesses.stream().anyMatch(formula -> formula.uses(name))
        || equality.stream().anyMatch(formula -> formula.uses(name));
  }

  /** Returns how far the condition is missed, zero where it holds, infinite where undefined. */
  public double excess(double[] named) {
    double excess = 0.0;
    for (Formula formula : excesses) {
      double value = formula.value(named);
      if (Double.isNaN(value)) {
        return Double.POSITIVE_INFINITY;
      }
      excess = Math.max(excess, value);
    }
    return excess;
  }

  /**
   * Returns how much is to spare where the condition holds, as a share of the larger side of the
   * inequality that is nearest to being missed.
   */
  double slack(double[] named) {
    double slack = Double.POSITIVE_INFINITY;
    for (Formula formula : excesses) {
      if (formula instanceof Formula.Joined(Formula.Operator _, Formula left, Formula right)) {
        double size = Math.max(Math.abs(left.value(named)), Math.abs(right.value(named)));
        slack = Math.min(slack, size > 0.0 ? -formula.value(named) / size : 0.0);
      }
    }
    return slack;
  }
}
