package dev.weir.learn.regress;

import dev.weir.learn.GaussianProcess;
import dev.weir.learn.Hyperparameters;
import dev.weir.learn.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process with one length scale for each feature and an inferred noise variance, see
 * {@link GaussianProcess}. Inputs of variance one are shrunk to about the unit cube first, for
 * which its priors are made. Its hyper-parameters come from the evidence of at most {@value
 * #MOST_FOR_EVIDENCE} samples, evenly taken, because its cost rises with the cube of their number;
 * all samples are learnt with them. Among known monomers there is nothing to tune by cross
 * validation. For a new one the evidence misleads: it knows how outputs differ among the monomers
 * there are, and a short length scale tells those apart best; how short one may be is then a
 * setting.
 *
 * @param leastLength least length scale of any feature, as a share of the unit cube; 0 leaves all
 *     to the evidence
 */
public record GaussianProcessMethod(double leastLength) implements Method {
  private static final int MOST_FOR_EVIDENCE = 120;

  /** Least length scales that are tried; the first is that of interpolation. */
  private static final double[] LEAST_LENGTHS = {0.0, 1.0, 3.0};

  /** Standard deviations that the unit cube spans. */
  private static final double SPAN = 4.0;

  /** Rejects negative lengths. */
  public GaussianProcessMethod {
    if (!(leastLength >= 0.0)) {
      throw new IllegalArgumentException("a length scale must be >= 0, was " + leastLength);
    }
  }

  static List<Method> grid() {
    return Arrays.stream(LEAST_LENGTHS).<Method>mapToObj(GaussianProcessMethod::new).toList();
  }

  @Override
  public Regressor fit(Samples samples, long seed) {
    List<double[]> points = new ArrayList<>();
    samples.inputs().forEach(input -> points.add(shrunk(input)));
    GaussianProcess process = process(samples, points);
    double centre = 0.0;
    double variance = 0.0;
    for (double output : samples.outputs()) {
      centre += output / samples.size();
    }
    for (double output : samples.outputs()) {
      variance += (output - centre) * (output - centre) / samples.size();
    }
    double noise = process.hyperparameters().noiseVariance() * variance;
    return input -> {
      GaussianProcess.Posterior posterior = process.posterior(shrunk(input));
      return new Normal(posterior.mean(), Math.sqrt(posterior.variance() + noise));
    };
  }

  private GaussianProcess process(Samples samples, List<double[]> points) {
    TrainingSet all = set(points, samples.outputs(), samples.noise());
    if (samples.size() <= MOST_FOR_EVIDENCE) {
      GaussianProcess evident = GaussianProcess.fit(all);
      return leastLength > 0.0
          ? GaussianProcess.condition(all, longer(evident.hyperparameters()))
          : evident;
    }
    List<double[]> some = new ArrayList<>();
    double[] outputs = new double[MOST_FOR_EVIDENCE];
    double[] noise = new double[MOST_FOR_EVIDENCE];
    for (int i = 0; i < MOST_FOR_EVIDENCE; i++) {
      int row = (int) ((long) i * samples.size() / MOST_FOR_EVIDENCE);
      some.add(points.get(row));
      outputs[i] = samples.outputs()[row];
      noise[i] = samples.noise()[row];
    }
    return GaussianProcess.condition(
        all, longer(GaussianProcess.fit(set(some, outputs, noise)).hyperparameters()));
  }

  private Hyperparameters longer(Hyperparameters evident) {
    return new Hyperparameters(
        evident.lengthScales().stream().map(length -> Math.max(leastLength, length)).toList(),
        evident.noiseVariance());
  }

  private static TrainingSet set(List<double[]> points, double[] outputs, double[] noise) {
    double[] ones = new double[outputs.length];
    Arrays.fill(ones, 1.0);
    return TrainingSet.of(points, outputs).withNoise(noise, ones);
  }

  @Override
  public String settings() {
    return leastLength > 0.0 ? "evidence, length scales >= " + leastLength : "evidence";
  }

  private static double[] shrunk(double[] input) {
    double[] point = new double[input.length];
    for (int k = 0; k < point.length; k++) {
      point[k] = 0.5 + input[k] / SPAN;
    }
    return point;
  }
}
