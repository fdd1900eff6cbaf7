package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.Optional;

/** Cuts between a start and an end byte; what comes before a start byte is dropped. */
final class EnclosedFramer implements Framer {
  private final FrameForm.Enclosed form;
  private final FrameBuffer buffer;
  private int missingBehindEnd;

  EnclosedFramer(FrameForm.Enclosed form) {
    this.form = form;
    this.buffer = new FrameBuffer(form.maxLength());
  }

  @Override
  public void reset() {
    buffer.clear();
    missingBehindEnd = 0;
  }

  @Override
  public Optional<Bytes> accept(byte next) {
    int value = next & 0xFF;
    if (missingBehindEnd > 0) {
      buffer.add(next);
      missingBehindEnd--;
      return missingBehindEnd == 0 ? Optional.of(buffer.take()) : Optional.empty();
    }
    if (value == form.start()) {
      buffer.restart();
      buffer.add(next);
      return Optional.empty();
    }
    if (buffer.length() == 0) {
      buffer.pass();
      return form.alone().contains(value) ? Optional.of(Bytes.of(next)) : Optional.empty();
    }
    buffer.add(next);
    if (value != form.end()) {
      return Optional.empty();
    }
    missingBehindEnd = form.tail();
    return missingBehindEnd == 0 ? Optional.of(buffer.take()) : Optional.empty();
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
