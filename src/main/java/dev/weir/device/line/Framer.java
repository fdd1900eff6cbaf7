package dev.weir.device.line;

import java.util.Optional;

/**
 * Cuts frames out of a stream of bytes. Bounded in memory whatever arrives. Owned by one line
 * thread.
 */
public interface Framer {
  /** Forgets what has been collected. */
  void reset();

  /**
   * Takes one byte.
   *
   * @return a complete frame, framing included, when this byte ends it
   */
  Optional<Bytes> accept(byte next);

  /**
   * Tells whether nothing of a frame is collected, although bytes have come: what this framing
   * passes over between frames, as the second half of a line's end.
   */
  default boolean isAtRest() {
    return false;
  }

  /** Tells whether more bytes than any legal frame have been collected without an end. */
  boolean isOverfull();

  /**
   * Returns what has been collected when the line falls silent, for protocols whose frames end by
   * silence; empty when a frame cannot end so.
   */
  Optional<Bytes> atSilence();
}
