package dev.weir.device.line;

import dev.weir.device.DeviceRequest;
import java.time.Instant;

/**
 * One bus or watched folder with the devices on it. It is driven from outside, threaded by a {@link
 * LineRunner} or stepped in virtual time: the same code knows no thread and no clock of its own.
 *
 * <p>{@link #doWork} and {@link #close} belong to the thread that drives the line. {@link #post}
 * and {@link #statistics} may be called from any thread.
 */
public interface Line extends AutoCloseable {
  /** Returns its name. */
  LineName name();

  /**
   * Does what is due and returns; never waits, except that opening a port may take its connect
   * time.
   *
   * @param now the plant's clock, never earlier than in the call before
   * @return how much was done; 0 when the caller may pause
   */
  int doWork(Instant now);

  /**
   * Leaves the latest wish about one device; it replaces one that has not been taken yet. Never
   * waits.
   *
   * @throws IllegalArgumentException when the device is not on this line
   */
  void post(DeviceRequest request);

  /** Returns what the link has gone through since the start. */
  LinkStatistics statistics();

  /**
   * Closes the port; the devices are told that they are offline. To make them safe first is the
   * caller's part.
   */
  @Override
  void close();
}
