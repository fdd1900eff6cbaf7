package dev.weir.optimize.copolymer;

import dev.weir.experiment.Outcome;

/**
 * What is predicted of the two measured conversions of a run that was left out: the noise of the
 * analyser is in it.
 *
 * @param mean1 of monomer 1, in mol/mol
 * @param mean2 of monomer 2, in mol/mol
 * @param variance1 of monomer 1, in (mol/mol)²
 * @param covariance of the two, in (mol/mol)²
 * @param variance2 of monomer 2, in (mol/mol)²
 */
record LeftOut(double mean1, double mean2, double variance1, double covariance, double variance2) {
  /** Degrees of freedom of the density: one outlier shall not decide between layers; assumed. */
  private static final double FREEDOM = 5.0;

  /** Correlations are taken no nearer to one than this. */
  private static final double MOST_CORRELATION = 0.9999;

  /**
   * Returns the logarithm of the density at what was measured, as of a bivariate Student
   * distribution with these as location and scale, up to a constant that all layers share.
   */
  double logDensity(Outcome measured) {
    double d1 = measured.conversion1().value() - mean1;
    double d2 = measured.conversion2().value() - mean2;
    double c = boundedCovariance();
    double determinant = variance1 * variance2 - c * c;
    double distance = (variance2 * d1 * d1 - 2.0 * c * d1 * d2 + variance1 * d2 * d2) / determinant;
    return -0.5 * StrictMath.log(determinant)
        - 0.5 * (FREEDOM + 2.0) * StrictMath.log1p(distance / FREEDOM);
  }

  /**
   * Writes one draw of the two conversions.
   *
   * @param u a standard normal number
   * @param v another
   */
  void draw(double u, double v, double[] into) {
    double a = Math.sqrt(variance1);
    double b = boundedCovariance() / a;
    into[0] = mean1 + a * u;
    into[1] = mean2 + b * u + Math.sqrt(Math.max(0.0, variance2 - b * b)) * v;
  }

  private double boundedCovariance() {
    double most = MOST_CORRELATION * Math.sqrt(variance1 * variance2);
    return Math.max(-most, Math.min(most, covariance));
  }

  /**
   * Returns what follows from a normal distribution of the two conversions on the complementary
   * log-log scale, linearised at its mean, and the analyser's noise.
   *
   * @param latent means of the two, then variance, covariance and variance, without noise
   * @param noise variances of the two measured conversions, in (mol/mol)²
   */
  static LeftOut ofTransformed(double[] latent, double[] noise) {
    double slope1 = Transformed.slopeOfBack(latent[0]);
    double slope2 = Transformed.slopeOfBack(latent[1]);
    return new LeftOut(
        Transformed.back(latent[0]),
        Transformed.back(latent[1]),
        slope1 * slope1 * Math.max(0.0, latent[2]) + noise[0],
        slope1 * slope2 * latent[3],
        slope2 * slope2 * Math.max(0.0, latent[4]) + noise[1]);
  }
}
