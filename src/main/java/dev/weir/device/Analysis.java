package dev.weir.device;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an analyser says about one sample.
 *
 * @param sample the aliquot
 * @param conversions conversion of each monomer by its name, as measured: noise may carry it a
 *     little outside 0..1
 * @param contentHash SHA-256 of the bytes that carried the result, in hex; the same content is
 *     taken once
 * @param acquiredAt when it was taken over
 */
public record Analysis(
    SampleName sample,
    Map<String, MeasuredConversion> conversions,
    String contentHash,
    Instant acquiredAt) {
  /** Copies the map in name order. */
  public Analysis {
    conversions = Collections.unmodifiableSortedMap(new TreeMap<>(conversions));
  }

  /**
   * A measured conversion.
   *
   * @param value from -0.2 to 1.2; beyond that a result is refused as impossible
   * @param standardDeviation of the measurement, zero or more; zero when the analyser does not say
   */
  public record MeasuredConversion(double value, double standardDeviation) {
    /** Rejects impossible values. */
    public MeasuredConversion {
      if (!(value >= -0.2 && value <= 1.2)) {
        throw new IllegalArgumentException(
            "conversion must be from -0.2 to 1.2 mol/mol, was " + value);
      }
      if (!(standardDeviation >= 0.0 && standardDeviation <= 1.0)) {
        throw new IllegalArgumentException(
            "standard deviation of a conversion must be from 0 to 1 mol/mol, was "
                + standardDeviation);
      }
    }
  }
}
