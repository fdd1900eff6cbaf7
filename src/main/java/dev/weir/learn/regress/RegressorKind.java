package dev.weir.learn.regress;

import java.util.List;

/** The kinds of statistical regressor, each with the settings that are tried. */
public enum RegressorKind {
  /** Nu support vector regression. */
  NU_SVR("NuSVR") {
    @Override
    List<Method> grid(int features) {
      return NuSvr.grid(features);
    }

    @Override
    int mostForChoice() {
      return NuSvr.MOST_FOR_CHOICE;
    }
  },
  /** Random forest. */
  RANDOM_FOREST("RF") {
    @Override
    List<Method> grid(int features) {
      return RandomForest.grid();
    }
  },
  /** Partial least squares. */
  PARTIAL_LEAST_SQUARES("PLS") {
    @Override
    List<Method> grid(int features) {
      return PartialLeastSquares.grid(features);
    }
  },
  /** Gaussian process. */
  GAUSSIAN_PROCESS("GP") {
    @Override
    List<Method> grid(int features) {
      return GaussianProcessMethod.grid();
    }

    @Override
    boolean knowsItsSpread() {
      return true;
    }
  };

  private final String title;

  RegressorKind(String title) {
    this.title = title;
  }

  /** Returns the short name used in tables. */
  public String title() {
    return title;
  }

  /**
   * Returns on how many samples, evenly taken, settings are chosen at most: a method whose time
   * rises fast with their number is not tried over and over on all of them.
   */
  int mostForChoice() {
    return Integer.MAX_VALUE;
  }

  /**
   * Tells whether what it learns says how far it may be off among what it knows, so that only
   * extrapolation is tuned by cross validation, with the first of the settings otherwise.
   */
  boolean knowsItsSpread() {
    return false;
  }

  /** Returns the settings tried for inputs of so many features, none twice. */
  abstract List<Method> grid(int features);
}
