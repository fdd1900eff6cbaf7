package dev.weir.materials.structure.prediction;

import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.fingerprint.StructureFingerprint;
import dev.weir.materials.structure.matching.StructureMatcher;
import dev.weir.materials.structure.template.StructureEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How often predictions hit known structures. Collects one query after the other; owned by one
 * thread.
 */
public final class PredictionScore {
  /** The depths at which hits are counted. */
  public static final List<Integer> DEPTHS = List.of(1, 5, 10);

  private static final int BINS = 5;

  private final StructureMatcher matcher;
  private final int[] spaceGroupHits = new int[DEPTHS.size()];
  private final int[] matchHits = new int[DEPTHS.size()];
  private final int[] fingerprintHits = new int[DEPTHS.size()];
  private final List<Double> volumeErrors = new ArrayList<>();
  private final double[] promised = new double[BINS];
  private final int[] kept = new int[BINS];
  private final int[] counted = new int[BINS];
  private int queries;
  private int answered;
  private int withSpaceGroup;

  /** Creates an empty score. */
  public PredictionScore(StructureMatcher matcher) {
    this.matcher = matcher;
  }

  /**
   * What one prediction was worth.
   *
   * @param spaceGroupRank of the first candidate with the true space group, from 1
   * @param matchRank of the first candidate that matches the true structure, from 1
   * @param fingerprintRank of the first candidate within {@link StructureFingerprint#RIGHT} of the
   *     true structure, from 1
   */
  public record Verdict(
      OptionalInt spaceGroupRank, OptionalInt matchRank, OptionalInt fingerprintRank) {
    static final Verdict NOTHING =
        new Verdict(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /** Counts a prediction against the truth. */
  public Verdict add(StructureEntry truth, Prediction prediction) {
    queries++;
    withSpaceGroup += truth.spaceGroup().isPresent() ? 1 : 0;
    return switch (prediction) {
      case Prediction.NoTemplate _ -> Verdict.NOTHING;
      case Prediction.Ranked ranked -> judge(truth, ranked.candidates());
    };
  }

  private Verdict judge(StructureEntry truth, List<Prediction.Candidate> candidates) {
    answered++;
    StructureMatcher.Prepared wanted = StructureMatcher.prepare(truth.structure());
    OptionalInt group = OptionalInt.empty();
    OptionalInt match = OptionalInt.empty();
    OptionalInt alike = OptionalInt.empty();
    StructureFingerprint trueFingerprint = StructureFingerprint.of(truth.structure());
    for (int i = 0; i < candidates.size(); i++) {
      Prediction.Candidate candidate = candidates.get(i);
      if (group.isEmpty()
          && truth.spaceGroup().isPresent()
          && candidate.spaceGroup().equals(truth.spaceGroup())) {
        group = OptionalInt.of(i + 1);
      }
      if (match.isEmpty()
          && matcher.matches(wanted, StructureMatcher.prepare(candidate.structure()))) {
        match = OptionalInt.of(i + 1);
        volumeErrors.add(volumeError(truth, candidate.structure()));
      }
      if (alike.isEmpty()
          && trueFingerprint.distance(StructureFingerprint.of(candidate.structure()))
              <= StructureFingerprint.RIGHT) {
        alike = OptionalInt.of(i + 1);
      }
    }
    count(group, spaceGroupHits);
    count(match, matchHits);
    count(alike, fingerprintHits);
    double probability = candidates.getFirst().probability();
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    promised[bin] += probability;
    counted[bin]++;
    kept[bin] += match.equals(OptionalInt.of(1)) ? 1 : 0;
    return new Verdict(group, match, alike);
  }

  private static double volumeError(StructureEntry truth, CrystalStructure candidate) {
    CrystalStructure known = truth.structure();
    double mine = candidate.lattice().volume() / candidate.sites().size();
    return Math.abs(mine * known.sites().size() / known.lattice().volume() - 1.0);
  }

  private static void count(OptionalInt rank, int[] hits) {
    for (int i = 0; i < hits.length; i++) {
      hits[i] += rank.isPresent() && rank.getAsInt() <= DEPTHS.get(i) ? 1 : 0;
    }
  }

  /** Returns how many predictions were counted. */
  public int queries() {
    return queries;
  }

  /** Returns how many of them had candidates at all. */
  public int answered() {
    return answered;
  }

  /** Returns the share of queries with a candidate of the true space group, by {@link #DEPTHS}. */
  public double[] spaceGroupHits() {
    return shares(spaceGroupHits, withSpaceGroup);
  }

  /** Returns the share of queries with a candidate that matches, by {@link #DEPTHS}. */
  public double[] matchHits() {
    return shares(matchHits, queries);
  }

  /** Returns the share of queries with a candidate of the true local structure, by depth. */
  public double[] fingerprintHits() {
    return shares(fingerprintHits, queries);
  }

  private static double[] shares(int[] hits, int of) {
    return Arrays.stream(hits).mapToDouble(hit -> of == 0 ? 0.0 : (double) hit / of).toArray();
  }

  /** Returns the median relative error of the volume of candidates that matched. */
  public Optional<Double> medianVolumeError() {
    List<Double> sorted = volumeErrors.stream().sorted().toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }

  /**
   * The first candidates whose probability lay in one fifth of its range.
   *
   * @param promised their mean probability
   * @param kept the share of them that matched
   * @param count how many
   */
  public record Reliability(double promised, double kept, int count) {}

  /** Returns what the probabilities were worth, by rising fifth, empty ones left out. */
  public List<Reliability> reliability() {
    List<Reliability> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (counted[i] > 0) {
        bins.add(
            new Reliability(promised[i] / counted[i], (double) kept[i] / counted[i], counted[i]));
      }
    }
    return bins;
  }
}
