package dev.weir.materials.structure.prediction;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.ranking.CandidateFeatures;
import dev.weir.materials.structure.ranking.CandidateRanker;
import dev.weir.materials.structure.substitution.AtomicVolumes;
import dev.weir.materials.structure.substitution.BondLengths;
import dev.weir.materials.structure.substitution.CrystalCandidate;
import dev.weir.materials.structure.substitution.ElementAssignment;
import dev.weir.materials.structure.substitution.TemplateSearch;
import dev.weir.materials.structure.substitution.TemplateSwap;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Predicts crystal structures by putting a formula's elements into the places of known structures
 * of the same ratio. Immutable; every thread may ask it.
 *
 * <p>The templates that fit best are built, brought together where they are the same crystal, and
 * the crystals are ranked. After Kusaba, Liu and Yoshida, Comput. Mater. Sci. 211 (2022) 111496
 * (substitution and assignment); the ranking is this program's own.
 */
public final class StructurePredictor {
  private final TemplateLibrary library;
  private final TemplateSearch search;
  private final AtomicVolumes volumes;
  private final BondLengths bonds;
  private final CandidateFeatures features;
  private final CandidateRanker ranker;

  /** The weight of the mean absolute difference of the standardised descriptors. */
  private static final double DESCRIPTOR_WEIGHT = 4.0;

  /** How many templates are built because they fit best, and how many prototypes get one. */
  private static final int BEST = 60;

  private static final int PROTOTYPES = 30;

  /** Cells with more atoms are told apart by prototype alone. */
  private static final int LARGEST_MATCHED = 100;

  /** Learns from a library. */
  public StructurePredictor(
      TemplateLibrary library, Descriptors descriptors, CandidateRanker ranker) {
    this.library = library;
    this.search = new TemplateSearch(library, descriptors, DESCRIPTOR_WEIGHT);
    this.volumes = AtomicVolumes.of(library);
    this.bonds = BondLengths.of(library);
    this.features = new CandidateFeatures(library, search.odds(), volumes);
    this.ranker = ranker;
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
    if (!has(formula)) {
      return new Prediction.NoTemplate(
          formula, "no template has the ratio " + printed(ratio), library.nearest(ratio, 3));
    }
    TemplateSearch.Pool pool = pool(formula);
    List<CrystalCandidate> crystals = crystals(formula, pool);
    if (crystals.isEmpty()) {
      return new Prediction.NoTemplate(
          formula,
          "every template of the ratio %s puts atoms on top of each other"
              .formatted(printed(ratio)),
          library.nearest(ratio, 3));
    }
    return new Prediction.Ranked(formula, ranked(formula, pool, crystals, most));
  }

  private static String printed(List<Integer> ratio) {
    return String.join(":", ratio.stream().map(String::valueOf).toList());
  }

  /**
   * Returns the distinct crystals that the best templates lead to, by the best template of each.
   */
  List<CrystalCandidate> crystals(Formula formula, TemplateSearch.Pool pool) {
    int[] query = ElementAssignment.ordered(formula);
    List<CrystalCandidate> crystals = new ArrayList<>();
    for (TemplateSwap swap : pool.swaps()) {
      StructureEntry template = library.entries().get(swap.entry());
      Map<Element, Element> replacement = new HashMap<>();
      for (int i = 0; i < query.length; i++) {
        replacement.put(Element.of(swap.replaced(i)), Element.of(query[i]));
      }
      if (swap.merged() > 0) {
        replacement.put(Element.of(swap.merged()), taker(template, swap, formula, query));
      }
      CrystalStructure structure = scaled(template, template.substituted(replacement), formula);
      BondLengths.Strain strain = bonds.strain(structure);
      if (strain.closest() >= BondLengths.LEAST_SHARE) {
        join(new CrystalCandidate(template, structure, strain, swap), crystals);
      }
    }
    return crystals;
  }

  /** Returns the features of the crystals. */
  float[][] features(Formula formula, TemplateSearch.Pool pool, List<CrystalCandidate> crystals) {
    return features.of(formula, crystals, pool.votes());
  }

  /** Tells whether any template has a formula's ratio. */
  boolean has(Formula formula) {
    List<Integer> ratio = formula.stoichiometry();
    return !library.ofRatio(ratio).isEmpty() || !library.mergedTo(ratio).isEmpty();
  }

  /** Returns the templates of a formula's ratio that are worth building; there must be some. */
  TemplateSearch.Pool pool(Formula formula) {
    return search.pool(formula, BEST, PROTOTYPES);
  }

  /** Returns the element that takes the places of two: the one whose first place is too small. */
  private static Element taker(
      StructureEntry template, TemplateSwap swap, Formula formula, int[] query) {
    for (int i = 0; i < query.length; i++) {
      long count = template.formula().count(Element.of(swap.replaced(i)));
      long wanted = formula.count(Element.of(query[i]));
      if (count * formula.atoms() < wanted * template.formula().atoms()) {
        return Element.of(query[i]);
      }
    }
    throw new IllegalStateException("no element takes the places of two");
  }

  private CrystalStructure scaled(
      StructureEntry template, CrystalStructure structure, Formula formula) {
    double factor = volumes.perAtom(formula) / volumes.perAtom(template.formula());
    return structure.scaledTo(structure.lattice().volume() * factor);
  }

  private static void join(CrystalCandidate candidate, List<CrystalCandidate> crystals) {
    for (CrystalCandidate crystal : crystals) {
      if (crystal.isSame(candidate, LARGEST_MATCHED)) {
        crystal.join(candidate);
        return;
      }
    }
    // a merged template adds nothing where one of the very ratio leads to the same crystal
    boolean isMerged = candidate.isMerged();
    if (isMerged && crystals.stream().anyMatch(one -> one.isSameMerged(candidate))) {
      return;
    }
    crystals.removeIf(one -> !isMerged && one.isMerged() && one.isSameMerged(candidate));
    crystals.add(candidate);
  }

  private List<Prediction.Candidate> ranked(
      Formula formula, TemplateSearch.Pool pool, List<CrystalCandidate> crystals, int most) {
    List<CandidateRanker.Rank> ranks = ranker.ranks(crystals, features(formula, pool, crystals));
    return IntStream.range(0, crystals.size())
        .mapToObj(i -> candidate(crystals.get(i), ranks.get(i)))
        .sorted(Comparator.comparingDouble(Prediction.Candidate::score).reversed())
        .limit(most)
        .toList();
  }

  private static Prediction.Candidate candidate(
      CrystalCandidate crystal, CandidateRanker.Rank rank) {
    return new Prediction.Candidate(
        crystal.structure(),
        crystal.template().id(),
        crystal.template().formula(),
        crystal.spaceGroup(),
        crystal.prototype(),
        rank.score(),
        rank.probability(),
        crystal.members().size());
  }
}
