package dev.weir.device.line;

/** Where the events of a captured line go. Owned by the line's thread. */
@FunctionalInterface
public interface Capture {
  /** Takes the next event; must neither wait nor fail. */
  void take(CaptureEvent event);

  /** Ends the capture: the line was closed. */
  default void end() {}
}
