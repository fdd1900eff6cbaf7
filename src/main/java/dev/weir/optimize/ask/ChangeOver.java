package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run costs and what it costs to go to its settings from those of the run before: flushing,
 * heating, cleaning, in one unit of the asker's choice. Immutable; any thread.
 *
 * @param run cost of a run without any change, above 0
 * @param perUnit for each variable what a change by one unit costs, or any change of a choice, zero
 *     or more
 */
public record ChangeOver(double run, List<Double> perUnit) {
  /** So many points are ordered by trying every order; more by going to the nearest next. */
  private static final int ALL_ORDERS = 7;

  /** Rejects costs that are not positive. */
  public ChangeOver {
    perUnit = List.copyOf(perUnit);
    if (!(run > 0.0) || perUnit.stream().anyMatch(cost -> !(cost >= 0.0))) {
      throw new IllegalArgumentException(
          "a run must cost more than 0 and a change not less than 0, were "
              + run
              + " and "
              + perUnit);
    }
  }

  /** Returns the cost of a run after another one. */
  public double cost(List<Variable> variables, double[] from, double[] to) {
    double cost = run;
    for (int v = 0; v < to.length; v++) {
      double change = Math.abs(to[v] - from[v]);
      cost +=
          perUnit.get(v)
              * (variables.get(v) instanceof Variable.Choice && change > 0.0 ? 1.0 : change);
    }
    return cost;
  }

  /** The worth of a point falls as the cost of going there from the last run rises. */
  Acquisition from(List<Variable> variables, double[] last) {
    return new Acquisition() {
      @Override
      public double logValue(double[] values) {
        return -StrictMath.log(cost(variables, last, values) / run);
      }

      @Override
      public double logValue(double[] values, Slopes slopes) {
        double cost = cost(variables, last, values);
        for (int v = 0; v < values.length; v++) {
          if (!(variables.get(v) instanceof Variable.Choice)) {
            slopes.byValue()[v] -= perUnit.get(v) * Math.signum(values[v] - last[v]) / cost;
          }
        }
        return -StrictMath.log(cost / run);
      }
    };
  }

  /**
   * Returns the places of points in the order that costs least, starting after the last run: by
   * trying all orders of up to seven points, else always to the nearest of those left.
   */
  List<Integer> order(List<Variable> variables, double[] last, List<double[]> points) {
    if (points.size() > ALL_ORDERS) {
      return nearest(variables, last, points);
    }
    Orders orders = new Orders(variables, points);
    orders.goOn(last, new ArrayList<>(), 0.0);
    return orders.best;
  }

  private List<Integer> nearest(List<Variable> variables, double[] last, List<double[]> points) {
    List<Integer> order = new ArrayList<>();
    double[] at = last;
    while (order.size() < points.size()) {
      int next = -1;
      for (int p = 0; p < points.size(); p++) {
        if (!order.contains(p)
            && (next < 0
                || cost(variables, at, points.get(p)) < cost(variables, at, points.get(next)))) {
          next = p;
        }
      }
      order.add(next);
      at = points.get(next);
    }
    return order;
  }

  /** A search through all orders, cut off where the cost is no longer the least. */
  private final class Orders {
    private final List<Variable> variables;
    private final List<double[]> points;
    private List<Integer> best = List.of();
    private double least = Double.POSITIVE_INFINITY;

    private Orders(List<Variable> variables, List<double[]> points) {
      this.variables = variables;
      this.points = points;
    }

    private void goOn(double[] at, List<Integer> order, double spent) {
      if (spent >= least) {
        return;
      }
      if (order.size() == points.size()) {
        best = List.copyOf(order);
        least = spent;
        return;
      }
      for (int p = 0; p < points.size(); p++) {
        if (!order.contains(p)) {
          order.add(p);
          goOn(points.get(p), order, spent + cost(variables, at, points.get(p)));
          order.removeLast();
        }
      }
    }
  }
}
