package dev.weir.simulator.serve;

import java.io.IOException;

/**
 * Carries the bytes of one line between a virtual bench and another process. Owned by the thread
 * that serves.
 */
public interface Relay extends AutoCloseable {
  /** Moves what can be moved now; never waits. */
  void exchange() throws IOException;

  /** Returns what it serves where, in one line. */
  String describe();

  @Override
  void close();
}
