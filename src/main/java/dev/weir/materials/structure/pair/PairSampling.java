package dev.weir.materials.structure.pair;

import dev.weir.materials.structure.fingerprint.StructureFingerprint;
import dev.weir.materials.structure.template.StructureEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Deals known structures into three parts and draws pairs of one ratio from each, as the pair
 * classifier of the literature is trained and judged (Kusaba, Liu and Yoshida, Comput. Mater. Sci.
 * 211 (2022) 111496; sampling of the authors' later program).
 *
 * <p>Each ratio is dealt 60 : 20 : 20, ratios with fewer than ten structures together. Every ratio
 * but those is thinned to 1 % of its part. Of each ratio all pairs nearer than the limit are taken
 * and as many others, drawn at random; a ratio without a near pair gives none. Deterministic by
 * seed.
 */
public final class PairSampling {
  private static final int RARE = 10;
  private static final double VALIDATING = 0.2;
  private static final double TESTING = 0.2;
  private static final double LARGEST_SHARE = 0.01;

  private final List<StructureEntry> known;
  private final List<StructureFingerprint> fingerprints;

  /**
   * Takes known structures.
   *
   * @param fingerprints of each
   */
  public PairSampling(List<StructureEntry> known, List<StructureFingerprint> fingerprints) {
    this.known = List.copyOf(known);
    this.fingerprints = List.copyOf(fingerprints);
    if (this.known.size() != this.fingerprints.size()) {
      throw new IllegalArgumentException(
          "%d structures have %d fingerprints".formatted(known.size(), fingerprints.size()));
    }
  }

  /**
   * Two structures of one ratio.
   *
   * @param one place in the list of known structures
   * @param other place of the second
   * @param similar whether their fingerprints are nearer than {@link StructureFingerprint#SIMILAR}
   */
  public record Pair(int one, int other, boolean similar) {}

  /**
   * One way of dealing.
   *
   * @param trainingStructures places of all structures of the first part, before thinning
   * @param training pairs to learn from
   * @param validating pairs to choose by
   * @param testing pairs to judge by
   */
  public record Split(
      List<Integer> trainingStructures,
      List<Pair> training,
      List<Pair> validating,
      List<Pair> testing) {
    /** Copies its lists. */
    public Split {
      trainingStructures = List.copyOf(trainingStructures);
      training = List.copyOf(training);
      validating = List.copyOf(validating);
      testing = List.copyOf(testing);
    }
  }

  /** Returns the split of a seed. */
  public Split split(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<List<Integer>, List<Integer>> byRatio = byRatio(everything());
    List<Integer> rare = new ArrayList<>();
    List<List<Integer>> classes = new ArrayList<>();
    byRatio
        .values()
        .forEach(
            members -> {
              if (members.size() < RARE) {
                rare.addAll(members);
              } else {
                classes.add(members);
              }
            });
    classes.add(rare);
    List<List<List<Integer>>> parts =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (List<Integer> members : classes) {
      List<Integer> shuffled = shuffled(members, random);
      int validating = (int) (VALIDATING * shuffled.size());
      int testing = (int) (TESTING * shuffled.size());
      int training = shuffled.size() - validating - testing;
      parts.get(0).add(shuffled.subList(0, training));
      parts.get(1).add(shuffled.subList(training, training + validating));
      parts.get(2).add(shuffled.subList(training + validating, shuffled.size()));
    }
    return new Split(
        parts.get(0).stream().flatMap(List::stream).sorted().toList(),
        pairs(parts.get(0), random),
        pairs(parts.get(1), random),
        pairs(parts.get(2), random));
  }

  private List<Integer> everything() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      all.add(i);
    }
    return all;
  }

  private Map<List<Integer>, List<Integer>> byRatio(List<Integer> places) {
    Map<List<Integer>, List<Integer>> byRatio =
        new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
    for (int place : places) {
      byRatio
          .computeIfAbsent(known.get(place).formula().stoichiometry(), _ -> new ArrayList<>())
          .add(place);
    }
    return byRatio;
  }

  private static List<Integer> shuffled(List<Integer> members, SplittableRandom random) {
    List<Integer> shuffled = new ArrayList<>(members);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = shuffled.get(i);
      shuffled.set(i, shuffled.get(j));
      shuffled.set(j, moved);
    }
    return shuffled;
  }

  /**
   * Draws the pairs of a part.
   *
   * @param classes shuffled members of each class, the rare ratios last
   */
  private List<Pair> pairs(List<List<Integer>> classes, SplittableRandom random) {
    int size = classes.stream().mapToInt(List::size).sum();
    int most = (int) (LARGEST_SHARE * size);
    List<Pair> pairs = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      List<Integer> members = classes.get(c);
      boolean isRare = c == classes.size() - 1;
      List<Integer> thinned = isRare ? members : members.subList(0, Math.min(most, members.size()));
      for (List<Integer> same : byRatio(thinned).values()) {
        addPairs(same, random, pairs);
      }
    }
    return pairs;
  }

  private void addPairs(List<Integer> members, SplittableRandom random, List<Pair> pairs) {
    List<Pair> near = new ArrayList<>();
    List<Pair> far = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        int one = members.get(i);
        int other = members.get(j);
        boolean similar =
            fingerprints.get(one).distance(fingerprints.get(other)) < StructureFingerprint.SIMILAR;
        (similar ? near : far).add(new Pair(one, other, similar));
      }
    }
    // a random choice: the first of a shuffle that stops when enough are drawn
    int wanted = Math.min(near.size(), far.size());
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(far.size() - i);
      Pair drawn = far.get(j);
      far.set(j, far.get(i));
      far.set(i, drawn);
    }
    pairs.addAll(near);
    pairs.addAll(far.subList(0, wanted));
  }
}
