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

  /** Copies the lists; the body is in each once and last, but a state may follow in a reply. */
  public Envelope {
    request = List.copyOf(request);
    reply = List.copyOf(reply);
    List<Part> front =
        stateEnds(reply) && reply.size() > 1 ? reply.subList(0, reply.size() - 1) : reply;
    for (List<Part> parts : List.of(request, front)) {
      if (parts.isEmpty() || parts.indexOf(Part.BODY) != parts.size() - 1) {
        throw new IllegalArgumentException(
            "the body must stand once and last; only the state of a reply may follow it; was "
                + parts);
      }
    }
  }

  /** Tells whether replies show their state behind the body: a prompt. */
  public boolean stateEnds() {
    return stateEnds(reply);
  }

  private static boolean stateEnds(List<Part> parts) {
    return !parts.isEmpty() && parts.getLast() == Part.STATE;
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
