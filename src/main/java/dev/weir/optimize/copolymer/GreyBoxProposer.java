package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.Prediction;
import dev.weir.optimize.Basis;
import dev.weir.optimize.InitialDesign;
import dev.weir.optimize.Lattice;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Past;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.Proposer;
import dev.weir.optimize.RampTerms;
import dev.weir.optimize.Reason;
import dev.weir.optimize.Replicates;
import dev.weir.optimize.SearchSpace;
import dev.weir.optimize.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Proposes a space-filling initial design, and then the point of the largest expected improvement
 * under an {@link Ensemble} of surrogates from plain ones to the kinetics. Immutable; any thread.
 *
 * <p>No point is proposed twice, except on purpose, and then the reason says so: to confirm a run
 * that reached the objective, to spend the last run of a budget on the recommended point, or when
 * every point of the space has been run.
 */
public final class GreyBoxProposer implements Proposer {
  /** A budget's last runs that repeat the recommended point, when it has at least ten. */
  private static final int RUNS_FOR_THE_RECOMMENDED = 1;

  private static final int RUNS_WORTH_A_REPEAT = 10;

  /** Distance, as a share of the ranges, from which a point is another idea, not a neighbour. */
  private static final double ANOTHER_IDEA = 0.1;

  private final Plan plan;

  /**
   * How to propose.
   *
   * @param initialRuns points of the initial design, at least 1
   * @param confirmations how often a point that reached the objective is repeated
   * @param system which substances react
   * @param beliefs what may be believed of the kinetics, the literature first
   * @param kinds which kinds of surrogate to use
   * @param ramp what is allowed of ramps, if anything
   */
  public record Plan(
      int initialRuns,
      int confirmations,
      CopolymerSystem system,
      List<KineticBelief> beliefs,
      Set<LayerKind> kinds,
      Optional<RampTerms> ramp) {
    /** A plan without ramps. */
    public Plan(
        int initialRuns,
        int confirmations,
        CopolymerSystem system,
        List<KineticBelief> beliefs,
        Set<LayerKind> kinds) {
      this(initialRuns, confirmations, system, beliefs, kinds, Optional.empty());
    }

    /** Rejects an empty design and negative counts. */
    public Plan {
      beliefs = List.copyOf(beliefs);
      kinds = Set.copyOf(kinds);
      if (initialRuns < 1) {
        throw new IllegalArgumentException(
            "initial design needs at least 1 run, was " + initialRuns);
      }
      if (confirmations < 0) {
        throw new IllegalArgumentException(
            "confirmations must not be negative, was " + confirmations);
      }
    }

    /** Returns the plan that uses every layer, with the literature's kinetics. */
    public static Plan standard(int initialRuns, int confirmations, CopolymerSystem system) {
      return new Plan(
          initialRuns,
          confirmations,
          system,
          List.of(KineticBelief.literature(system)),
          EnumSet.allOf(LayerKind.class),
          Optional.empty());
    }

    /** Returns the same plan with other kinds of surrogate. */
    public Plan withKinds(Set<LayerKind> others) {
      return new Plan(initialRuns, confirmations, system, beliefs, others, ramp);
    }

    /** Returns the same plan with further beliefs, each weighed by what it predicts. */
    public Plan withBeliefs(List<KineticBelief> further) {
      List<KineticBelief> all = new ArrayList<>(beliefs);
      all.addAll(further);
      return new Plan(initialRuns, confirmations, system, all, kinds, ramp);
    }

    /** Returns the same plan that may propose ramps. */
    public Plan withRamp(Optional<RampTerms> terms) {
      return new Plan(initialRuns, confirmations, system, beliefs, kinds, terms);
    }
  }

  /** A proposer. */
  public GreyBoxProposer(Plan plan) {
    this.plan = plan;
  }

  @Override
  public Proposal propose(
      SearchSpace space,
      Objective objective,
      List<Observation> observations,
      int index,
      long seed) {
    return propose(space, objective, new Past(observations, List.of(), index), seed);
  }

