package dev.weir.learn.regress;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.type.StructType;

/**
 * A random forest of regression trees, by Smile 2.6 (Breiman, Machine Learning 45 (2001) 5). Trees
 * are grown on several threads from seeds of their own, so the result does not depend on the
 * threads. Its own deviation is that of the out-of-bag residuals.
 *
 * @param trees how many, from 1 to 5000
 * @param share of the features looked at in each split, above 0 and at most 1
 * @param leaf samples that a leaf may hold at most before it is split, at least 1
 */
public record RandomForest(int trees, double share, int leaf) implements Method {
  private static final String OUTPUT = "output";
  private static final int DEEPEST = 30;
  private static final int MOST_TREES = 5000;

  /** Rejects settings outside their ranges. */
  public RandomForest {
    if (trees < 1 || trees > MOST_TREES || !(share > 0.0 && share <= 1.0) || leaf < 1) {
      throw new IllegalArgumentException(
          "a forest needs 1 to %d trees, a share in (0, 1] and leaves >= 1, got %d, %s, %d"
              .formatted(MOST_TREES, trees, share, leaf));
    }
  }

  @Override
  public Regressor fit(Samples samples, long seed) {
    int features = samples.features();
    double[][] rows = new double[samples.size()][features + 1];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(samples.inputs().get(i), 0, rows[i], 0, features);
      rows[i][features] = samples.outputs()[i];
    }
    DataFrame frame = DataFrame.of(rows, names(features));
    StructType schema = frame.schema();
    smile.regression.RandomForest forest =
        smile.regression.RandomForest.fit(
            Formula.lhs(OUTPUT),
            frame,
            trees,
            Math.max(1, (int) Math.round(share * features)),
            DEEPEST,
            Math.max(2, samples.size()),
            leaf,
            1.0,
            new SplittableRandom(seed).longs(trees * 2L).map(bits -> bits >>> 1));
    double deviation = forest.metrics().rmse;
    double outOfBag = Double.isFinite(deviation) ? deviation : 1.0;
    return input -> {
      double[] row = new double[features + 1];
      System.arraycopy(input, 0, row, 0, features);
      return new Normal(forest.predict(Tuple.of(row, schema)), outOfBag);
    };
  }

  @Override
  public String settings() {
    return String.format(Locale.ROOT, "%d trees, %.2g of features, leaf %d", trees, share, leaf);
  }

  /** Returns the settings tried. */
  static List<Method> grid() {
    return List.of(new RandomForest(100, 0.5, 2), new RandomForest(100, 1.0, 2));
  }

  private static String[] names(int features) {
    String[] names = new String[features + 1];
    for (int k = 0; k < features; k++) {
      names[k] = "x" + k;
    }
    names[features] = OUTPUT;
    return names;
  }
}
