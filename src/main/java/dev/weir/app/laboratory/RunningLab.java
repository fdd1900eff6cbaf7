package dev.weir.app.laboratory;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A lab that keeps its own time: paced against the wall, or on a real bench. */
public interface RunningLab extends AutoCloseable {
  /** Returns the control side; only its commands and its snapshot may be used by other threads. */
  Laboratory laboratory();

  /**
   * Runs on the calling thread, which becomes the control thread, until it shall end; then makes
   * everything safe and journals the end of the session.
   *
   * @param goOn asked in every cycle
   */
  void run(BooleanSupplier goOn);

  /** Returns the plant's present instant; the control thread only. */
  Instant now();

  @Override
  void close();
}
