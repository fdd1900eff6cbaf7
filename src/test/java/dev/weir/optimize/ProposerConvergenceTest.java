package dev.weir.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.experiment.Observation;
import dev.weir.learn.StandInPlant;
import dev.weir.optimize.SearchSpace.Quantity;
import dev.weir.optimize.SearchSpace.Variable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Twenty campaigns on a stand-in plant, non-regression: how many runs until the truth of a run is
 * what was wanted.
 */
final class ProposerConvergenceTest {
  static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new Variable(Quantity.FEED_COMPOSITION, 0.1, 0.9, 0.01),
              new Variable(Quantity.RESIDENCE_TIME, 300.0, 3600.0, 10.0),
              new Variable(Quantity.TEMPERATURE, 60.0, 100.0, 0.5)),
          StandInPlant.conditions(0.5, 20.0, 80.0));
  static final Objective OBJECTIVE = new Objective(new CopolymerComposition(0.6), 0.02, 0.5);
  private static final int SEEDS = 20;
  private static final int RUNS = 15;
  private static final int INITIAL = 5;

  /**
   * Returns after how many runs the truth of a run reaches the objective; one more than allowed
   * when none does.
   */
  private static int runsUntilReached(Proposer proposer, long seed, double statedNoise) {
    StandInPlant plant = new StandInPlant(0.01, statedNoise, seed);
    List<Observation> observations = new ArrayList<>();
    for (int run = 1; run <= RUNS; run++) {
      Proposal proposal = proposer.propose(SPACE, OBJECTIVE, observations, run - 1, seed);
      observations.add(plant.run(run, proposal.conditions()));
      if (OBJECTIVE.isReachedBy(StandInPlant.truth(proposal.conditions()))) {
        return run;
      }
    }
    return RUNS + 1;
  }

  private static List<Integer> all(Proposer proposer, double statedNoise) {
    List<Integer> runs = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      runs.add(runsUntilReached(proposer, seed, statedNoise));
    }
    return runs;
  }

  private static long reached(List<Integer> runs) {
    return runs.stream().filter(run -> run <= RUNS).count();
  }

  @Test
  void eighteenOfTwentyCampaignsReachTheObjectiveWithinFifteenRuns() {
    List<Integer> stated = all(new GaussianProcessProposer(INITIAL, 0), 0.01);
    List<Integer> silent = all(new GaussianProcessProposer(INITIAL, 0), 0.0);
    List<Integer> random = all(new RandomProposer(), 0.01);
    System.out.println(
        "reached, seeds 1 to 20, noise known: "
            + reached(stated)
            + " "
            + stated
            + "\nreached, seeds 1 to 20, noise inferred: "
            + reached(silent)
            + " "
            + silent
            + "\nreached, seeds 1 to 20, random: "
            + reached(random)
            + " "
            + random);
    assertThat(reached(stated)).isGreaterThanOrEqualTo(18);
    assertThat(reached(silent)).isGreaterThanOrEqualTo(18);
    assertThat(reached(stated)).isGreaterThan(reached(random));
  }
}
