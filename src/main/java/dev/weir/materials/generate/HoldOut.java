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
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(formula.reduced().alphabetical().getBytes(StandardCharsets.US_ASCII));
      return Byte.toUnsignedInt(digest[0]) % TENTHS;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
