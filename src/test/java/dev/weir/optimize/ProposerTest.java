package dev.weir.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.StandInPlant;
import dev.weir.optimize.SearchSpace.Quantity;
import dev.weir.optimize.SearchSpace.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ProposerTest {
  private static final Objective OBJECTIVE = ProposerConvergenceTest.OBJECTIVE;

  private static List<Observation> campaign(
      Proposer proposer, SearchSpace space, int runs, long seed) {
    StandInPlant plant = new StandInPlant(0.01, 0.01, seed);
    List<Observation> observations = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      observations.add(
          plant.run(
              run, proposer.propose(space, OBJECTIVE, observations, run - 1, seed).conditions()));
    }
    return observations;
  }

  /**
   * A space with one to five variables, random bounds and steps, some so coarse that there are few
   * points.
   */
  private static SearchSpace anySpace(SplittableRandom random) {
    List<Variable> variables = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      double[] range = widest(quantity);
      double low = random.nextDouble(range[0], range[1]);
      double high = random.nextDouble(low, range[1]);
      boolean last = variables.isEmpty() && quantity == Quantity.TOTAL_MONOMER;
      if (high > low && (random.nextBoolean() || last)) {
        double step =
            switch (random.nextInt(3)) {
              case 0 -> 0.0;
              case 1 -> (high - low) / random.nextInt(1, 5);
              default -> (high - low) / random.nextDouble(20.0, 2000.0);
            };
        variables.add(new Variable(quantity, low, high, Math.min(step, high - low)));
      }
    }
    return new SearchSpace(variables, StandInPlant.conditions(0.5, 20.0, 80.0));
  }

  private static double[] widest(Quantity quantity) {
    return switch (quantity) {
      case FEED_COMPOSITION -> new double[] {0.05, 0.95};
      case RESIDENCE_TIME -> new double[] {120.0, 7200.0};
      case TEMPERATURE -> new double[] {40.0, 120.0};
      case INITIATOR -> new double[] {0.005, 0.2};
      case TOTAL_MONOMER -> new double[] {0.5, 8.0};
    };
  }

  private static void assertInside(SearchSpace space, Conditions conditions, String what) {
    double[] values = space.values(conditions);
    for (int k = 0; k < values.length; k++) {
      Variable variable = space.variables().get(k);
      assertThat(values[k]).as("%s: %s", what, variable).isBetween(variable.low(), variable.high());
      if (variable.step() > 0.0) {
        double steps = (values[k] - variable.low()) / variable.step();
        assertThat(steps).as("%s: %s", what, variable).isCloseTo(Math.rint(steps), within(1e-6));
      }
    }
    assertThat(space.conditions(values)).as(what).isEqualTo(conditions);
  }

  @Test
  void whateverTheSpaceEveryProposalIsInsideItsBoundsAndOnItsGrid() {
    Proposer proposer = new GaussianProcessProposer(4, 0);
    for (long seed = 1; seed <= 15; seed++) {
      SearchSpace space = anySpace(new SplittableRandom(seed));
      for (Observation observation : campaign(proposer, space, 7, seed)) {
        assertInside(space, observation.requested(), "seed " + seed);
      }
      for (Observation observation : campaign(new RandomProposer(), space, 20, seed)) {
        assertInside(space, observation.requested(), "random, seed " + seed);
      }
    }
  }

  @Test
  void noPointIsProposedTwice() {
    for (Proposer proposer : List.of(new GaussianProcessProposer(5, 0), new RandomProposer())) {
      for (long seed = 1; seed <= 5; seed++) {
        assertThat(
                campaign(proposer, ProposerConvergenceTest.SPACE, 15, seed).stream()
                    .map(Observation::requested))
            .as("seed %s", seed)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void whatWasRefusedOrVoidIsNotProposedAgainUnchanged() {
    Proposer proposer = new GaussianProcessProposer(5, 0);
    SearchSpace space = ProposerConvergenceTest.SPACE;
    List<Observation> runs = campaign(proposer, space, 6, 3);
    Conditions wanted = proposer.propose(space, OBJECTIVE, runs, 6, 3).conditions();
    Past past = new Past(runs, List.of(wanted), 6);
    assertThat(proposer.propose(space, OBJECTIVE, past, 3).conditions()).isNotEqualTo(wanted);
  }

  @Test
  void aSmallSpaceIsRunCompletelyBeforeAPointIsRepeatedAndTheReasonSaysSo() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                new Variable(Quantity.FEED_COMPOSITION, 0.2, 0.8, 0.3),
                new Variable(Quantity.TEMPERATURE, 60.0, 80.0, 10.0)),
            StandInPlant.conditions(0.5, 20.0, 80.0));
    Proposer proposer = new GaussianProcessProposer(3, 0);
    List<Observation> runs = campaign(proposer, space, 9, 4);
    assertThat(runs.stream().map(Observation::requested)).doesNotHaveDuplicates();
    Proposal repeat = proposer.propose(space, OBJECTIVE, runs, 9, 4);
    assertThat(runs.stream().map(Observation::requested)).contains(repeat.conditions());
    assertThat(repeat.reason()).contains("every point of the search space has been run");
  }

  @Test
  void theSameArgumentsGiveTheSameProposalToTheLastBit() {
    List<Observation> runs =
        campaign(new GaussianProcessProposer(5, 0), ProposerConvergenceTest.SPACE, 9, 7);
    List<Observation> again =
        campaign(new GaussianProcessProposer(5, 0), ProposerConvergenceTest.SPACE, 9, 7);
    Proposal one =
        new GaussianProcessProposer(5, 0)
            .propose(ProposerConvergenceTest.SPACE, OBJECTIVE, runs, 9, 7);
    Proposal other =
        new GaussianProcessProposer(5, 0)
            .propose(ProposerConvergenceTest.SPACE, OBJECTIVE, again, 9, 7);
    assertThat(other).isEqualTo(one);
  }

  @Test
  void anotherSeedGivesAnotherInitialDesign() {
    assertThat(
            campaign(new GaussianProcessProposer(3, 0), ProposerConvergenceTest.SPACE, 3, 1)
                .stream()
                .map(Observation::requested))
        .doesNotContainAnyElementsOf(
            campaign(new GaussianProcessProposer(3, 0), ProposerConvergenceTest.SPACE, 3, 2)
                .stream()
                .map(Observation::requested)
                .toList());
  }

  @Test
  void theInitialDesignIsTheSameWhetherOrNotItsRunsWereAccepted() {
    Proposer proposer = new GaussianProcessProposer(4, 0);
    List<Observation> runs = campaign(proposer, ProposerConvergenceTest.SPACE, 3, 11);
    assertThat(
            proposer
                .propose(ProposerConvergenceTest.SPACE, OBJECTIVE, List.of(), 3, 11)
                .conditions())
        .isEqualTo(
            proposer.propose(ProposerConvergenceTest.SPACE, OBJECTIVE, runs, 3, 11).conditions());
  }

  @Test
  void whileTooFewRunsAreAcceptedTheInitialDesignGoesOn() {
    Proposal proposal =
        new GaussianProcessProposer(3, 0)
            .propose(ProposerConvergenceTest.SPACE, OBJECTIVE, List.of(), 6, 11);
    assertThat(proposal.source()).isEqualTo(Proposal.Source.INITIAL_DESIGN);
    assertThat(proposal.predicted()).isEmpty();
    assertThat(proposal.reason())
        .isEqualTo("the initial design goes on with point 7: only 0 accepted runs to learn from");
  }

  @Test
  void aProposalSaysWhatItExpectsAndWhy() {
    List<Observation> runs =
        campaign(new GaussianProcessProposer(5, 0), ProposerConvergenceTest.SPACE, 5, 3);
    Proposal proposal =
        new GaussianProcessProposer(5, 0)
            .propose(ProposerConvergenceTest.SPACE, OBJECTIVE, runs, 5, 3);
    System.out.println(proposal.reason());
    assertThat(proposal.source()).isEqualTo(Proposal.Source.ACQUISITION);
    assertThat(proposal.acquisition()).isPositive();
    assertThat(proposal.observations()).isEqualTo(5);
    assertThat(proposal.reason())
        .matches(
            "expected to come 0\\.\\d{3} mol/mol nearer to the objective than run \\d, the best of 5"
                + " with an expected distance of 0\\.\\d{3} mol/mol; predicted F1 0\\.\\d{3} ±"
                + " 0\\.\\d{3} mol/mol, X 0\\.\\d{3} ± 0\\.\\d{3} mol/mol \\(one standard"
                + " deviation\\); \\d+ % of the gain is from what is known, \\d+ % from what may be"
                + " found out; nearest earlier run \\d at feed_composition \\S+ mol/mol,"
                + " residence_time \\S+ s, temperature \\S+ °C");
  }

  private static boolean isConfirmed(List<Observation> runs) {
    return Replicates.reaching(OBJECTIVE, runs).stream().anyMatch(point -> point.count() > 2);
  }

  @Test
  void aPointThatReachedTheObjectiveIsRepeatedUntilItIsConfirmed() {
    GaussianProcessProposer proposer = new GaussianProcessProposer(5, 2);
    StandInPlant plant = new StandInPlant(0.001, 0.001, 6);
    List<Observation> runs = new ArrayList<>();
    List<Proposal> proposals = new ArrayList<>();
    while (runs.size() < 15 && !isConfirmed(runs)) {
      Proposal proposal =
          proposer.propose(ProposerConvergenceTest.SPACE, OBJECTIVE, runs, runs.size(), 6);
      proposals.add(proposal);
      runs.add(plant.run(runs.size() + 1, proposal.conditions()));
    }
    assertThat(isConfirmed(runs)).isTrue();
    Proposal last = proposals.getLast();
    assertThat(last.source()).isEqualTo(Proposal.Source.CONFIRMATION);
    assertThat(last.reason())
        .startsWith("repeat on purpose of run")
        .contains("confirmation 2 of 2");
    assertThat(last.predicted()).isPresent();
    assertThat(runs.stream().filter(run -> run.requested().equals(last.conditions()))).hasSize(3);
  }

  @Test
  void anEmptyInitialDesignIsRefused() {
    assertThatThrownBy(() -> new GaussianProcessProposer(0, 0))
        .hasMessage("initial design needs at least 1 run, was 0");
  }
}
