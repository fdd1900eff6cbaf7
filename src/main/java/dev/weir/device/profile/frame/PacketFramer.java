package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.Optional;

/** Cuts by length, since the message may hold any byte. Owned by one line thread. */
final class PacketFramer implements Framer {
  private final FrameForm.Packet form;
  private final FrameBuffer buffer;

  PacketFramer(FrameForm.Packet form) {
    this.form = form;
    this.buffer = new FrameBuffer(form.maxLength());
  }

  @Override
  public void reset() {
    buffer.clear();
  }

  @Override
  public Optional<Bytes> accept(byte next) {
    int at = buffer.length();
    if (at < form.start().length() && (next & 0xFF) != form.start().at(at)) {
      buffer.restart();
      buffer.pass();
      if (at > 0 && (next & 0xFF) == form.start().at(0)) {
        buffer.add(next);
      }
      return Optional.empty();
    }
    buffer.add(next);
    int whole = PacketLength.ofFrame(form, buffer);
    if (whole == PacketLength.IMPOSSIBLE) {
      buffer.restart();
      return Optional.empty();
    }
    return whole == buffer.length() ? Optional.of(buffer.take()) : Optional.empty();
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
