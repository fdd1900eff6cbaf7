package dev.weir.materials.structure.pair;

import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.formula.OxidationStates;
import dev.weir.materials.structure.fingerprint.StructureFingerprint;
import dev.weir.materials.structure.ranking.CandidateFeatures;
import dev.weir.materials.structure.substitution.AtomicVolumes;
import dev.weir.materials.structure.substitution.DescriptorSpace;
import dev.weir.materials.structure.substitution.ElementAssignment;
import dev.weir.materials.structure.substitution.SwapLogOdds;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers by which two formulas of one ratio are judged to crystallise alike. Symmetric in the
 * two. Learned from known structures, which may hold the formulas themselves: a formula is never
 * its own evidence.
 *
 * <p>Beside element swaps, sizes, electronegativities, charges and descriptor differences: what the
 * nearest known structures of the two look like. If those of one resemble those of the other, the
 * two probably do.
 */
final class PairFeatures {
  /** How many numbers there are. */
  static final int COUNT = 34 + 58;

  private static final int NEAREST = 16;
  private static final double DESCRIPTOR_WEIGHT = 4.0;
  private static final double[] SHARPNESS = {0.7, 2.0};

  private final TemplateLibrary library;
  private final List<StructureFingerprint> fingerprints;
  private final DescriptorSpace space;
  private final SwapLogOdds odds;
  private final AtomicVolumes volumes;
  private final int means;
  private final int[][] ordered;
  private final ChargeBalance balance = new ChargeBalance(OxidationStates.builtIn());
  private final Map<Formula, Portrait> portraits = new ConcurrentHashMap<>();

  /** A known structure beside a formula, and its score. */
  private record Near(int entry, double score) {}

  /** What is known of one formula. */
  private static final class Portrait {
    private final float[] place;
    private final Optional<ChargeBalance.Assignment> charges;
    private final List<Near> nearest;

    Portrait(float[] place, Optional<ChargeBalance.Assignment> charges, List<Near> nearest) {
      this.place = place;
      this.charges = charges;
      this.nearest = nearest;
    }
  }

  /**
   * Learns from known structures.
   *
   * @param fingerprints of each, in the order of the library
   */
  PairFeatures(
      TemplateLibrary library, List<StructureFingerprint> fingerprints, Descriptors descriptors) {
    this.library = library;
    this.fingerprints = List.copyOf(fingerprints);
    this.space = new DescriptorSpace(descriptors, library);
    this.odds = SwapLogOdds.of(library);
    this.volumes = AtomicVolumes.of(library);
    this.means = Math.min(58, descriptors.table().features().size());
    this.ordered =
        library.entries().stream()
            .map(entry -> ElementAssignment.ordered(entry.formula()))
            .toArray(int[][]::new);
  }

  /** Returns the absolute differences of the standardised descriptors. */
  float[] differences(Formula one, Formula other) {
    float[] a = portrait(one).place;
    float[] b = portrait(other).place;
    float[] row = new float[a.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.abs(a[i] - b[i]);
    }
    return row;
  }

  private Portrait portrait(Formula formula) {
    return portraits.computeIfAbsent(
        formula,
        asked -> {
          float[] place = space.place(asked);
          return new Portrait(place, balance.find(asked), nearest(asked, place));
        });
  }

  private List<Near> nearest(Formula formula, float[] place) {
    List<Integer> ratio = formula.stoichiometry();
    int[] query = ElementAssignment.ordered(formula);
    List<Near> all = new ArrayList<>();
    for (int entry : library.ofRatio(ratio)) {
      if (!library.entries().get(entry).formula().equals(formula)) {
        int[] order = order(ratio, query, ordered[entry]);
        double summed = 0.0;
        for (int i = 0; i < query.length; i++) {
          summed += odds.at(query[i], ordered[entry][order[i]]);
        }
        all.add(new Near(entry, summed - DESCRIPTOR_WEIGHT * space.distance(place, entry)));
      }
    }
    return all.stream()
        .sorted(Comparator.comparingDouble(Near::score).reversed())
        .limit(NEAREST + 1L)
        .toList();
  }

