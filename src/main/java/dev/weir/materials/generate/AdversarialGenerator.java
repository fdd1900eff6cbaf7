package dev.weir.materials.generate;

import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The reference generator: formulas drawn from the published adversarial networks ({@link
 * AdversarialNetwork}), brought to small whole numbers. {@link #published} hands out what the
 * networks draw, unfiltered. Immutable; any thread.
 */
public final class AdversarialGenerator implements FormulaGenerator {
  private static final long PATIENCE = 100;

  private final AdversarialNetwork network;
  private final EnergyPredictor predictor;
  private final Set<Formula> known;
  private final Optional<ChargeBalance> balance;

  /**
   * Creates a generator.
   *
   * @param network the trained networks
   * @param predictor of formation energies
   * @param known formulas that are not new
   * @param balance needed for every rule but {@code NONE}
   */
  public AdversarialGenerator(
      AdversarialNetwork network,
      EnergyPredictor predictor,
      Set<Formula> known,
      Optional<ChargeBalance> balance) {
    this.network = network;
    this.predictor = predictor;
    this.known = Set.copyOf(known);
    this.balance = balance;
  }

  /**
   * Returns what the networks draw, as published: hundredths of atoms, repetitions and known
   * formulas included.
   *
   * @param energy asked for, in eV/atom
   */
  public List<Formula> published(double energy, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Formula> drawn = new ArrayList<>();
    for (long tries = 0; drawn.size() < count && tries < PATIENCE * count; tries++) {
      network.draw(energy, random).filter(predictor::covers).ifPresent(drawn::add);
    }
    return drawn;
  }

  /** Returns the nearest formula in small whole numbers of each. */
  public static List<Formula> wholeNumbered(List<Formula> formulas) {
    return formulas.stream().map(SmallWholeNumbers::nearest).toList();
  }

  @Override
  public Generation generate(GenerationRequest request, long seed) {
    request.rule().check(balance);
    SplittableRandom random = new SplittableRandom(seed);
    QuickEnergy energy = predictor.quick();
    Set<Formula> made = new HashSet<>();
    List<Candidate> candidates = new ArrayList<>();
    long proposals = 0;
    while (candidates.size() < request.count() && proposals < PATIENCE * request.count()) {
      proposals++;
      Optional<Formula> drawn = network.draw(request.target().electronvoltsPerAtom(), random);
      if (drawn.isEmpty() || !predictor.covers(drawn.get())) {
        continue;
      }
      Formula formula = SmallWholeNumbers.nearest(drawn.get());
      if (request.admits(formula)
          && !known.contains(formula)
          && request.rule().holds(formula, balance)
          && made.add(formula)) {
        candidates.add(new Candidate(formula, energy.of(formula), Optional.empty()));
      }
    }
    return new Generation(
        candidates,
        proposals,
        candidates.size() == request.count()
            ? Optional.empty()
            : Optional.of("the networks draw too few formulas that are new and fulfil the rule"));
  }
}
