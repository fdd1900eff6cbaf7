package dev.weir.materials.generate;

/** Whoever watches a training. Called on the training's thread. */
public interface TrainingProgress {
  /** A watcher that only watches. */
  TrainingProgress SILENT = (network, epoch, epochs, error) -> {};

  /**
   * Called after every epoch; whoever throws here ends the training.
   *
   * @param network which network, for example {@code member 2 of 5}
   * @param epoch from 1
   * @param epochs how many there will be
   * @param error root mean square on the validation rows, in eV/atom
   */
  void epochDone(String network, int epoch, int epochs, double error);
}