  private int[] order(List<Integer> ratio, int[] query, int[] template) {
    return ElementAssignment.best(ratio, query, template, odds);
  }

  /** Returns the features of two formulas of one ratio. */
  float[] of(Formula one, Formula other) {
    List<Float> row = new ArrayList<>(COUNT);
    Portrait a = portrait(one);
    Portrait b = portrait(other);
    swaps(row, one, other);
    charges(row, a.charges, b.charges, one, other);
    evidence(row, a, b, one, other);
    double apart = 0.0;
    for (int i = 0; i < a.place.length; i++) {
      apart += Math.abs(a.place[i] - b.place[i]) / a.place.length;
    }
    row.add((float) apart);
    while (row.size() < COUNT - 58) {
      row.add(0.0f);
    }
    for (int i = 0; i < 58; i++) {
      row.add(i < means ? Math.abs(a.place[i] - b.place[i]) : 0.0f);
    }
    float[] numbers = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      numbers[i] = row.get(i);
    }
    return numbers;
  }

  private void swaps(List<Float> row, Formula one, Formula other) {
    List<Integer> ratio = one.stoichiometry();
    int[] mine = ElementAssignment.ordered(one);
    int[] theirs = ElementAssignment.ordered(other);
    int[] order = order(ratio, mine, theirs);
    double atoms = one.atoms();
    double sum = 0.0;
    double least = Double.POSITIVE_INFINITY;
    double weighted = 0.0;
    double like = 0.0;
    double leastLike = 1.0;
    int same = 0;
    int sameGroup = 0;
    double mendeleev = 0.0;
    double mendeleevMost = 0.0;
    double[] most = new double[3];
    double[] mean = new double[3];
    double metals = 0.0;
    double theirMetals = 0.0;
    double polarity = 0.0;
    double theirPolarity = 0.0;
    double electrons = 0.0;
    double theirElectrons = 0.0;
    for (int i = 0; i < mine.length; i++) {
      Element e = Element.of(mine[i]);
      Element f = Element.of(theirs[order[i]]);
      double share = ratio.get(i) / atoms;
      double value = odds.at(mine[i], theirs[order[i]]);
      double alike = odds.likeness(mine[i], theirs[order[i]]);
      sum += value;
      least = Math.min(least, value);
      weighted += share * value;
      like += share * alike;
      leastLike = Math.min(leastLike, alike);
      same += e.equals(f) ? 1 : 0;
      sameGroup += e.group() == f.group() ? 1 : 0;
      double apart = Math.abs(e.mendeleevNumber() - f.mendeleevNumber());
      mendeleev += share * apart;
      mendeleevMost = Math.max(mendeleevMost, apart);
      double[] off = {
        Math.abs(CandidateFeatures.negativity(e) - CandidateFeatures.negativity(f)),
        Math.abs(CandidateFeatures.logRadius(e) - CandidateFeatures.logRadius(f)),
        Math.abs(Math.log(volumes.of(e) / volumes.of(f)))
      };
      for (int k = 0; k < 3; k++) {
        most[k] = Math.max(most[k], off[k]);
        mean[k] += share * off[k];
      }
      metals += e.isMetal() ? share : 0.0;
      theirMetals += f.isMetal() ? share : 0.0;
      electrons += share * CandidateFeatures.electrons(e);
      theirElectrons += share * CandidateFeatures.electrons(f);
      for (int k = 0; k < i; k++) {
        polarity =
            Math.max(
                polarity,
                Math.abs(
                    CandidateFeatures.negativity(e)
                        - CandidateFeatures.negativity(Element.of(mine[k]))));
        theirPolarity =
            Math.max(
                theirPolarity,
                Math.abs(
                    CandidateFeatures.negativity(f)
                        - CandidateFeatures.negativity(Element.of(theirs[order[k]]))));
      }
    }
    for (double number :
        new double[] {
          sum,
          least,
          weighted,
          like,
          leastLike,
          mine.length - same,
          mine.length - sameGroup,
          mendeleev,
          mendeleevMost,
          most[0],
          mean[0],
          most[1],
          mean[1],
          most[2],
          mean[2],
          Math.abs(metals - theirMetals),
          metals + theirMetals,
          Math.abs(polarity - theirPolarity),
          polarity + theirPolarity,
          Math.abs(electrons - theirElectrons),
          electrons + theirElectrons,
          mine.length,
          atoms
        }) {
      row.add((float) number);
    }
  }

  private static void charges(
      List<Float> row,
      Optional<ChargeBalance.Assignment> mine,
      Optional<ChargeBalance.Assignment> theirs,
      Formula one,
      Formula other) {
    row.add((mine.isPresent() ? 1.0f : 0.0f) + (theirs.isPresent() ? 1.0f : 0.0f));
    double apart = -1.0;
    if (mine.isPresent() && theirs.isPresent()) {
      apart = 0.0;
      int[] a = ElementAssignment.ordered(one);
      int[] b = ElementAssignment.ordered(other);
      List<Double> s = new ArrayList<>();
      List<Double> t = new ArrayList<>();
      for (int i = 0; i < a.length; i++) {
        s.add(CandidateFeatures.state(mine.orElseThrow(), a[i]));
        t.add(CandidateFeatures.state(theirs.orElseThrow(), b[i]));
      }
      s.sort(null);
      t.sort(null);
      for (int i = 0; i < s.size(); i++) {
        apart += Math.abs(s.get(i) - t.get(i));
      }
    }
    row.add((float) apart);
  }

  /** What the nearest known structures of both formulas say. */
  private void evidence(List<Float> row, Portrait a, Portrait b, Formula one, Formula other) {
    List<Near> mine = others(a, other);
    List<Near> theirs = others(b, one);
    if (mine.isEmpty() || theirs.isEmpty()) {
      for (int i = 0; i < 2 * SHARPNESS.length + 4; i++) {
        row.add(-1.0f);
      }
      return;
    }
    double[][] apart = new double[mine.size()][theirs.size()];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < mine.size(); i++) {
      for (int j = 0; j < theirs.size(); j++) {
        apart[i][j] =
            fingerprints.get(mine.get(i).entry()).distance(fingerprints.get(theirs.get(j).entry()));
        least = Math.min(least, apart[i][j]);
      }
    }
    for (double sharpness : SHARPNESS) {
      double[] u = shares(mine, sharpness);
      double[] v = shares(theirs, sharpness);
      double similar = 0.0;
      double distance = 0.0;
      for (int i = 0; i < u.length; i++) {
        for (int j = 0; j < v.length; j++) {
          similar += u[i] * v[j] * (apart[i][j] < StructureFingerprint.SIMILAR ? 1.0 : 0.0);
          distance += u[i] * v[j] * apart[i][j];
        }
      }
      row.add((float) similar);
      row.add((float) distance);
    }
    row.add((float) apart[0][0]);
    row.add((float) least);
    double s = mine.getFirst().score();
    double t = theirs.getFirst().score();
    row.add((float) Math.min(s, t));
    row.add((float) Math.max(s, t));
  }

  private List<Near> others(Portrait portrait, Formula formula) {
    return portrait.nearest.stream()
        .filter(near -> !library.entries().get(near.entry()).formula().equals(formula))
        .limit(NEAREST)
        .toList();
  }

  private static double[] shares(List<Near> near, double sharpness) {
    double[] shares = new double[near.size()];
    double sum = 0.0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.exp(sharpness * (near.get(i).score() - near.getFirst().score()));
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
