package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions as they are, without any chemistry in their scales: each quantity that varies, taken
 * linearly from 0 to 1 over the range spanned.
 *
 * @param lows lowest value of each of the five quantities, in the order of {@link Conditions}
 * @param highs highest values; a quantity that does not vary is left out
 */
record LinearCoordinates(List<Double> lows, List<Double> highs) {
  /** Share of its size by which a quantity must vary to count. */
  private static final double VARIES = 1e-3;

  LinearCoordinates {
    lows = List.copyOf(lows);
    highs = List.copyOf(highs);
  }

  /** Returns the coordinates that span the given conditions, at least one. */
  static LinearCoordinates spannedBy(List<Conditions> conditions) {
    double[] lows = values(conditions.getFirst());
    double[] highs = lows.clone();
    for (Conditions one : conditions) {
      double[] values = values(one);
      for (int k = 0; k < values.length; k++) {
        lows[k] = Math.min(lows[k], values[k]);
        highs[k] = Math.max(highs[k], values[k]);
      }
    }
    List<Double> from = new ArrayList<>();
    List<Double> to = new ArrayList<>();
    for (int k = 0; k < lows.length; k++) {
      from.add(lows[k]);
      to.add(highs[k]);
    }
    return new LinearCoordinates(from, to);
  }

  double[] of(Conditions conditions) {
    double[] values = values(conditions);
    double[] point = new double[values.length];
    int count = 0;
    for (int k = 0; k < values.length; k++) {
      if (varies(k)) {
        point[count] = (values[k] - lows.get(k)) / (highs.get(k) - lows.get(k));
        count++;
      }
    }
    return count == 0 ? new double[1] : java.util.Arrays.copyOf(point, count);
  }

  private boolean varies(int k) {
    return highs.get(k) - lows.get(k) > VARIES * Math.abs(highs.get(k));
  }

  private static double[] values(Conditions conditions) {
    return new double[] {
      conditions.feedComposition().value(),
      conditions.residenceTime().minutes(),
      conditions.temperature().celsius(),
      conditions.totalMonomer().molesPerLitre(),
      conditions.initiator().molesPerLitre()
    };
  }
}
