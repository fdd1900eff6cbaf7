package dev.weir.device.profile;

import java.util.List;

/**
 * What stands around the body of every text message of a device.
 *
 * @param request the parts of a request in their order
 * @param reply the parts of a reply in their order
 */
public record Envelope(List<Part> request, List<Part> reply) {
  /** A message that is its body. */
  public static final Envelope BARE = new Envelope(List.of(Part.BODY), List.of(Part.BODY));

  /** Copies the lists; the body is in each exactly once and last. */
  public Envelope {
    request = List.copyOf(request);
    reply = List.copyOf(reply);
    for (List<Part> parts : List.of(request, reply)) {
      if (parts.isEmpty() || parts.indexOf(Part.BODY) != parts.size() - 1) {
        throw new IllegalArgumentException("the body must stand once and last, was " + parts);
      }
    }
  }

  /** One part of a message. */
  public enum Part {
    /** The device's address in decimal digits. */
    ADDRESS,
    /** The device's state, one of the profile's state texts. */
    STATE,
    /** The command or its answer. */
    BODY
  }
}
