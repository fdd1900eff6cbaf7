package dev.weir.device.profile;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.Optional;

/** Cuts between a start and an end byte; what comes before a start byte is dropped. */
final class EnclosedFramer implements Framer {
  private final int start;
  private final int end;
  private final FrameBuffer buffer;

  EnclosedFramer(FrameForm.Enclosed form) {
    this.start = form.start();
    this.end = form.end();
    this.buffer = new FrameBuffer(form.maxLength());
  }

  @Override
  public void reset() {
    buffer.clear();
  }

  @Override
  public Optional<Bytes> accept(byte next) {
    int value = next & 0xFF;
    if (value == start) {
      buffer.restart();
      buffer.add(next);
      return Optional.empty();
    }
    if (buffer.length() == 0) {
      buffer.pass();
      return Optional.empty();
    }
    buffer.add(next);
    return value == end ? Optional.of(buffer.take()) : Optional.empty();
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
