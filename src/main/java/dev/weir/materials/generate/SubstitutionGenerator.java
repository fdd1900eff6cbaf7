package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The default generator of formulas with a wanted formation energy.
 *
 * <p>A known formula of about that energy gives its whole-number stoichiometry; one to three of its
 * elements are replaced by others that complete the same rest elsewhere ({@link Substitutions}).
 * What is known already, breaks the rule or misses the request is dropped, what is implausible
 * mostly ({@link PlausibilityCritic}), and the others are accepted such that their estimated
 * energies are normal about the target ({@link EnergyAcceptance}). Formulas are therefore
 * whole-numbered and distinct by construction, and the variety of the known ones cannot collapse.
 * Stoichiometries of more than {@value Slots#MOST} elements are not used. The same seed gives the
 * same formulas. Immutable; any thread.
 */
public final class SubstitutionGenerator implements FormulaGenerator {
  /** Proposals from which the critic learns, for each known formula. */
  private static final int CRITIC_PROPOSALS = 2;

  private static final long CRITIC_SEED = 1;

  /** Formulas on which the guess of energies is learned. */
  private static final int GUESSES = 80_000;

  /** Formulas of a pilot; with fewer of them, or of known ones near, nothing is taught. */
  private static final int PILOT = 5000;

  private static final int FEWEST_NEAR = 400;

  /** Known formulas within this distance of the target are of its energy, in eV/atom. */
  private static final double NEAR = 0.25;

  /** Formulas on which the small network is compared with the ensemble. */
  private static final int OFFSET_FORMULAS = 200;

  private final List<KnownFormula> known;
  private final GenerationRun.Ground ground;
  private final PlausibilityCritic critic;
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
    this.known =
        known.stream()
            .sorted(Comparator.comparing(KnownFormula::energy).thenComparing(KnownFormula::formula))
            .toList();
    this.predictor = predictor;
    this.balance = balance;
    Stoichiometries stoichiometries =
        Stoichiometries.of(this.known.stream().map(KnownFormula::formula).toList());
    Substitutions substitutions = Substitutions.mine(known);
    long[] parents = Parents.codes(this.known, stoichiometries);
    CodeSet codes = new CodeSet();
    Rests spent = new Rests();
    Slots slots = new Slots();
    for (long code : parents) {
      codes.add(code);
      stoichiometries.load(code, slots);
      spent.spend(slots);
    }
    long[] proposals = proposals(parents, codes, stoichiometries, substitutions);
    this.ground =
        new GenerationRun.Ground(
            stoichiometries,
            substitutions,
            spent,
            guess(parents, proposals, stoichiometries),
            predictor,
            balance);
    PlausibilityCritic indifferent = PlausibilityCritic.indifferent(stoichiometries.size());
    this.critic =
        known.size() < PlausibilityCritic.FEWEST_KNOWN
            ? indifferent
            : PlausibilityCritic.teach(
                indifferent, stoichiometries, parents, proposals, CRITIC_SEED);
  }

  /** Returns new formulas such as are made without a critic. */
  private long[] proposals(
      long[] parents, CodeSet codes, Stoichiometries stoichiometries, Substitutions substitutions) {
    SplittableRandom random = new SplittableRandom(CRITIC_SEED);
    ChargeRule rule =
        new ChargeRule(
            balance.isPresent()
                ? GenerationRequest.Rule.NEUTRAL_OR_ALL_METAL
                : GenerationRequest.Rule.NONE,
            balance);
    long[] proposals = new long[CRITIC_PROPOSALS * parents.length];
    int count = 0;
    Slots slots = new Slots();
    for (long tries = 0; count < proposals.length && tries < 20L * proposals.length; tries++) {
      stoichiometries.load(parents[random.nextInt(parents.length)], slots);
      substitutions.change(slots, random);
      long code = Stoichiometries.code(slots);
      if (!codes.contains(code) && covers(slots) && rule.holds(slots)) {
        proposals[count] = code;
        count++;
      }
    }
    return Arrays.copyOf(proposals, count);
  }

  /** Learns to guess the small network's energies, of some known formulas and some proposals. */
  private EnergyGuess guess(long[] parents, long[] proposals, Stoichiometries stoichiometries) {
    SplittableRandom random = new SplittableRandom(CRITIC_SEED);
    QuickEnergy quick = predictor.quick();
    Slots slots = new Slots();
    long[] codes = new long[Math.min(GUESSES, parents.length + proposals.length)];
    float[] energies = new float[codes.length];
    for (int i = 0; i < codes.length; i++) {
      int place = random.nextInt(parents.length + proposals.length);
      codes[i] = place < parents.length ? parents[place] : proposals[place - parents.length];
      stoichiometries.load(codes[i], slots);
      energies[i] = (float) quick.of(slots);
    }
    return EnergyGuess.learn(stoichiometries, codes, energies, CRITIC_SEED);
  }

  private boolean covers(Slots slots) {
    for (int i = 0; i < slots.size; i++) {
      if (!predictor.table().has(Element.of(slots.elements[i]))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Generation generate(GenerationRequest request, long seed) {
    return run(request, seed).generation();
  }

  /** Returns the stoichiometries by which formulas are numbered. */
  Stoichiometries stoichiometries() {
    return ground.stoichiometries();
  }

  /** Returns the finished run of a request, for those who want millions of formulas. */
  GenerationRun run(GenerationRequest request, long seed) {
    request.rule().check(balance);
    SplittableRandom random = new SplittableRandom(seed);
    Parents parents = Parents.of(known, ground.stoichiometries(), request);
    long[] alike = alike(request);
    Guide guide = guide(request, parents, alike, random);
    return new GenerationRun(ground, parents, alike, guide, request, random).run();
  }

  /** Returns known formulas of about the wanted energy and elements; none when they are few. */
  private long[] alike(GenerationRequest request) {
    double target = request.target().electronvoltsPerAtom();
    long[] near =
        Parents.codes(
            known.stream()
                .filter(row -> Math.abs(row.energy().electronvoltsPerAtom() - target) <= NEAR)
                .filter(row -> request.admits(row.formula()))
                .toList(),
            ground.stoichiometries());
    return near.length < FEWEST_NEAR ? new long[0] : near;
  }

  /** Teaches a critic of the region of a request, on what the general one lets pass. */
  private Guide guide(
      GenerationRequest request, Parents parents, long[] alike, SplittableRandom random) {
    Guide untaught = new Guide(critic, ground.guess(), 0.0);
    if (known.size() < PlausibilityCritic.FEWEST_KNOWN) {
      return untaught;
    }
    GenerationRun pilot =
        new GenerationRun(
                ground, parents, alike, untaught, request.withCount(PILOT), random.split())
            .run();
    long[] passed = pilot.codes();
    PlausibilityCritic taught =
        passed.length < FEWEST_NEAR || alike.length == 0
            ? critic
            : PlausibilityCritic.teach(
                critic, ground.stoichiometries(), alike, passed, CRITIC_SEED);
    return new Guide(taught, pilot.guess(), offset(passed));
  }

  /** Returns by how much the ensemble's energies exceed the small network's, in eV/atom. */
  private double offset(long[] passed) {
    List<Formula> some =
        Arrays.stream(passed)
            .limit(OFFSET_FORMULAS)
            .mapToObj(ground.stoichiometries()::formula)
            .toList();
    QuickEnergy quick = predictor.quick();
    List<EnergyPrediction> predictions = predictor.predict(some);
    double sum = 0.0;
    for (int i = 0; i < some.size(); i++) {
      sum += predictions.get(i).mean() - quick.of(some.get(i));
    }
    return some.isEmpty() ? 0.0 : sum / some.size();
  }
}
