package dev.weir.device.profile.codec;

import dev.weir.device.FaultClass;
import dev.weir.device.profile.language.ErrorRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the exception codes of Modbus mean: Modbus Application Protocol V1.1b3, 7. */
public final class ModbusExceptions {
  private static final int LAST = 6;

  private ModbusExceptions() {}

  /** Returns the exceptions 1 to 6 as the error replies of a device, the code in decimal. */
  public static List<ErrorRule> all() {
    return IntStream.rangeClosed(1, LAST)
        .mapToObj(
            code ->
                new ErrorRule(
                    Integer.toString(code), false, kind(code), Optional.empty(), Optional.empty()))
        .toList();
  }

  /** Returns the class of trouble of a code. */
  static FaultClass kind(int code) {
    return switch (code) {
      case 1, 2 -> FaultClass.PROTOCOL;
      case 3 -> FaultClass.REFUSED_RANGE;
      case 4 -> FaultClass.HARDWARE_LATCHED;
      case 5, 6 -> FaultClass.BUSY;
      default -> FaultClass.UNKNOWN;
    };
  }
}
