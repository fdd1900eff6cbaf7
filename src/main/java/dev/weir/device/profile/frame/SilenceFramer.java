package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.Optional;
import java.util.Set;

/** Takes everything up to a silence for one frame. Owned by one line thread. */
final class SilenceFramer implements Framer {
  private final Set<Integer> strip;
  private final FrameBuffer buffer;

  SilenceFramer(FrameForm.Silence form) {
    this.strip = form.strip();
    this.buffer = new FrameBuffer(form.maxLength());
  }

  @Override
  public void reset() {
    buffer.clear();
  }

  @Override
  public Optional<Bytes> accept(byte next) {
    if (strip.contains(next & 0xFF)) {
      buffer.pass();
    } else {
      buffer.add(next);
    }
    return Optional.empty();
  }

  @Override
  public boolean isOverfull() {
    return buffer.isOverfull();
  }

  @Override
  public Optional<Bytes> atSilence() {
    return buffer.length() == 0 || buffer.isOverfull()
        ? Optional.empty()
        : Optional.of(buffer.take());
  }
}
