package dev.weir.app.laboratory;

import dev.weir.device.line.Line;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A lab that keeps its own time: paced against the wall, or on a real bench. */
public interface RunningLab extends AutoCloseable {
  /** Returns the control side; only its commands and its snapshot may be used by other threads. */
  Laboratory laboratory();

  /** Returns the lines; other threads may only look at their statistics. */
  List<Line> lines();

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
