package dev.weir.learn;

/**
 * How raw outputs become numbers of mean 0 and variance 1.
 *
 * @param centre subtracted first, in units of the output
 * @param scale divided by then, in units of the output, above 0
 */
record Standardisation(double centre, double scale) {
  /** Leaves everything as it is. */
  static final Standardisation NONE = new Standardisation(0.0, 1.0);

  private static final double LEAST_SCALE = 1e-9;

  /** Returns the one that fits a training set; outputs that do not differ keep their scale. */
  static Standardisation of(TrainingSet data) {
    double centre = 0.0;
    if (data.isCentred()) {
      for (int i = 0; i < data.size(); i++) {
        centre += data.output(i) / data.size();
      }
    }
    double variance = 0.0;
    for (int i = 0; i < data.size(); i++) {
      double difference = data.output(i) - centre;
      variance += difference * difference / data.size();
    }
    double scale = Math.sqrt(variance);
    return new Standardisation(centre, scale > LEAST_SCALE ? scale : 1.0);
  }
}
