package dev.weir.device.profile.dialogue;

import dev.weir.units.Quantity;
import java.util.Optional;

/**
 * How far the one set-point of a device has been brought: what is wanted, what the device is known
 * to hold, and how often it was tried. Owned by one line thread.
 */
final class SetpointTask {
  /**
   * A written value is read back this often at most before the device is given up for this wish.
   */
  private static final int MOST_WRITES = 3;

  /**
   * Two numbers of the same device are the same when they differ by no more than this share:
   * arithmetic, not resolution.
   */
  private static final double SAME = 1e-6;

  private Optional<Quantity> target = Optional.empty();
  private Optional<Quantity> held = Optional.empty();
  private Stage stage = Stage.NOTHING_WANTED;
  private int writes;

  /** How far it is. */
  enum Stage {
    /** There is no target. */
    NOTHING_WANTED,
    /** The device must be told, or asked what it holds. */
    OPEN,
    /** It was told and must be asked. */
    WRITTEN,
    /** It holds the target. */
    CONFIRMED,
    /** It does not take the target. */
    GIVEN_UP
  }

  /** Takes a new target, already as the device will hold it. */
  void want(Optional<Quantity> wanted) {
    target = wanted;
    writes = 0;
    stage = wanted.isPresent() ? Stage.OPEN : Stage.NOTHING_WANTED;
  }

  /** What the device holds is no longer known. */
  void forget() {
    held = Optional.empty();
    if (stage == Stage.WRITTEN || stage == Stage.CONFIRMED) {
      stage = Stage.OPEN;
    }
  }

  Stage stage() {
    return stage;
  }

  Optional<Quantity> target() {
    return target;
  }

  /** Tells whether the device must be told; else it is enough to ask it. */
  boolean mustWrite() {
    return stage == Stage.OPEN && !holdsTarget();
  }

  private boolean holdsTarget() {
    return target.isPresent() && held.isPresent() && same(target.get(), held.get());
  }

  /**
   * The device acknowledged a value; when the target has moved on meanwhile, the new one must still
   * be written.
   */
  void written(Quantity value) {
    held = Optional.empty();
    if (target.isPresent() && same(target.get(), value)) {
      writes++;
      stage = Stage.WRITTEN;
    }
  }

  /** The device holds this value as far as it can be known without asking. */
  void assume(Quantity value) {
    held = Optional.of(value);
    stage = Stage.CONFIRMED;
  }

  void giveUp() {
    stage = Stage.GIVEN_UP;
  }

  /** What a read-back showed. */
  enum Finding {
    /** Nothing new. */
    AS_KNOWN,
    /** The target is confirmed now. */
    CONFIRMED,
    /** The device holds something else than it was told. */
    DIFFERS
  }

  /** The device was asked and holds this value. */
  Finding observed(Quantity value) {
    held = Optional.of(value);
    return switch (stage) {
      case NOTHING_WANTED, GIVEN_UP -> Finding.AS_KNOWN;
      case OPEN, WRITTEN -> {
        if (holdsTarget()) {
          stage = Stage.CONFIRMED;
          yield Finding.CONFIRMED;
        }
        if (stage == Stage.OPEN) {
          yield Finding.AS_KNOWN;
        }
        stage = writes < MOST_WRITES ? Stage.OPEN : Stage.GIVEN_UP;
        yield Finding.DIFFERS;
      }
      case CONFIRMED -> {
        if (holdsTarget()) {
          yield Finding.AS_KNOWN;
        }
        stage = writes < MOST_WRITES ? Stage.OPEN : Stage.GIVEN_UP;
        yield Finding.DIFFERS;
      }
    };
  }

  static boolean same(Quantity a, Quantity b) {
    double size = Math.max(Math.abs(a.canonicalValue()), Math.abs(b.canonicalValue()));
    return Math.abs(a.canonicalValue() - b.canonicalValue()) <= SAME * size;
  }
}
