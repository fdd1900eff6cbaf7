package dev.weir.materials.structure.ranking;

import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.formula.OxidationStates;
import dev.weir.materials.structure.substitution.AtomicVolumes;
import dev.weir.materials.structure.substitution.CrystalCandidate;
import dev.weir.materials.structure.substitution.ElementAssignment;
import dev.weir.materials.structure.substitution.PrototypeVotes;
import dev.weir.materials.structure.substitution.SwapLogOdds;
import dev.weir.materials.structure.substitution.TemplateSwap;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers by which a learned ranker tells the candidates of a formula apart: how well the swaps
 * go, how alike query and template are in size, electronegativity, place in the periodic table and
 * electron count, how common the prototype is, and how the candidate stands among the others.
 */
public final class CandidateFeatures {
  private static final double TYPICAL_NEGATIVITY = 1.6;
  private static final double TYPICAL_RADIUS = 150.0;

  private final TemplateLibrary library;
  private final SwapLogOdds odds;
  private final AtomicVolumes volumes;
  private final ChargeBalance balance = new ChargeBalance(OxidationStates.builtIn());
  private final Map<Formula, Optional<ChargeBalance.Assignment>> charges =
      new ConcurrentHashMap<>();

  public CandidateFeatures(TemplateLibrary library, SwapLogOdds odds, AtomicVolumes volumes) {
    this.library = library;
    this.odds = odds;
    this.volumes = volumes;
  }

  /** Numbers are put here one after the other. */
  private static final class Row {
    private final float[] numbers = new float[COUNT];
    private int count;

    void add(double number) {
      numbers[count++] = (float) number;
    }
  }

  /** How many features there are. */
  static final int COUNT = 85;

  /**
   * Returns the features of every candidate.
   *
   * @param formula reduced
   * @param candidates of one formula, best first
   * @param everyone what all templates of the ratio vote for
   */
  public float[][] of(Formula formula, List<CrystalCandidate> candidates, PrototypeVotes everyone) {
    float[][] rows = new float[candidates.size()][];
    double top = candidates.getFirst().best().score();
    Optional<ChargeBalance.Assignment> mine = balance.find(formula);
    double[] votes = new double[3];
    int members = 0;
    for (CrystalCandidate candidate : candidates) {
      votes[0] += candidate.votes(0.3, top);
      votes[1] += candidate.votes(1.0, top);
      votes[2] += candidate.votes(2.5, top);
      members += candidate.members().size();
    }
    for (int i = 0; i < rows.length; i++) {
      Row row = new Row();
      standing(row, candidates, i, votes, members);
      swaps(row, formula, candidates.get(i));
      likeness(row, formula, candidates.get(i));
      crystal(row, formula, candidates.get(i));
      prototype(row, formula, everyone, candidates.get(i));
      charges(row, formula, mine, candidates.get(i));
      if (row.count != COUNT) {
        throw new IllegalStateException("a candidate has %d features".formatted(row.count));
      }
      rows[i] = row.numbers;
    }
    return rows;
  }

