package dev.weir.device.profile.language;

/**
 * One command with its fields, on its way to one device.
 *
 * @param command name of the command in its profile
 * @param fields the fields of the request
 * @param correlation number by which the reply is matched, from 0 to 65535, where the framing
 *     carries one (Modbus TCP); else 0
 */
public record Call(String command, Fields fields, int correlation) {
  /** Rejects correlation numbers that no framing carries. */
  public Call {
    if (correlation < 0 || correlation > 0xFFFF) {
      throw new IllegalArgumentException("correlation must be from 0 to 65535, was " + correlation);
    }
  }

  /** Returns a call without fields. */
  public static Call of(String command) {
    return new Call(command, Fields.NONE, 0);
  }

  /** Returns a call with fields. */
  public static Call of(String command, Fields fields) {
    return new Call(command, fields, 0);
  }
}
