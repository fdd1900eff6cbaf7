package dev.weir.device.profile.language;

import dev.weir.device.line.Bytes;
import java.util.List;

/**
 * What stands around the body of every text message of a device.
 *
 * @param request the parts of a request in their order
 * @param reply the parts of a reply in their order
 */
public record Envelope(List<Part> request, List<Part> reply) {
  /** A message that is its body. */
  public static final Envelope BARE =
      new Envelope(List.of(new Part.Body()), List.of(new Part.Body()));

  /** Copies the lists; each has the body once, and only a reply has a state. */
  public Envelope {
    request = List.copyOf(request);
    reply = List.copyOf(reply);
    for (List<Part> parts : List.of(request, reply)) {
      if (parts.stream().filter(Part.Body.class::isInstance).count() != 1) {
        throw new IllegalArgumentException("{body} must stand once in it, was " + parts);
      }
    }
    if (request.stream().anyMatch(Part.State.class::isInstance)) {
      throw new IllegalArgumentException("a request shows no state");
    }
    if (reply.stream().filter(Part.State.class::isInstance).count() > 1) {
      throw new IllegalArgumentException("a reply shows one state, was " + reply);
    }
    if (back(reply).stream().anyMatch(Part.Address.class::isInstance)
        || back(request).stream().anyMatch(Part.Address.class::isInstance)) {
      throw new IllegalArgumentException("an address stands in front of the body");
    }
    if (back(reply).contains(new Part.Length()) || back(request).contains(new Part.Length())) {
      throw new IllegalArgumentException("a length stands in front of the body");
    }
  }

  /** Tells whether replies show a state. */
  public boolean showsState() {
    return reply.stream().anyMatch(Part.State.class::isInstance);
  }

  /** Returns the parts in front of the body. */
  public static List<Part> front(List<Part> parts) {
    return parts.subList(0, parts.indexOf(new Part.Body()));
  }

  /** Returns the parts behind the body. */
  public static List<Part> back(List<Part> parts) {
    return parts.subList(parts.indexOf(new Part.Body()) + 1, parts.size());
  }

  /** One part of a message. */
  public sealed interface Part {
    /** The device's address. */
    record Address() implements Part {}

    /** The device's state, one of the profile's state texts. */
    record State() implements Part {}

    /**
     * How many bytes follow it, each of which is written in two hexadecimal digits; itself in two
     * such digits.
     */
    record Length() implements Part {}

    /** The command or its answer. */
    record Body() implements Part {}

    /**
     * Fixed text.
     *
     * @param text its bytes
     */
    record Literal(Bytes text) implements Part {}
  }
}
