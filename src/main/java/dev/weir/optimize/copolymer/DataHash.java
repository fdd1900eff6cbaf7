package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names the runs that something was learnt from by a hash of their numbers. Pure. */
final class DataHash {
  private DataHash() {}

  /** Returns the SHA-256, in hex, of run numbers, achieved conditions and measured conversions. */
  static String of(List<Observation> observations) {
    StringBuilder text = new StringBuilder();
    for (Observation one : observations) {
      Conditions achieved = one.achieved();
      text.append(one.run())
          .append(' ')
          .append(achieved.feedComposition().value())
          .append(' ')
          .append(achieved.residenceTime().seconds())
          .append(' ')
          .append(achieved.temperature().celsius())
          .append(' ')
          .append(achieved.totalMonomer().molesPerLitre())
          .append(' ')
          .append(achieved.initiator().molesPerLitre())
          .append(' ')
          .append(one.outcome().conversion1().value())
          .append(' ')
          .append(one.outcome().conversion2().value())
          .append('\n');
    }
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
