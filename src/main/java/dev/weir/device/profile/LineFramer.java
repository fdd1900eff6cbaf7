package dev.weir.device.profile;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cuts at terminators. Empty lines, such as the second half of another device's two-byte terminator, are passed over. */
final class LineFramer implements Framer {
  private final List<Bytes> terminators;
  private final Set<Integer> strip;
  private final FrameBuffer buffer;

  LineFramer(FrameForm.Line form) {
    this.terminators = form.terminators();
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
      return Optional.empty();
    }
    buffer.add(next);
    for (Bytes terminator : terminators) {
      if (buffer.endsWith(terminator)) {
        if (buffer.length() > terminator.length()) {
          return Optional.of(buffer.take());
        }
        buffer.clear();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean isOverfull() {
    return buffer.isOverfull();
  }

  @Override
  public Optional<Bytes> atSilence() {
    return Optional.empty();
  }
}
