package dev.weir.api.rest;

import dev.weir.campaign.LabSnapshot;
import java.util.Arrays;

/**
 * What a client must have seen for its command to fit: the reactor's state, when it was entered,
 * and the run.
 *
 * @param text opaque to clients
 */
record StateVersion(String text) {
  static StateVersion of(LabSnapshot snapshot) {
    String run = snapshot.run().map(present -> "-r" + present.run().value()).orElse("");
    return new StateVersion(
        snapshot.reactor().state()
            + "-"
            + Long.toHexString(snapshot.reactor().since().toEpochMilli())
            + run);
  }

  /** Returns it as an entity tag, in quotes. */
  String tag() {
    return '"' + text + '"';
  }

  /** Tells whether an {@code If-Match} header names this version (RFC 9110, section 13.1.1). */
  boolean satisfies(String ifMatch) {
    return Arrays.stream(ifMatch.split(","))
        .map(String::strip)
        .anyMatch(wanted -> wanted.equals("*") || wanted.equals(tag()));
  }
}
