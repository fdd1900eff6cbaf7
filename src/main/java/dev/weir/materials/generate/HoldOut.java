package dev.weir.materials.generate;

import dev.weir.materials.formula.Formula;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The split of formulas into ten tenths: the first byte of the SHA-1 of the reduced formula in
 * alphabetical order, modulo ten. It depends on nothing but the formula, so that two files, two
 * machines and two years agree on who is kept apart, and all polymorphs fall on the same side.
 */
public final class HoldOut {
  /** How many parts there are. */
  public static final int TENTHS = 10;

  private HoldOut() {}

  /** Returns the tenth, 0 to 9, in which a formula falls. */
  public static int tenth(Formula formula) {
    return Byte.toUnsignedInt(digest(formula)[0]) % TENTHS;
  }

  /**
   * Returns the half of its tenth in which a formula falls, by the second byte's parity: 0 or 1.
   */
  public static int half(Formula formula) {
    return digest(formula)[1] & 1;
  }

  private static byte[] digest(Formula formula) {
    try {
      return MessageDigest.getInstance("SHA-1")
          .digest(formula.reduced().alphabetical().getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
