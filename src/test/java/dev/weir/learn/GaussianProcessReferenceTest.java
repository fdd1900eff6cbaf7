package dev.weir.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Posterior and likelihood are those of scikit-learn; the file says how its numbers were made. */
final class GaussianProcessReferenceTest {
  private static final double RELATIVE = 1e-7;

  private static double[] numbers(String[] cells, int from) {
    return Arrays.stream(cells).skip(from).mapToDouble(Double::parseDouble).toArray();
  }

  private static List<String> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    GaussianProcessReferenceTest.class.getResourceAsStream(
                        "/references/gaussian-processes.csv")),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  /** One case on its way through the file. */
  private static final class Case {
    private final Kernel kernel;
    private final Hyperparameters hyperparameters;
    private final List<double[]> inputs = new ArrayList<>();
    private final List<Double> outputs = new ArrayList<>();

    private Case(String[] cells) {
      kernel = cells[1].equals("matern52") ? Kernel.MATERN52 : Kernel.SQUARED_EXPONENTIAL;
      List<Double> scales = Arrays.stream(numbers(cells, 3)).boxed().toList();
      hyperparameters = new Hyperparameters(scales, Double.parseDouble(cells[2]));
    }

    private GaussianProcess process() {
      double[] values = outputs.stream().mapToDouble(Double::doubleValue).toArray();
      return GaussianProcess.condition(TrainingSet.of(inputs, values), hyperparameters, kernel);
    }
  }

  @Test
  void posteriorAndLikelihoodAreThoseOfScikitLearn() throws IOException {
    Case now = new Case("case,matern52,0,1".split(",", -1));
    int checked = 0;
    for (String line : lines()) {
      String[] cells = line.split(",", -1);
      double[] numbers = cells[0].equals("case") ? new double[0] : numbers(cells, 1);
      int last = numbers.length - 1;
      switch (cells[0]) {
        case "case" -> now = new Case(cells);
        case "run" -> {
          now.inputs.add(Arrays.copyOf(numbers, last));
          now.outputs.add(numbers[last]);
        }
        case "likelihood" -> {
          assertThat(now.process().logMarginalLikelihood())
              .as(line)
              .isCloseTo(numbers[0], offset(RELATIVE * Math.abs(numbers[0])));
          checked++;
        }
        case "point" -> {
          GaussianProcess.Posterior posterior =
              now.process().posterior(Arrays.copyOf(numbers, last - 1));
          assertThat(posterior.mean()).as(line).isCloseTo(numbers[last - 1], offset(RELATIVE));
          assertThat(posterior.standardDeviation())
              .as(line)
              .isCloseTo(numbers[last], offset(RELATIVE));
          checked++;
        }
        default -> throw new IllegalStateException("unknown line: " + line);
      }
    }
    assertThat(checked).isEqualTo(25);
  }
}
