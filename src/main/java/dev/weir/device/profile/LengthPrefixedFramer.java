package dev.weir.device.profile;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.Optional;

/** Cuts by the length byte behind the start byte, since the message may hold any byte. */
final class LengthPrefixedFramer implements Framer {
  /** Length byte, two bytes of checksum, end byte. */
  private static final int SHORTEST = 4;

  private final FrameForm.LengthPrefixed form;
  private final FrameBuffer buffer;

  LengthPrefixedFramer(FrameForm.LengthPrefixed form) {
    this.form = form;
    this.buffer = new FrameBuffer(form.maxLength());
  }

  @Override
  public void reset() {
    buffer.clear();
  }

  @Override
  public Optional<Bytes> accept(byte next) {
    int value = next & 0xFF;
    if (buffer.length() == 0 && value != form.start()) {
      buffer.pass();
      return Optional.empty();
    }
    buffer.add(next);
    if (buffer.length() == 2 && (value < SHORTEST || value >= form.maxLength())) {
      buffer.restart();
      if (value == form.start()) {
        buffer.add(next);
      }
      return Optional.empty();
    }
    if (buffer.length() > 2 && buffer.length() == buffer.at(1) + 1) {
      return Optional.of(buffer.take());
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
