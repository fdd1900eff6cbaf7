package dev.weir.simulator.wire;

import dev.weir.device.line.Bytes;
import dev.weir.simulator.plant.NoiseSource;

/** Damage to what one device sends. Owned by the thread that steps the bench. */
public final class Garbling {
  private double share;

  /** Sets the share of messages that are damaged, 0 to 1. */
  public void share(double wanted) {
    share = wanted;
  }

  /** Returns the bytes, or the bytes with one of them changed. */
  Bytes pass(Bytes bytes, NoiseSource noise) {
    if (share <= 0.0 || bytes.length() == 0 || noise.uniform() >= share) {
      return bytes;
    }
    byte[] damaged = bytes.toArray();
    int at = noise.below(damaged.length);
    damaged[at] ^= (byte) (1 + noise.below(255));
    return Bytes.of(damaged);
  }
}
