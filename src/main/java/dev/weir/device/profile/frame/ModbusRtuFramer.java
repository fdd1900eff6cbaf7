package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.Optional;

/**
 * Cuts Modbus RTU frames by the length that follows from the function code; a frame of an unknown
 * function ends by silence.
 */
final class ModbusRtuFramer implements Framer {
  private static final int LONGEST = 256;
  private static final int UNKNOWN = -1;

  private final boolean requests;
  private final FrameBuffer buffer = new FrameBuffer(LONGEST);

  ModbusRtuFramer(boolean requests) {
    this.requests = requests;
  }

  @Override
  public void reset() {
    buffer.clear();
  }

  @Override
  public Optional<Bytes> accept(byte next) {
    buffer.add(next);
    return buffer.length() == expected() ? Optional.of(buffer.take()) : Optional.empty();
  }

  /** Length of the whole frame as far as it can be told by now. */
  private int expected() {
    if (buffer.length() < 2) {
      return UNKNOWN;
    }
    int function = buffer.at(1);
    if (requests) {
      return switch (function) {
        case 1, 2, 3, 4, 5, 6 -> 8;
        case 15, 16 -> buffer.length() < 7 ? UNKNOWN : 9 + buffer.at(6);
        default -> UNKNOWN;
      };
    }
    return switch (function) {
      case 1, 2, 3, 4 -> buffer.length() < 3 ? UNKNOWN : 5 + buffer.at(2);
      case 5, 6, 15, 16 -> 8;
      default -> function >= 0x80 ? 5 : UNKNOWN;
    };
  }

  @Override
  public boolean isOverfull() {
    return buffer.isOverfull();
  }

  @Override
  public Optional<Bytes> atSilence() {
    return buffer.length() == 0 ? Optional.empty() : Optional.of(buffer.take());
  }
}
