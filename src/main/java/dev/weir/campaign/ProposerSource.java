package dev.weir.campaign;

import dev.weir.experiment.Observation;
import dev.weir.optimize.Proposer;
import dev.weir.optimize.TakenPredictor;
import java.util.List;

/**
 * Where a campaign gets its proposer from, together with the predictor that it starts from. Asked
 * on the worker of the {@link ProposalDesk}, before each proposal; it may wait for disks and
 * compute for seconds.
 */
public interface ProposerSource {
  /**
   * Returns a proposer that starts from the predictor that is live now.
   *
   * @param own the campaign's accepted runs, which the predictor must not count a second time
   */
  Equipped live(List<Observation> own);

  /**
   * Returns a proposer that starts from a predictor that was taken before; when that is gone, one
   * that says so.
   *
   * @param taken what the journal names
   * @param own the campaign's accepted runs
   */
  Equipped again(TakenPredictor taken, List<Observation> own);

  /**
   * A proposer with what it starts from.
   *
   * @param taken the predictor, or why none
   * @param proposer the proposer
   */
  record Equipped(TakenPredictor taken, Proposer proposer) {}
}
