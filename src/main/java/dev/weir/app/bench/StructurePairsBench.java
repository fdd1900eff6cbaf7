package dev.weir.app.bench;

import dev.weir.app.terminal.Progress;
import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.structure.fingerprint.StructureFingerprint;
import dev.weir.materials.structure.pair.PairNetwork;
import dev.weir.materials.structure.pair.PairSampling;
import dev.weir.materials.structure.pair.PairScore;
import dev.weir.materials.structure.pair.PairTrees;
import dev.weir.materials.structure.substitution.DescriptorSpace;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Judges the classifiers that say whether two formulas crystallise alike, on random splits of known
 * structures: the network of the literature, the program's trees, and both together. One thread.
 */
final class StructurePairsBench {
  private final List<StructureEntry> known;
  private final Descriptors descriptors;
  private final PairNetwork.Plan plan;
  private final Progress progress;
  private final List<PairScore> networks = new ArrayList<>();
  private final List<PairScore> trees = new ArrayList<>();
  private final List<PairScore> both = new ArrayList<>();
  private final List<PairScore> ensembles = new ArrayList<>();
  private final List<String> sizes = new ArrayList<>();

  /**
   * Prepares the measurement.
   *
   * @param plan of the networks; none are trained when its epochs are 0
   */
  StructurePairsBench(
      List<StructureEntry> known,
      Descriptors descriptors,
      PairNetwork.Plan plan,
      Progress progress) {
    this.known = known;
    this.descriptors = descriptors;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param splits how many
   * @param members networks trained on each split
   */
  void run(int splits, int members) {
    List<StructureFingerprint> fingerprints = new ArrayList<>();
    for (StructureEntry entry : known) {
      fingerprints.add(entry.fingerprint());
      int done = fingerprints.size();
      progress.tell(() -> "%d of %d fingerprints".formatted(done, known.size()));
    }
    PairSampling sampling = new PairSampling(known, fingerprints);
    float[][] places = new DescriptorSpace(descriptors, new TemplateLibrary(known)).places();
    for (int split = 1; split <= splits; split++) {
      int number = split;
      PairSampling.Split dealt = sampling.split(split);
      sizes.add(
          "%d / %d / %d"
              .formatted(
                  dealt.training().size(), dealt.validating().size(), dealt.testing().size()));
      PairTrees grown =
          PairTrees.learn(
              known,
              fingerprints,
              dealt,
              descriptors,
              tree -> progress.tell(() -> "split %d, tree %d".formatted(number, tree)));
      double[] ofTrees = grown.probabilities(dealt.testing());
      trees.add(PairScore.of(dealt.testing(), ofTrees));
      if (plan.epochs() > 0) {
        double[] mean = new double[ofTrees.length];
        for (int member = 1; member <= members; member++) {
          int network = member;
          double[] one =
              PairNetwork.probabilities(
                  plan,
                  places,
                  dealt,
                  dealt.testing(),
                  100L * split + member,
                  line ->
                      progress.tell(
                          () -> "split %d, network %d, %s".formatted(number, network, line)));
          networks.add(PairScore.of(dealt.testing(), one));
          for (int i = 0; i < mean.length; i++) {
            mean[i] += one[i] / members;
          }
        }
        ensembles.add(PairScore.of(dealt.testing(), mean));
        for (int i = 0; i < mean.length; i++) {
          mean[i] = 0.5 * (mean[i] + ofTrees[i]);
        }
        both.add(PairScore.of(dealt.testing(), mean));
      }
    }
  }

  /** Prints the table. */
  void print(PrintWriter out) {
    for (int i = 0; i < sizes.size(); i++) {
      out.printf("split %d: %s pairs to learn, choose and judge%n", i + 1, sizes.get(i));
    }
    out.printf(
        "%n| classifier | accuracy | average precision | Brier score |%n|---|---|---|---|%n");
    out.printf("| published (Materials Project, 33,064 compounds) | 0.864 ± 0.011 | 0.913 | |%n");
    row(out, "network on descriptor differences, single", networks);
    row(out, "networks, mean", ensembles);
    row(out, "trees", trees);
    row(out, "trees and networks, mean", both);
    out.flush();
  }

  private static void row(PrintWriter out, String name, List<PairScore> scores) {
    if (scores.isEmpty()) {
      return;
    }
    double[] accuracy = scores.stream().mapToDouble(PairScore::accuracy).toArray();
    double[] precision = scores.stream().mapToDouble(PairScore::averagePrecision).toArray();
    double[] brier = scores.stream().mapToDouble(PairScore::brier).toArray();
    out.printf(
        Locale.ROOT,
        "| %s | %.4f ± %.4f | %.4f ± %.4f | %.4f |%n",
        name,
        mean(accuracy),
        spread(accuracy),
        mean(precision),
        spread(precision),
        mean(brier));
  }

  private static double mean(double[] numbers) {
    double sum = 0.0;
    for (double number : numbers) {
      sum += number / numbers.length;
    }
    return sum;
  }

  private static double spread(double[] numbers) {
    double mean = mean(numbers);
    double squares = 0.0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean) / numbers.length;
    }
    return Math.sqrt(squares);
  }

  /** Returns the figures by name. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("networks", networks);
    figures.put("network_means", ensembles);
    figures.put("trees", trees);
    figures.put("trees_and_networks", both);
    return figures;
  }
}
