package dev.weir.device.profile.dialogue;

/** What is known of a drive, and whether it may be started. Owned by one line thread. */
final class DriveTask {
  /** Starts in a row after which the device is reported as not starting. */
  private static final int MOST_STARTS = 3;

  private Running running = Running.UNKNOWN;
  private Permission permission = Permission.FREE;
  private int starts;

  /** Whether the drive is known to move. */
  enum Running {
    UNKNOWN,
    RUNNING,
    STOPPED
  }

  /** Whether the drive may be started. */
  enum Permission {
    /** It may. */
    FREE,
    /** It runs as wanted, proven. */
    PROVEN,
    /** It stopped by itself or would not start: not again before another wish. */
    HALTED
  }

  Running running() {
    return running;
  }

  void running(Running known) {
    running = known;
  }

  Permission permission() {
    return permission;
  }

  void permission(Permission next) {
    permission = next;
  }

  boolean isHalted() {
    return permission == Permission.HALTED;
  }

  /** Another wish: counts start anew. */
  void anotherWish() {
    starts = 0;
  }

  /** It was told to start or to stop. */
  void told() {
    starts++;
  }

  boolean wasToldTooOften() {
    return starts > MOST_STARTS;
  }
}
