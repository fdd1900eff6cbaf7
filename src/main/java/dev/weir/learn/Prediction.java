package dev.weir.learn;

/**
 * What is expected of a run, as equally likely draws of the truth: the noise of the analyser is not
 * in them. Immutable.
 */
public final class Prediction {
  private final double[] conversion1;
  private final double[] conversion2;
  private final double[] copolymerComposition;
  private final double[] conversion;

  /**
   * A mean with its standard deviation.
   *
   * @param mean in mol/mol
   * @param standardDeviation in mol/mol
   */
  public record Estimate(double mean, double standardDeviation) {}

  private Prediction(double[] conversion1, double[] conversion2, double feedComposition) {
    this.conversion1 = conversion1;
    this.conversion2 = conversion2;
    copolymerComposition = new double[conversion1.length];
    conversion = new double[conversion1.length];
    for (int s = 0; s < conversion1.length; s++) {
      double monomer1 = feedComposition * conversion1[s];
      double monomer2 = (1.0 - feedComposition) * conversion2[s];
      conversion[s] = monomer1 + monomer2;
      copolymerComposition[s] = conversion[s] > 0.0 ? monomer1 / conversion[s] : feedComposition;
    }
  }

  /**
   * Returns the prediction that follows from draws of the two conversions: X = f10 X1 + (1 - f10)
   * X2 and F1 = f10 X1 / X, at constant density. Where nothing reacts F1 is undefined; the feed
   * composition stands for it.
   *
   * @param conversion1 draws of the conversion of monomer 1, in mol/mol
   * @param conversion2 draws of the conversion of monomer 2, as many
   * @param feedComposition f10, in mol/mol
   */
  public static Prediction of(double[] conversion1, double[] conversion2, double feedComposition) {
    if (conversion1.length == 0 || conversion1.length != conversion2.length) {
      throw new IllegalArgumentException(
          "need as many draws of one conversion as of the other, at least one; got "
              + conversion1.length
              + " and "
              + conversion2.length);
    }
    return new Prediction(conversion1.clone(), conversion2.clone(), feedComposition);
  }

  /** Returns how many draws there are. */
  public int draws() {
    return conversion.length;
  }

  /** Returns the conversion of monomer 1 of a draw, X1, in mol/mol. */
  public double conversion1(int draw) {
    return conversion1[draw];
  }

  /** Returns the conversion of monomer 2 of a draw, X2, in mol/mol. */
  public double conversion2(int draw) {
    return conversion2[draw];
  }

  /** Returns F1 of a draw, in mol/mol. */
  public double copolymerComposition(int draw) {
    return copolymerComposition[draw];
  }

  /** Returns the overall conversion X of a draw, in mol/mol. */
  public double conversion(int draw) {
    return conversion[draw];
  }

  /** Returns the conversion of monomer 1, X1. */
  public Estimate conversion1() {
    return estimate(conversion1);
  }

  /** Returns the conversion of monomer 2, X2. */
  public Estimate conversion2() {
    return estimate(conversion2);
  }

  /** Returns the cumulative copolymer composition F1. */
  public Estimate copolymerComposition() {
    return estimate(copolymerComposition);
  }

  /** Returns the overall molar conversion X. */
  public Estimate conversion() {
    return estimate(conversion);
  }

  private static Estimate estimate(double[] draws) {
    double mean = 0.0;
    for (double draw : draws) {
      mean += draw / draws.length;
    }
    double variance = 0.0;
    for (double draw : draws) {
      variance += (draw - mean) * (draw - mean) / draws.length;
    }
    return new Estimate(mean, Math.sqrt(variance));
  }
}