  @Override
  public Proposal propose(SearchSpace space, Objective objective, Past past, long seed) {
    List<Observation> observations = past.observations();
    Lattice lattice = new Lattice(space);
    Optional<Replicates> unconfirmed =
        Replicates.unconfirmed(objective, observations, plan.confirmations(), lattice);
    if (unconfirmed.isPresent()) {
      Ensemble ensemble = ensemble(lattice, objective, observations, seed);
      Survey survey = new Survey(lattice, ensemble, past, seed);
      return confirmation(unconfirmed.get(), survey, past, seed);
    }
    if (past.proposals() < plan.initialRuns()
        || observations.size() < setup(objective).leastRuns()) {
      return new InitialDesign(plan.initialRuns()).next(lattice, past, seed);
    }
    Ensemble ensemble = ensemble(lattice, objective, observations, seed);
    Survey survey = new Survey(lattice, ensemble, past, seed);
    boolean last =
        past.runsLeft().isPresent()
            && past.runsLeft().getAsInt() <= RUNS_FOR_THE_RECOMMENDED
            && observations.size() >= RUNS_WORTH_A_REPEAT;
    return last ? last(survey, past, seed) : improvement(survey, past, seed);
  }

  /**
   * Returns the conditions that the runs so far recommend.
   *
   * @param observations at least two
   */
  public Recommendation recommend(
      SearchSpace space, Objective objective, List<Observation> observations, long seed) {
    Lattice lattice = new Lattice(space);
    Ensemble ensemble = ensemble(lattice, objective, observations, seed);
    Past past = new Past(observations, List.of(), observations.size());
    Conditions conditions = new Survey(lattice, ensemble, past, seed).recommended();
    double[] losses = ensemble.losses(conditions)[0];
    double loss = 0.0;
    int reached = 0;
    for (double one : losses) {
      loss += one / losses.length;
      reached += objective.tolerance() >= one ? 1 : 0;
    }
    double probability = reached / (double) losses.length;
    double mean = loss;
    return ensemble
        .outcome(conditions)
        .map(
            prediction ->
                new Recommendation(
                    conditions,
                    Recommendation.composition(prediction),
                    Recommendation.conversion(prediction),
                    mean,
                    Recommendation.probability(prediction, objective)))
        .orElseGet(
            () ->
                new Recommendation(
                    conditions,
                    new Basis.Interval(0.0, 1.0),
                    new Basis.Interval(0.0, 1.0),
                    mean,
                    probability));
  }

  /**
   * Returns the point of the largest expected improvement for any goal, without a record: after the
   * initial design, for benchmarks and callers of their own.
   *
   * @param past at least as many runs as the layers need
   */
  public Conditions next(SearchSpace space, Goal goal, Past past, long seed) {
    Lattice lattice = new Lattice(space);
    Ensemble.Setup setup = new Ensemble.Setup(plan.system(), plan.beliefs(), plan.kinds(), goal);
    Ensemble ensemble = ensemble(lattice, setup, past.observations(), seed);
    return new Survey(lattice, ensemble, past, seed).improving().getFirst();
  }

  private Proposal confirmation(Replicates replicates, Survey survey, Past past, long seed) {
    return proposal(
        new Found(replicates.requested(), Proposal.Source.CONFIRMATION, 0.0, Optional.empty()),
        survey,
        past,
        seed,
        predicted -> Reason.confirmation(replicates, plan.confirmations(), predicted));
  }

  private Proposal last(Survey survey, Past past, long seed) {
    Conditions conditions = survey.recommended();
    return proposal(
        new Found(
            conditions, Proposal.Source.RECOMMENDATION, survey.gain(conditions), Optional.empty()),
        survey,
        past,
        seed,
        predicted ->
            GreyBoxReason.recommended(
                past.runsLeft().orElseThrow(), survey.ensemble().shares(), predicted));
  }

