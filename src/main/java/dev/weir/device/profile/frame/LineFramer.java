package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cuts at terminators. Empty lines are passed over unless they are messages. */
final class LineFramer implements Framer {
  private final List<Bytes> terminators;
  private final boolean emptyIsMessage;
  private final Set<Integer> strip;
  private final FrameBuffer buffer;

  LineFramer(FrameForm.Line form) {
    this.terminators = form.terminators();
    this.emptyIsMessage = form.emptyIsMessage();
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
        if (emptyIsMessage || buffer.length() > terminator.length()) {
          return Optional.of(buffer.take());
        }
        buffer.clear();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean isAtRest() {
    return buffer.length() == 0;
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
