package dev.weir.device.profile.language;

import dev.weir.device.profile.frame.FrameForm;
import java.util.Optional;
import java.util.Set;

/**
 * One way in which a device frames its messages. A device with several (a safe mode; RTU or TCP) is
 * configured to one of them by the reserved parameter {@code framing}; without it, the first that
 * fits the line is taken.
 *
 * @param name its name within the profile
 * @param on the kinds of line on which it is used
 * @param request how requests are framed
 * @param reply how replies are framed
 * @param echoes whether every request comes back before its reply, as on a two-wire adapter that
 *     hears itself
 * @param enter what brings a device that speaks another framing into this one; sent when it does
 *     not answer
 */
public record Framing(
    String name,
    Set<TransportKind> on,
    FrameForm request,
    FrameForm reply,
    boolean echoes,
    Optional<Step> enter) {
  /** Copies the set. */
  public Framing {
    on = Set.copyOf(on);
  }
}