  private Proposal improvement(Survey survey, Past past, long seed) {
    Lattice lattice = survey.lattice();
    List<Conditions> few = survey.improving();
    Conditions conditions = few.getFirst();
    Optional<Basis.RunnerUp> runnerUp =
        few.stream()
            .filter(other -> lattice.distance(other, conditions) >= ANOTHER_IDEA)
            .findFirst()
            .map(other -> new Basis.RunnerUp(other, survey.gain(other)));
    if (plan.ramp().isEmpty()) {
      return proposal(
          new Found(conditions, Proposal.Source.ACQUISITION, survey.gain(conditions), runnerUp),
          survey,
          past,
          seed,
          predicted -> GreyBoxReason.improvement(survey, conditions, past, predicted));
    }
    RampChoice.Chosen chosen =
        new RampChoice(survey, plan.ramp().get(), past.steadyOnly()).between(conditions);
    Conditions first = chosen.run().conditions();
    Proposal proposal =
        proposal(
            new Found(first, Proposal.Source.ACQUISITION, chosen.run().gain(), runnerUp),
            survey,
            past,
            seed,
            predicted ->
                GreyBoxReason.improvement(survey, first, past, predicted) + chosen.words());
    return proposal.with(chosen.run().ramp());
  }

  /**
   * A point and how it was found.
   *
   * @param conditions the point
   * @param source how it was found
   * @param gain its expected improvement
   * @param runnerUp the next best idea
   */
  private record Found(
      Conditions conditions,
      Proposal.Source source,
      double gain,
      Optional<Basis.RunnerUp> runnerUp) {}

  private static Proposal proposal(
      Found found,
      Survey survey,
      Past past,
      long seed,
      Function<Optional<Proposal.Predicted>, String> reason) {
    Optional<Prediction> prediction = survey.ensemble().outcome(found.conditions());
    Optional<Proposal.Predicted> predicted = prediction.map(GreyBoxProposer::predicted);
    return new Proposal(
        found.conditions(),
        found.source(),
        predicted,
        found.gain(),
        seed,
        past.observations().size(),
        reason.apply(predicted),
        prediction.map(outcome -> basis(found, survey, outcome, past)));
  }

  private static Basis basis(Found found, Survey survey, Prediction prediction, Past past) {
    Objective objective = ((Goal.Reach) survey.ensemble().goal()).objective();
    Conditions best = survey.recommended();
    return new Basis(
        survey.ensemble().shares().stream()
            .map(share -> new Basis.LayerWeight(share.layer(), share.weight()))
            .toList(),
        Recommendation.composition(prediction),
        Recommendation.conversion(prediction),
        Recommendation.probability(prediction, objective),
        Binding.of(survey.lattice().space(), objective, found.conditions(), prediction),
        found.runnerUp(),
        new Basis.Best(best, probability(survey, best, objective)),
        past.observations().stream()
            .map(
                one ->
                    new Basis.BelievedRun(
                        one.run(), probability(survey, one.achieved(), objective)))
            .max(Comparator.comparingDouble(Basis.BelievedRun::probability)),
        DataHash.of(past.observations()));
  }

  private static double probability(Survey survey, Conditions conditions, Objective objective) {
    return survey
        .ensemble()
        .outcome(conditions)
        .map(outcome -> Recommendation.probability(outcome, objective))
        .orElse(0.0);
  }

  private static Proposal.Predicted predicted(Prediction prediction) {
    return new Proposal.Predicted(
        prediction.copolymerComposition().mean(),
        prediction.copolymerComposition().standardDeviation(),
        prediction.conversion().mean(),
        prediction.conversion().standardDeviation());
  }

  private Ensemble.Setup setup(Objective objective) {
    return new Ensemble.Setup(
        plan.system(), plan.beliefs(), plan.kinds(), new Goal.Reach(objective));
  }

  private Ensemble ensemble(
      Lattice lattice, Objective objective, List<Observation> observations, long seed) {
    return ensemble(lattice, setup(objective), observations, seed);
  }

  private static Ensemble ensemble(
      Lattice lattice, Ensemble.Setup setup, List<Observation> observations, long seed) {
    return Ensemble.fit(
        setup,
        observations,
        List.of(lattice.conditions(lattice.lowest()), lattice.conditions(lattice.highest())),
        Seeds.of(seed, Seeds.Use.DRAWS, observations.size()));
  }
}
