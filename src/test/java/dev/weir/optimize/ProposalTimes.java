package dev.weir.optimize;

import dev.weir.experiment.Observation;
import dev.weir.learn.StandInPlant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prints how long a proposal takes. Not part of the build's tests, by its name: run it with {@code
 * -Dtest=ProposalTimes}.
 */
final class ProposalTimes {
  private static final int WARM_UP = 30;
  private static final int MEASURED = 30;

  @Test
  void ofThreeVariables() {
    for (int size : new int[] {10, 20, 40, 100}) {
      StandInPlant plant = new StandInPlant(0.01, 0.01, 2);
      List<Observation> runs = new ArrayList<>();
      for (int run = 1; run <= size; run++) {
        Proposal proposal =
            new RandomProposer()
                .propose(
                    ProposerConvergenceTest.SPACE,
                    ProposerConvergenceTest.OBJECTIVE,
                    runs,
                    run - 1,
                    2);
        runs.add(plant.run(run, proposal.conditions()));
      }
      Proposer proposer = new GaussianProcessProposer(5, 0);
      long[] nanos = new long[MEASURED];
      for (int i = -WARM_UP; i < MEASURED; i++) {
        long start = System.nanoTime();
        proposer.propose(
            ProposerConvergenceTest.SPACE,
            ProposerConvergenceTest.OBJECTIVE,
            runs,
            size + WARM_UP + i,
            2);
        if (i >= 0) {
          nanos[i] = System.nanoTime() - start;
        }
      }
      Arrays.sort(nanos);
      System.out.printf(
          "%d runs: %.1f ms per proposal (median of %d), slowest %.1f ms%n",
          size, nanos[MEASURED / 2] * 1e-6, MEASURED, nanos[MEASURED - 1] * 1e-6);
    }
  }
}
