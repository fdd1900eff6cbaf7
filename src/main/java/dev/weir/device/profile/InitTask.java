package dev.weir.device.profile;

/** How far the init sequence of one device is, and who it said it is. Owned by one line thread. */
final class InitTask {
  private boolean verified;
  private boolean wasReady;
  private int index;
  private String identity = "";

  void forget() {
    verified = false;
    again();
  }

  /** The sequence begins again. */
  void again() {
    index = 0;
    identity = "";
  }

  void stepDone(BoundStep step, Fields fields) {
    for (String field : step.expect().keySet()) {
      fields.word(field).ifPresent(word -> identity = identity + " " + field + " " + word);
    }
    index++;
  }

  void ready() {
    verified = true;
    wasReady = true;
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
