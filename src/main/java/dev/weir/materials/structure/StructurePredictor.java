package dev.weir.materials.structure;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Predicts crystal structures by putting a formula's elements into the places of known structures
 * of the same ratio. Immutable; every thread may ask it.
 *
 * <p>Each template, in each order of its elements, is scored by the summed log-odds of the swaps
 * less the weighted distance of the descriptors. The best few are built, brought together where
 * they are the same crystal, and each crystal's templates vote: its score is the logarithm of the
 * summed exponentials. After Kusaba, Liu and Yoshida, Comput. Mater. Sci. 211 (2022) 111496
 * (substitution and assignment); the ranking is this program's own.
 */
public final class StructurePredictor {
  private final TemplateLibrary library;
  private final SwapLogOdds odds;
  private final DescriptorSpace space;
  private final AtomicVolumes volumes;
  private final Ranking ranking;
  private final int[][] ordered;

  /**
   * The constants of the ranking.
   *
   * @param descriptorWeight of the mean absolute difference of the standardised descriptors
   * @param sharpness of the vote; infinite sharpness lets the best template alone speak
   * @param pool how many templates are built
   * @param largestMatched cells with more atoms are told apart by prototype alone
   */
  public record Ranking(double descriptorWeight, double sharpness, int pool, int largestMatched) {
    /** Chosen on the validation split; see docs/benchmarks/structure.md. */
    public static final Ranking USUAL = new Ranking(4.0, 1.0, 40, 100);
  }

  /** Learns from a library. */
  public StructurePredictor(TemplateLibrary library, Descriptors descriptors, Ranking ranking) {
    this.library = library;
    this.odds = SwapLogOdds.of(library);
    this.space = new DescriptorSpace(descriptors, library);
    this.volumes = AtomicVolumes.of(library);
    this.ranking = ranking;
    this.ordered =
        library.entries().stream()
            .map(entry -> ElementAssignment.ordered(entry.formula()))
            .toArray(int[][]::new);
  }

  /** Returns the volumes that it predicts with. */
  public AtomicVolumes volumes() {
    return volumes;
  }

  /**
   * Predicts the structures of a formula.
   *
   * @param most how many at most, 1 or more
   */
  public Prediction predict(Formula asked, int most) {
    Formula formula = asked.reduced();
    List<Integer> ratio = formula.stoichiometry();
    if (library.ofRatio(ratio).isEmpty()) {
      return new Prediction.NoTemplate(
          formula, "no template has the ratio " + printed(ratio), library.nearest(ratio, 3));
    }
    List<Swap> pool = pool(formula, ratio);
    List<Crystal> crystals = crystals(formula, pool);
    if (crystals.isEmpty()) {
      return new Prediction.NoTemplate(
          formula,
          "every template of the ratio %s puts atoms on top of each other"
              .formatted(printed(ratio)),
          library.nearest(ratio, 3));
    }
    return new Prediction.Ranked(formula, ranked(crystals, pool.getFirst().score, most));
  }

  private static String printed(List<Integer> ratio) {
    return String.join(":", ratio.stream().map(String::valueOf).toList());
  }

  /** A template with an order of its elements. */
  private record Swap(int entry, int order, double score) {}

  /** Templates that lead to the same crystal; the first is the best. Used by one thread. */
  private static final class Crystal {
    private final StructureEntry template;
    private final CrystalStructure structure;
    private final StructureMatcher.Prepared prepared;
    private final double best;
    private double votes;
    private int support = 1;

    Crystal(StructureEntry template, CrystalStructure structure, Swap swap) {
      this.template = template;
      this.structure = structure;
      this.prepared = StructureMatcher.prepare(structure);
      this.best = swap.score;
    }
  }

