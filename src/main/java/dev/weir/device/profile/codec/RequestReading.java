package dev.weir.device.profile.codec;

import dev.weir.device.profile.language.Call;

/** What a device makes of a frame that reached it. */
public sealed interface RequestReading {
  /**
   * A command of the profile, addressed to this device.
   *
   * @param call the command
   */
  record Understood(Call call) implements RequestReading {}

  /**
   * A frame for another device: to be ignored in silence.
   *
   * @param address the address it carries
   */
  record Foreign(int address) implements RequestReading {}

  /**
   * A sound frame, addressed to this device, that is no command of the profile. On a Modbus device
   * it may still be a legal request: see {@link ProfileCodec#decodeModbusRequest}.
   *
   * @param text what it says
   * @param correlation number by which a reply is matched
   */
  record Unknown(String text, int correlation) implements RequestReading {}

  /**
   * A frame that is broken.
   *
   * @param reason why, in words
   * @param isChecksum whether it is the checksum
   */
  record Broken(String reason, boolean isChecksum) implements RequestReading {}
}
