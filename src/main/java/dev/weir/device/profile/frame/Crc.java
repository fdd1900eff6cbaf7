package dev.weir.device.profile.frame;

/** 16-bit cyclic redundancy checks. Pure. */
public final class Crc {
  private static final int[] MODBUS = new int[256];
  private static final int[] XMODEM = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int low = i;
      int high = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        low = (low & 1) != 0 ? low >>> 1 ^ 0xA001 : low >>> 1;
        high = (high & 0x8000) != 0 ? high << 1 ^ 0x1021 : high << 1;
      }
      MODBUS[i] = low;
      XMODEM[i] = high & 0xFFFF;
    }
  }

  private Crc() {}

  /** CRC of Modbus RTU: reflected polynomial A001, start value FFFF. */
  public static int modbus(byte[] content, int from, int to) {
    int crc = 0xFFFF;
    for (int i = from; i < to; i++) {
      crc = crc >>> 8 ^ MODBUS[(crc ^ content[i]) & 0xFF];
    }
    return crc;
  }

  /** CRC-16/XMODEM: polynomial 1021, start value 0. */
  static int xmodem(byte[] content, int from, int to) {
    return polynomial1021(0, content, from, to);
  }

  /** CRC-16/CCITT-FALSE: polynomial 1021, start value FFFF. */
  static int ccittFalse(byte[] content, int from, int to) {
    return polynomial1021(0xFFFF, content, from, to);
  }

  private static int polynomial1021(int start, byte[] content, int from, int to) {
    int crc = start;
    for (int i = from; i < to; i++) {
      crc = (crc << 8 & 0xFFFF) ^ XMODEM[(crc >>> 8 ^ content[i]) & 0xFF];
    }
    return crc;
  }
}
