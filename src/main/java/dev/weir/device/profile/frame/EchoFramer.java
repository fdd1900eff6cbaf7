package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.Optional;

/**
 * Passes over the request that comes back in front of its reply. A line that does not echo this
 * time is read as if it never did. Owned by one line thread.
 */
public final class EchoFramer implements Framer {
  private final Bytes request;
  private final Framer framer;
  private int echoed;

  public EchoFramer(Bytes request, Framer framer) {
    this.request = request;
    this.framer = framer;
  }

  @Override
  public void reset() {
    echoed = 0;
    framer.reset();
  }

  @Override
  public Optional<Bytes> accept(byte next) {
    boolean matches = echoed < request.length() && request.at(echoed) == (next & 0xFF);
    if (matches) {
      echoed++;
      return Optional.empty();
    }
    Optional<Bytes> frame = Optional.empty();
    if (echoed < request.length()) {
      // No echo after all: what was held back belongs to the reply.
      for (int i = 0; i < echoed && frame.isEmpty(); i++) {
        frame = framer.accept((byte) request.at(i));
      }
      echoed = request.length();
    }
    return frame.isPresent() ? frame : framer.accept(next);
  }

  @Override
  public boolean isOverfull() {
    return framer.isOverfull();
  }

  @Override
  public Optional<Bytes> atSilence() {
    return framer.atSilence();
  }
}
