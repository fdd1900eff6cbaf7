package dev.weir.device.profile.dialogue;

import dev.weir.device.profile.language.Fields;
import dev.weir.units.Quantity;
import java.util.Optional;

/** How far the init sequence of one device is, and who it said it is. Owned by one line thread. */
final class InitTask {
  private boolean verified;
  private boolean wasReady;
  private int index;
  private String identity = "";
  private String serial = "";
  private Optional<String> pinned;

  /**
   * An init sequence that has not begun.
   *
   * @param pinned which one of several like devices it must be; when it is not configured, the one
   *     that is verified first
   */
  InitTask(Optional<String> pinned) {
    this.pinned = pinned;
  }

  void forget() {
    verified = false;
    again();
  }

  /** The sequence begins again. */
  void again() {
    index = 0;
    identity = "";
    serial = "";
  }

  void stepDone(BoundStep step, Fields fields) {
    for (String field : step.expect().keySet()) {
      fields.word(field).ifPresent(word -> identity = identity + " " + field + " " + word);
    }
    for (String field : step.identifies()) {
      String said =
          fields.word(field).or(() -> fields.quantity(field).map(Quantity::print)).orElse("?");
      serial = serial.isEmpty() ? said : serial + " " + said;
    }
    index++;
  }

  /** Tells why it is another device than the one that was there before, if it is. */
  Optional<String> stranger() {
    return pinned
        .filter(known -> !serial.isEmpty() && !serial.equals(known))
        .map(known -> "another device: it is '%s', wanted '%s'".formatted(serial, known));
  }

  void ready() {
    verified = true;
    wasReady = true;
    if (pinned.isEmpty() && !serial.isEmpty()) {
      pinned = Optional.of(serial);
    }
  }

  boolean isVerified() {
    return verified;
  }

  /** Tells whether it was verified at any time since the program started. */
  boolean wasReady() {
    return wasReady;
  }

  int index() {
    return index;
  }

  String identity() {
    return identity;
  }
}
