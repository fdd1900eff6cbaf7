package dev.weir.materials.structure.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.materials.structure.fingerprint.StructureFingerprint;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.StructureLines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class PairTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  private static List<PairSampling.Pair> pairs(boolean... similar) {
    List<PairSampling.Pair> pairs = new ArrayList<>();
    for (boolean one : similar) {
      pairs.add(new PairSampling.Pair(0, 1, one));
    }
    return pairs;
  }

  @Test
  void averagePrecisionIsTheMeanPrecisionAtEachSimilarPair() {
    PairScore score =
        PairScore.of(pairs(true, false, true, false), new double[] {0.9, 0.8, 0.7, 0.1});
    assertThat(score.averagePrecision()).isCloseTo((1.0 + 2.0 / 3.0) / 2.0, EXACT);
    assertThat(score.accuracy()).isCloseTo(0.75, EXACT);
  }

  @Test
  void theOrderOfEqualProbabilitiesDoesNotMatter() {
    double[] equal = {0.6, 0.6, 0.6, 0.6};
    assertThat(PairScore.of(pairs(true, false, true, false), equal).averagePrecision())
        .isEqualTo(PairScore.of(pairs(false, true, false, true), equal).averagePrecision())
        .isCloseTo(0.5, EXACT);
  }

  /** Four kinds of crystals of one ratio and one of another, under many names. */
  private static List<StructureEntry> known() {
    List<StructureEntry> shown = StructureLines.demonstration().entries();
    List<StructureEntry> known = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      known.addAll(shown.stream().filter(entry -> entry.size() <= 8).toList());
    }
    return known;
  }

  @Test
  void eachPartHasAsManySimilarPairsAsOthersAndSharesNoStructure() {
    List<StructureEntry> known = known();
    List<StructureFingerprint> fingerprints =
        known.stream().map(StructureEntry::fingerprint).toList();
    PairSampling sampling = new PairSampling(known, fingerprints);
    PairSampling.Split split = sampling.split(7);
    Set<Integer> seen = new HashSet<>();
    for (List<PairSampling.Pair> part :
        List.of(split.training(), split.validating(), split.testing())) {
      assertThat(part).isNotEmpty();
      Set<Integer> here = new HashSet<>();
      for (PairSampling.Pair pair : part) {
        here.add(pair.one());
        here.add(pair.other());
        assertThat(known.get(pair.one()).formula().stoichiometry())
            .isEqualTo(known.get(pair.other()).formula().stoichiometry());
        assertThat(pair.similar())
            .isEqualTo(fingerprints.get(pair.one()).distance(fingerprints.get(pair.other())) < 0.3);
      }
      long similar = part.stream().filter(PairSampling.Pair::similar).count();
      assertThat(similar).isGreaterThanOrEqualTo(part.size() - similar);
      assertThat(seen).doesNotContainAnyElementsOf(here);
      seen.addAll(here);
    }
    assertThat(sampling.split(7)).isEqualTo(split);
    assertThat(sampling.split(8)).isNotEqualTo(split);
  }

  @Test
  void theNetworkLearnsWhatNearMeans() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    float[][] places = new float[300][4];
    for (float[] place : places) {
      for (int k = 0; k < place.length; k++) {
        place[k] = (float) random.nextDouble(-1.0, 1.0);
      }
    }
    List<PairSampling.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      int one = random.nextInt(300);
      int other = random.nextInt(300);
      pairs.add(
          new PairSampling.Pair(one, other, Math.abs(places[one][0] - places[other][0]) < 0.5));
    }
    PairSampling.Split split =
        new PairSampling.Split(
            List.of(), pairs.subList(0, 600), pairs.subList(600, 700), pairs.subList(700, 900));
    PairNetwork.Plan plan = new PairNetwork.Plan(2, 32, 0.0, 64, 5e-3, 25, 25);
    double[] probabilities =
        PairNetwork.probabilities(plan, places, split, split.testing(), seed, _ -> {});
    assertThat(PairScore.of(split.testing(), probabilities).accuracy())
        .as("seed %d", seed)
        .isGreaterThan(0.9);
  }
}
