package dev.weir.learn.regress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.FeatureSet;
import dev.weir.learn.features.MonomerFeatures;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.validation.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The regressors against scikit-learn on a synthetic table of 80 runs (features A+D, overall
 * conversion, 60 learnt and 20 asked). Skipped where Debian's python3-sklearn is not installed.
 */
final class ScikitLearnTest {
  private static final int TRAINED = 60;
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @Test
  void regressorsAgreeWithScikitLearn() throws Exception {
    Samples all = samples();
    Samples training = all.choose(IntStream.range(0, TRAINED).toArray());
    Samples others = all.choose(IntStream.range(TRAINED, all.size()).toArray());
    Map<String, double[]> theirs = scikitLearn(all);
    double spread = deviation(others.outputs());
    for (Map.Entry<String, double[]> each : theirs.entrySet()) {
      Method method = method(each.getKey());
      double began = seconds();
      Regressor regressor = method.fit(training, 1);
      double taken = seconds() - began;
      double[] ours =
          others.inputs().stream().mapToDouble(input -> regressor.at(input).mean()).toArray();
      double[] expected = Arrays.copyOfRange(each.getValue(), 1, each.getValue().length);
      double apart = 0.0;
      for (int i = 0; i < ours.length; i++) {
        apart = Math.max(apart, Math.abs(ours[i] - expected[i]) / spread);
      }
      double r2 = r2(ours, others.outputs());
      double theirR2 = r2(expected, others.outputs());
      System.out.printf(
          Locale.ROOT,
          "%s: predictions differ by at most %.1e of their spread, R2 %.4f here and %.4f there, CPU %.1f and %.1f ms%n",
          each.getKey(),
          apart,
          r2,
          theirR2,
          1e3 * taken,
          1e3 * each.getValue()[0]);
      if (each.getKey().startsWith("forest")) {
        assertThat(r2).as(each.getKey()).isBetween(theirR2 - 0.05, theirR2 + 0.05);
      } else {
        assertThat(apart).as(each.getKey()).isLessThan(1e-3);
      }
    }
  }

  private static Method method(String name) {
    List<String> parts = List.of(name.split("-"));
    return switch (parts.getFirst()) {
      case "nusvr" ->
          new NuSvr(Double.parseDouble(parts.get(1)), 0.5, Double.parseDouble(parts.get(2)));
      case "pls" ->
          new PartialLeastSquares(Integer.parseInt(parts.get(1)), PartialLeastSquares.Terms.LINEAR);
      default -> new RandomForest(200, 0.7, 1);
    };
  }

  /** Standardised features and output of the shipped table, in a fixed mixed order. */
  private static Samples samples() throws IOException {
    String text =
        new String(
            Objects.requireNonNull(
                    ScikitLearnTest.class.getResourceAsStream("/learn/synthetic-runs.csv"))
                .readAllBytes(),
            StandardCharsets.UTF_8);
    RunTable table = RunFile.read("synthetic-runs.csv", text);
    table = table.choose(Tuning.folds(table.size(), 1, 1).getFirst());
    MonomerFeatures monomers = MonomerFeatures.of(List.of(), QuantumTable.SHIPPED, Map.of());
    Samples raw =
        new Samples(
            table.runs().stream().map(run -> FeatureSet.A_D.of(run, monomers)).toList(),
            table.runs().stream().mapToDouble(Target.CONVERSION::measured).toArray());
    return Scaling.of(raw).apply(raw);
  }

  private static Map<String, double[]> scikitLearn(Samples all)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(PYTHON), "skipped: there is no " + PYTHON);
    Path script =
        Path.of(System.getProperty("weir.home", "."))
            .resolve("src/test/scripts/scikit_learn_regressors.py");
    ProcessBuilder builder = new ProcessBuilder(PYTHON.toString(), script.toString());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write("%d %d %d%n".formatted(TRAINED, all.size() - TRAINED, all.features()));
      for (int i = 0; i < all.size(); i++) {
        for (double value : all.inputs().get(i)) {
          in.write(value + " ");
        }
        in.write(all.outputs()[i] + "\n");
      }
    } catch (IOException e) {
      Assumptions.abort("skipped: scikit-learn is not installed (python3-sklearn)");
    }
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    Assumptions.assumeTrue(
        process.waitFor() == 0, "skipped: scikit-learn is not installed (python3-sklearn)");
    Map<String, double[]> predictions = new LinkedHashMap<>();
    for (String line : lines) {
      List<String> words = List.of(line.split(" "));
      predictions.put(
          words.getFirst(), words.stream().skip(1).mapToDouble(Double::parseDouble).toArray());
    }
    return predictions;
  }

  private static double seconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values)
            .map(value -> (value - mean) * (value - mean))
            .average()
            .orElseThrow());
  }

  private static double r2(double[] predicted, double[] measured) {
    double squares = 0.0;
    for (int i = 0; i < predicted.length; i++) {
      squares += Math.pow(predicted[i] - measured[i], 2) / predicted.length;
    }
    return 1.0 - squares / Math.pow(deviation(measured), 2);
  }
}