  private void standing(
      Row row, List<CrystalCandidate> all, int place, double[] votes, int members) {
    CrystalCandidate me = all.get(place);
    TemplateSwap best = me.best();
    double top = all.getFirst().best().score();
    row.add(best.score());
    row.add(best.score() - top);
    row.add(best.odds());
    row.add(best.distance());
    row.add(Math.log(me.votes(0.3, top) / votes[0]));
    row.add(Math.log(me.votes(1.0, top) / votes[1]));
    row.add(Math.log(me.votes(2.5, top) / votes[2]));
    row.add(me.members().size());
    row.add((double) me.members().size() / members);
    row.add(place);
    row.add(all.size());
    double rival = Double.NEGATIVE_INFINITY;
    double nearest = Double.POSITIVE_INFINITY;
    double nearestOdds = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < all.size(); i++) {
      if (i != place) {
        rival = Math.max(rival, all.get(i).best().score());
        nearest = Math.min(nearest, all.get(i).best().distance());
        nearestOdds = Math.max(nearestOdds, all.get(i).best().odds());
      }
    }
    row.add(all.size() > 1 ? best.score() - rival : 10.0);
    row.add(all.size() > 1 ? best.distance() - nearest : -1.0);
    row.add(all.size() > 1 ? best.odds() - nearestOdds : 10.0);
    double third = me.members().get(Math.min(2, me.members().size() - 1)).score();
    row.add(me.members().size() > 2 ? third - top : -20.0);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (TemplateSwap member : me.members()) {
      least = Math.min(least, member.distance());
      most = Math.max(most, member.odds());
    }
    row.add(least);
    row.add(most);
    int prototype = library.sizeOf(me.template().prototype());
    int ofRatio = library.ofRatio(me.template().formula().stoichiometry()).size();
    row.add(Math.log(prototype));
    row.add(Math.log(ofRatio));
    row.add(Math.log((double) prototype / ofRatio));
  }

  private void swaps(Row row, Formula formula, CrystalCandidate me) {
    int[] query = ElementAssignment.ordered(formula);
    List<Integer> ratio = formula.stoichiometry();
    double atoms = formula.atoms();
    double least = Double.POSITIVE_INFINITY;
    double weighted = 0.0;
    double leastLike = 1.0;
    double like = 0.0;
    double same = 0.0;
    int sameSlots = 0;
    int sameGroups = 0;
    double groups = 0.0;
    double periods = 0.0;
    double mendeleev = 0.0;
    double mendeleevMost = 0.0;
    for (int i = 0; i < query.length; i++) {
      Element mine = Element.of(query[i]);
      Element theirs = Element.of(me.best().replaced(i));
      double share = ratio.get(i) / atoms;
      double value = odds.at(query[i], me.best().replaced(i));
      least = Math.min(least, value);
      double alike = odds.likeness(query[i], me.best().replaced(i));
      leastLike = Math.min(leastLike, alike);
      like += share * alike;
      weighted += share * value;
      if (mine.equals(theirs)) {
        same += share;
        sameSlots++;
      }
      sameGroups += mine.group() == theirs.group() && kind(mine) == kind(theirs) ? 1 : 0;
      groups += share * Math.abs(mine.group() - theirs.group());
      periods += share * Math.abs(mine.period() - theirs.period());
      double apart = Math.abs(mine.mendeleevNumber() - theirs.mendeleevNumber());
      mendeleev += apart;
      mendeleevMost = Math.max(mendeleevMost, apart);
    }
    int last = query.length - 1;
    row.add(least);
    row.add(weighted);
    row.add(leastLike);
    row.add(like);
    row.add(odds.at(query[0], me.best().replaced(0)));
    row.add(odds.at(query[last], me.best().replaced(last)));
    row.add(same);
    row.add(query.length - sameSlots);
    row.add(query.length - sameGroups);
    row.add(groups);
    row.add(periods);
    row.add(mendeleev);
    row.add(mendeleevMost);
  }

  /** 0 for the main groups, 1 for the d block, 2 for the f block. */
  private static int kind(Element element) {
    int z = element.atomicNumber();
    boolean isF = (z >= 57 && z <= 71) || (z >= 89 && z <= 103);
    return isF ? 2 : element.group() >= 3 && element.group() <= 12 ? 1 : 0;
  }

  private void likeness(Row row, Formula formula, CrystalCandidate me) {
    int[] query = ElementAssignment.ordered(formula);
    List<Integer> ratio = formula.stoichiometry();
    double atoms = formula.atoms();
    int n = query.length;
    double[] negativity = new double[n];
    double[] theirNegativity = new double[n];
    double[] size = new double[n];
    double[] theirSize = new double[n];
    double electrons = 0.0;
    double theirElectrons = 0.0;
    double[] most = new double[3];
    double[] sum = new double[3];
    for (int i = 0; i < n; i++) {
      Element mine = Element.of(query[i]);
      Element theirs = Element.of(me.best().replaced(i));
      double share = ratio.get(i) / atoms;
      negativity[i] = mine.electronegativity().orElse(TYPICAL_NEGATIVITY);
      theirNegativity[i] = theirs.electronegativity().orElse(TYPICAL_NEGATIVITY);
      size[i] = Math.log(mine.covalentRadius().orElse(TYPICAL_RADIUS));
      theirSize[i] = Math.log(theirs.covalentRadius().orElse(TYPICAL_RADIUS));
      double[] apart = {
        Math.abs(negativity[i] - theirNegativity[i]),
        Math.abs(size[i] - theirSize[i]),
        Math.abs(Math.log(volumes.of(mine) / volumes.of(theirs)))
      };
      for (int k = 0; k < 3; k++) {
        most[k] = Math.max(most[k], apart[k]);
        sum[k] += share * apart[k];
      }
      electrons += share * electrons(mine);
      theirElectrons += share * electrons(theirs);
    }
    double ratioMost = 0.0;
    double polarity = 0.0;
    int disorder = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mine = size[i] - size[j];
        double theirs = theirSize[i] - theirSize[j];
        ratioMost = Math.max(ratioMost, Math.abs(mine - theirs));
        double pull = negativity[i] - negativity[j];
        double theirPull = theirNegativity[i] - theirNegativity[j];
        polarity = Math.max(polarity, Math.abs(pull - theirPull));
        disorder += pull * theirPull < 0.0 ? 1 : 0;
      }
    }
    for (int k = 0; k < 3; k++) {
      row.add(most[k]);
      row.add(sum[k]);
    }
    row.add(size[0] - theirSize[0]);
    row.add(size[n - 1] - theirSize[n - 1]);
    row.add(negativity[0] - theirNegativity[0]);
    row.add(negativity[n - 1] - theirNegativity[n - 1]);
    row.add(size[0] - size[n - 1]);
    row.add(negativity[0] - negativity[n - 1]);
    row.add(ratioMost);
    row.add(polarity);
    row.add(disorder);
    row.add(electrons);
    row.add(electrons - theirElectrons);
    row.add(spread(negativity));
    row.add(spread(negativity) - spread(theirNegativity));
  }

  /** Valence electrons; those of filled d and f shells do not count beside p electrons. */
  public static int electrons(Element element) {
    Element.Valence valence = element.valence();
    boolean filled = valence.d() == 10;
    return valence.s() + valence.p() + (filled && valence.p() > 0 ? 0 : valence.d());
  }

  public static double negativity(Element element) {
    return element.electronegativity().orElse(TYPICAL_NEGATIVITY);
  }

  public static double logRadius(Element element) {
    return Math.log(element.covalentRadius().orElse(TYPICAL_RADIUS));
  }

  private static double spread(double[] numbers) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double number : numbers) {
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    return most - least;
  }

  private void charges(
      Row row, Formula formula, Optional<ChargeBalance.Assignment> mine, CrystalCandidate me) {
    Formula theirs = me.template().formula();
    Optional<ChargeBalance.Assignment> known = charges.computeIfAbsent(theirs, balance::find);
    double sum = 0.0;
    double most = 0.0;
    if (mine.isPresent() && known.isPresent()) {
      int[] query = ElementAssignment.ordered(formula);
      for (int i = 0; i < query.length; i++) {
        double apart =
            Math.abs(
                state(mine.orElseThrow(), query[i])
                    - state(known.orElseThrow(), me.best().replaced(i)));
        sum += apart * formula.stoichiometry().get(i) / formula.atoms();
        most = Math.max(most, apart);
      }
    }
    row.add(mine.isPresent() ? 1 : 0);
    row.add((mine.isPresent() ? 1 : 0) - (known.isPresent() ? 1 : 0));
    row.add(sum);
    row.add(most);
  }

  public static double state(ChargeBalance.Assignment assignment, int atomicNumber) {
    List<Formula.Term> terms = assignment.formula().terms();
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).element().atomicNumber() == atomicNumber) {
        return assignment.states().get(i);
      }
    }
    throw new IllegalArgumentException("the assignment has no element " + atomicNumber);
  }

  private void prototype(Row row, Formula formula, PrototypeVotes everyone, CrystalCandidate me) {
    String prototype = me.prototype();
    for (int s = 0; s < PrototypeVotes.shares(); s++) {
      row.add(everyone.logShare(prototype, s));
    }
    row.add(everyone.bestFew(prototype));
    row.add(everyone.furtherThanNearest(prototype));
    row.add(everyone.prototypes());
    row.add(me.isMerged() ? 1 : 0);
    row.add(merging(me, formula));
  }

  /** How readily the two elements that become one replace each other; 0 where nothing is merged. */
  private double merging(CrystalCandidate me, Formula formula) {
    int[] query = ElementAssignment.ordered(formula);
    double most = 0.0;
    for (int i = 0; i < query.length && me.isMerged(); i++) {
      int count = me.template().formula().count(Element.of(me.best().replaced(i)));
      boolean isKept =
          (long) count * formula.atoms()
              < (long) formula.stoichiometry().get(i) * me.template().formula().atoms();
      most = isKept ? odds.at(me.best().replaced(i), me.best().merged()) : most;
    }
    return most;
  }

  private void crystal(Row row, Formula formula, CrystalCandidate me) {
    StructureEntry template = me.template();
    int orbits = 0;
    for (StructureEntry.Slot slot : template.slots()) {
      orbits += slot.orbits();
    }
    double factor = volumes.perAtom(formula) / volumes.perAtom(template.formula());
    row.add(Math.log(factor));
    row.add(Math.abs(Math.log(factor)));
    row.add(Math.log(template.volumePerFormula() / volumes.of(template.formula())));
    row.add(me.strain().closest());
    row.add(me.strain().shortest());
    row.add(me.strain().loosest());
    row.add(template.size());
    row.add((double) template.size() / formula.atoms());
    row.add(orbits);
    row.add(template.spaceGroup().orElse(0));
    row.add(formula.terms().size());
    row.add((double) formula.atoms());
    row.add(formula.stoichiometry().getLast() / (double) formula.atoms());
    double metals = 0.0;
    double rare = 0.0;
    for (Formula.Term term : formula.terms()) {
      metals += term.element().isMetal() ? term.count() : 0;
      rare += kind(term.element()) == 2 ? term.count() : 0;
    }
    row.add(metals / formula.atoms());
    row.add(rare / formula.atoms());
    double theirMetals = 0.0;
    for (Formula.Term term : template.formula().terms()) {
      theirMetals += term.element().isMetal() ? term.count() : 0;
    }
    row.add(metals / formula.atoms() - theirMetals / template.formula().atoms());
    int metalSwaps = 0;
    int[] query = ElementAssignment.ordered(formula);
    for (int i = 0; i < query.length; i++) {
      metalSwaps +=
          Element.of(query[i]).isMetal() != Element.of(me.best().replaced(i)).isMetal() ? 1 : 0;
    }
    row.add(metalSwaps);
    row.add(volumes.of(formula) / formula.atoms());
    row.add(odds.at(query[0], query[query.length - 1]));
    row.add(me.members().size() > 1 ? me.members().get(1).score() - me.best().score() : -20.0);
  }
}
