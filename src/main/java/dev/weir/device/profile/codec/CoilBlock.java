package dev.weir.device.profile.codec;

import dev.weir.device.line.Bytes;

/**
 * Coils and discrete inputs as a block of registers that are 1 or 0, so that their fields are those
 * of registers. Pure.
 */
final class CoilBlock {
  private CoilBlock() {}

  /** Returns eight bits a byte, the first in the lowest bit. */
  static Bytes packed(Bytes block) {
    int count = block.length() / 2;
    byte[] packed = new byte[(count + 7) / 8];
    for (int i = 0; i < count; i++) {
      if (isOn(block, i)) {
        packed[i / 8] |= (byte) (1 << (i % 8));
      }
    }
    return Bytes.of(packed);
  }

  /** Returns two bytes a bit. */
  static Bytes unpacked(Bytes packed, int count) {
    byte[] block = new byte[2 * count];
    for (int i = 0; i < count && i / 8 < packed.length(); i++) {
      block[2 * i + 1] = (byte) (packed.at(i / 8) >> (i % 8) & 1);
    }
    return Bytes.of(block);
  }

  static boolean isOn(Bytes block, int index) {
    return block.at(2 * index) != 0 || block.at(2 * index + 1) != 0;
  }
}
