package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.Optional;

/**
 * Cuts Modbus TCP frames by the length in their header; a header that cannot be one makes the
 * framer overfull.
 */
final class ModbusTcpFramer implements Framer {
  private static final int LONGEST = 260;
  private static final int HEADER_TO_LENGTH = 6;

  private final FrameBuffer buffer = new FrameBuffer(LONGEST);
  private boolean broken;

  @Override
  public void reset() {
    buffer.clear();
    broken = false;
  }

  @Override
  public Optional<Bytes> accept(byte next) {
    buffer.add(next);
    if (buffer.length() < HEADER_TO_LENGTH) {
      return Optional.empty();
    }
    int length = buffer.at(4) << 8 | buffer.at(5);
    if (buffer.at(2) != 0
        || buffer.at(3) != 0
        || length < 2
        || length > LONGEST - HEADER_TO_LENGTH) {
      broken = true;
      return Optional.empty();
    }
    return buffer.length() == HEADER_TO_LENGTH + length
        ? Optional.of(buffer.take())
        : Optional.empty();
  }

  @Override
  public boolean isOverfull() {
    return broken || buffer.isOverfull();
  }

  @Override
  public Optional<Bytes> atSilence() {
    return Optional.empty();
  }
}