  private List<Swap> pool(Formula formula, List<Integer> ratio) {
    int[] query = ElementAssignment.ordered(formula);
    List<int[]> orders = ElementAssignment.orders(ratio);
    float[] place = space.place(formula);
    Comparator<Swap> worstFirst =
        Comparator.comparingDouble(Swap::score)
            .thenComparing(Comparator.comparingInt(Swap::entry).reversed())
            .thenComparing(Comparator.comparingInt(Swap::order).reversed());
    PriorityQueue<Swap> best = new PriorityQueue<>(worstFirst);
    for (int entry : library.ofRatio(ratio)) {
      double distance = ranking.descriptorWeight * space.distance(place, entry);
      List<int[]> tried =
          orders.isEmpty()
              ? List.of(ElementAssignment.best(ratio, query, ordered[entry], odds))
              : orders;
      for (int order = 0; order < tried.size(); order++) {
        double score = -distance;
        for (int i = 0; i < query.length; i++) {
          score += odds.at(query[i], ordered[entry][tried.get(order)[i]]);
        }
        best.add(new Swap(entry, order, score));
        if (best.size() > ranking.pool) {
          best.remove();
        }
      }
    }
    return best.stream().sorted(worstFirst.reversed()).toList();
  }

  private List<Crystal> crystals(Formula formula, List<Swap> pool) {
    int[] query = ElementAssignment.ordered(formula);
    List<Integer> ratio = formula.stoichiometry();
    List<int[]> orders = ElementAssignment.orders(ratio);
    List<Crystal> crystals = new ArrayList<>();
    for (Swap swap : pool) {
      StructureEntry template = library.entries().get(swap.entry);
      int[] theirs = ordered[swap.entry];
      int[] order =
          orders.isEmpty()
              ? ElementAssignment.best(ratio, query, theirs, odds)
              : orders.get(swap.order);
      Map<Element, Element> replacement = new HashMap<>();
      for (int i = 0; i < query.length; i++) {
        replacement.put(Element.of(theirs[order[i]]), Element.of(query[i]));
      }
      CrystalStructure structure = scaled(template, template.substituted(replacement), formula);
      if (BondLengths.areSound(structure)) {
        join(new Crystal(template, structure, swap), crystals);
      }
    }
    return crystals;
  }

  private CrystalStructure scaled(
      StructureEntry template, CrystalStructure structure, Formula formula) {
    double factor = volumes.of(formula) / volumes.of(template.formula());
    return structure.scaledTo(structure.lattice().volume() * factor);
  }

  private void join(Crystal candidate, List<Crystal> crystals) {
    for (Crystal crystal : crystals) {
      if (isSame(crystal, candidate)) {
        crystal.votes += vote(candidate.best, crystal.best);
        crystal.support++;
        return;
      }
    }
    candidate.votes = 1.0;
    crystals.add(candidate);
  }

  private boolean isSame(Crystal one, Crystal other) {
    if (!one.template.prototype().equals(other.template.prototype())) {
      return false;
    }
    return one.prepared.size() > ranking.largestMatched
        || StructureMatcher.USUAL.matches(one.prepared, other.prepared);
  }

  private double vote(double score, double reference) {
    return Math.exp(ranking.sharpness * (score - reference));
  }

  private List<Prediction.Candidate> ranked(List<Crystal> crystals, double top, int most) {
    double all = 0.0;
    for (Crystal crystal : crystals) {
      all += crystal.votes * vote(crystal.best, top);
    }
    double total = all;
    return crystals.stream()
        .map(crystal -> candidate(crystal, crystal.votes * vote(crystal.best, top) / total))
        .sorted(Comparator.comparingDouble(Prediction.Candidate::score).reversed())
        .limit(most)
        .toList();
  }

  private Prediction.Candidate candidate(Crystal crystal, double share) {
    return new Prediction.Candidate(
        crystal.structure,
        crystal.template.id(),
        crystal.template.formula(),
        crystal.template.spaceGroup(),
        crystal.template.prototype(),
        crystal.best + Math.log(crystal.votes) / ranking.sharpness,
        share,
        crystal.support);
  }
}
