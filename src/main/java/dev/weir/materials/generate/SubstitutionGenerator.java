package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The default generator of formulas with a wanted formation energy.
 *
 * <p>A known formula of about that energy gives its whole-number stoichiometry; one to three of its
 * elements are replaced by others that complete the same rest elsewhere ({@link Substitutions}).
 * What is known already, breaks the rule or misses the request is dropped, what is implausible
 * mostly ({@link PlausibilityCritic}), and the others are accepted such that their estimated
 * energies are normal about the target ({@link EnergyAcceptance}). Formulas are therefore
 * whole-numbered and distinct by construction, and the variety of the known ones cannot collapse.
 * The same seed gives the same formulas. Immutable; any thread.
 */
public final class SubstitutionGenerator implements FormulaGenerator {
  /** Scatter of the parents' energies about the target, in eV/atom. */
  private static final double PARENT_SCATTER = 0.3;

  /** Half of the window from which a parent is drawn, in eV/atom. */
  private static final double PARENT_WINDOW = 0.1;

  /** Proposals from which the critic learns, for each known formula. */
  private static final int CRITIC_PROPOSALS = 2;

  private static final long CRITIC_SEED = 1;

  /** Pilots before a request is fulfilled: each teaches a critic of what those before let pass. */
  private static final int ROUNDS = 3;

  /**
   * Larger requests are for breadth: no pilot narrows them, which makes them several times faster.
   */
  private static final int MOST_GUIDED = 20_000;

  /**
   * Formulas of a request's pilot; with fewer of them, or of known ones near, nothing is taught.
   */
  private static final int PILOT = 5000;

  private static final int FEWEST_NEAR = 400;

  /** Known formulas within this distance of the target are of its energy, in eV/atom. */
  private static final double NEAR = 0.25;

  /** Formulas on which the small network is compared with the ensemble. */
  private static final int OFFSET_FORMULAS = 300;

  /** Proposals for each wanted formula before the generator gives up. */
  private static final long PATIENCE = 2000;

  private static final long LEAST_PATIENCE = 200_000;

  private final List<KnownFormula> byEnergy;
  private final Set<Formula> known;
  private final Substitutions substitutions;
  private final PlausibilityCritic critic;
  private final QuickEnergy energy;
  private final EnergyPredictor predictor;
  private final Optional<ChargeBalance> balance;

  /**
   * Creates a generator.
   *
   * @param known the known formulas: parents, and what is not new
   * @param predictor of formation energies
   * @param balance needed for every rule but {@code NONE}
   */
  public SubstitutionGenerator(
      List<KnownFormula> known, EnergyPredictor predictor, Optional<ChargeBalance> balance) {
    if (known.isEmpty()) {
      throw new IllegalArgumentException("a generator needs known formulas");
    }
    this.byEnergy =
        known.stream()
            .sorted(Comparator.comparing(KnownFormula::energy).thenComparing(KnownFormula::formula))
            .toList();
    this.known = new HashSet<>();
    known.forEach(row -> this.known.add(row.formula()));
    this.substitutions = Substitutions.mine(known);
    this.predictor = predictor;
    this.energy = predictor.quick();
    this.balance = balance;
    this.critic = critic();
  }

  /** Teaches the critic on what this generator would propose without one. */
  private PlausibilityCritic critic() {
    if (byEnergy.size() < PlausibilityCritic.FEWEST_KNOWN) {
      return PlausibilityCritic.indifferent();
    }
    SplittableRandom random = new SplittableRandom(CRITIC_SEED);
    List<Formula> formulas = byEnergy.stream().map(KnownFormula::formula).toList();
    int wanted = CRITIC_PROPOSALS * formulas.size();
    List<Formula> proposals = new ArrayList<>();
    for (long tries = 0; proposals.size() < wanted && tries < 20L * wanted; tries++) {
      Formula parent = formulas.get(random.nextInt(formulas.size()));
      Formula child = substitutions.child(parent, random);
      if (!known.contains(child)
          && predictor.table().missing(child).isEmpty()
          && balance.map(rule -> rule.isNeutralOrAllMetal(child)).orElse(true)) {
        proposals.add(child);
      }
    }
    return PlausibilityCritic.teach(formulas, proposals, CRITIC_SEED);
  }

  @Override
  public Generation generate(GenerationRequest request, long seed) {
    request.rule().check(balance);
    SplittableRandom random = new SplittableRandom(seed);
    double target = request.target().electronvoltsPerAtom();
    Guide guide = new Guide(List.of(), 0.0);
    if (byEnergy.size() < PlausibilityCritic.FEWEST_KNOWN) {
      return generate(request, guide, random);
    }
    List<Formula> near =
        byEnergy.subList(firstAbove(target - NEAR), firstAbove(target + NEAR)).stream()
            .map(KnownFormula::formula)
            .filter(request::admits)
            .toList();
    boolean guided = request.count() <= MOST_GUIDED;
    for (int round = 0; round < (guided ? ROUNDS : 1); round++) {
      List<Formula> pilot =
          generate(request.withCount(PILOT), guide, random).candidates().stream()
              .map(Candidate::formula)
              .toList();
      List<PlausibilityCritic> critics = new ArrayList<>(guide.critics());
      if (guided && pilot.size() >= FEWEST_NEAR && near.size() >= FEWEST_NEAR) {
        critics.add(PlausibilityCritic.teach(near, pilot, CRITIC_SEED));
      }
      guide = new Guide(critics, offset(pilot));
    }
    return generate(request, guide, random);
  }

  /**
   * What pilots taught about the region of a request.
   *
   * @param critics of known formulas of that energy against what was made there before each
   * @param offset by which the ensemble's energies exceed the small network's, in eV/atom
   */
  private record Guide(List<PlausibilityCritic> critics, double offset) {
    Guide {
      critics = List.copyOf(critics);
    }

    boolean admits(Formula formula, RandomGenerator random) {
      for (PlausibilityCritic critic : critics) {
        if (random.nextDouble() >= critic.chance(formula)) {
          return false;
        }
      }
      return true;
    }
  }

  private double offset(List<Formula> pilot) {
    List<Formula> some = pilot.subList(0, Math.min(OFFSET_FORMULAS, pilot.size()));
    List<EnergyPrediction> predictions = predictor.predict(some);
    double sum = 0.0;
    for (int i = 0; i < some.size(); i++) {
      sum += predictions.get(i).mean() - energy.of(some.get(i));
    }
    return some.isEmpty() ? 0.0 : sum / some.size();
  }

  private Generation generate(GenerationRequest request, Guide guide, SplittableRandom random) {
    EnergyAcceptance acceptance = new EnergyAcceptance(request.target().electronvoltsPerAtom());
    Set<Formula> made = new HashSet<>();
    List<Candidate> candidates = new ArrayList<>();
    long limit = Math.max(LEAST_PATIENCE, PATIENCE * request.count());
    long proposals = 0;
    while (candidates.size() < request.count() && proposals < limit) {
      proposals++;
      Formula parent = parent(request, random);
      Formula formula = child(parent, request, random);
      if (!request.admits(formula)
          || random.nextDouble() >= critic.chance(formula)
          || !guide.admits(formula, random)
          || known.contains(formula)
          || made.contains(formula)
          || predictor.table().missing(formula).isPresent()) {
        continue;
      }
      double estimate = energy.of(formula) + guide.offset();
      if (random.nextDouble() < acceptance.chance(estimate)
          && request.rule().holds(formula, balance)
          && made.add(formula)) {
        candidates.add(new Candidate(formula, estimate, Optional.of(parent)));
      }
    }
    return new Generation(candidates, proposals);
  }

  /** Draws a known formula from a narrow window of energy near the target. */
  private Formula parent(GenerationRequest request, RandomGenerator random) {
    double wanted =
        request.target().electronvoltsPerAtom() + PARENT_SCATTER * random.nextGaussian();
    int from = firstAbove(wanted - PARENT_WINDOW);
    int to = firstAbove(wanted + PARENT_WINDOW);
    if (to <= from) {
      from = Math.max(0, Math.min(byEnergy.size() - 1, from));
      to = from + 1;
    }
    return byEnergy.get(random.nextInt(from, to)).formula();
  }

  private int firstAbove(double wanted) {
    int low = 0;
    int high = byEnergy.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byEnergy.get(middle).energy().electronvoltsPerAtom() > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Replaces elements of the parent: those that are excluded, one for each that is required and
   * missing, and one to three at random.
   */
  private Formula child(Formula parent, GenerationRequest request, RandomGenerator random) {
    int size = parent.terms().size();
    Element[] elements = new Element[size];
    boolean[] fixed = new boolean[size];
    for (int i = 0; i < size; i++) {
      elements[i] = parent.terms().get(i).element();
      fixed[i] = request.required().contains(elements[i]);
    }
    require(elements, fixed, request, random);
    int changes = Substitutions.changes(random);
    for (int change = 0; change < changes; change++) {
      int slot = random.nextInt(size);
      if (!fixed[slot]) {
        substitutions.substitute(elements, slot, random);
        fixed[slot] = true;
      }
    }
    for (int i = 0; i < size; i++) {
      if (!fixed[i] && request.excluded().contains(elements[i])) {
        substitutions.substitute(elements, i, random);
      }
    }
    return Substitutions.assemble(parent, elements);
  }

  private static void require(
      Element[] elements, boolean[] fixed, GenerationRequest request, RandomGenerator random) {
    if (request.required().isEmpty()) {
      return;
    }
    for (Element element : request.required().stream().sorted().toList()) {
      if (!List.of(elements).contains(element)) {
        int slot = random.nextInt(elements.length);
        for (int tries = 0; fixed[slot] && tries < elements.length; tries++) {
          slot = (slot + 1) % elements.length;
        }
        elements[slot] = element;
        fixed[slot] = true;
      }
    }
  }
}
