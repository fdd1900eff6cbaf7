package dev.weir.materials.structure.fingerprint;

import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;

/**
 * The local structure of a crystal as {@value #SIZE} numbers: of each number of the {@link
 * SiteFingerprint} the mean, the standard deviation, the least and the greatest over the sites of
 * the cell. It knows neither elements nor distances, only shapes. Immutable.
 *
 * <p>Two structures are taken for the same kind below a Euclidean distance of 0.3 (Kusaba, Liu and
 * Yoshida, Comput. Mater. Sci. 211 (2022) 111496); predictions count as right within 0.2.
 */
public final class StructureFingerprint {
  /** How many numbers there are. */
  public static final int SIZE = 4 * SiteFingerprint.SIZE;

  /** Structures nearer than this are of one kind. */
  public static final double SIMILAR = 0.3;

  /** A prediction within this distance of the truth is right. */
  public static final double RIGHT = 0.2;

  private final float[] numbers;

  StructureFingerprint(float[] numbers) {
    this.numbers = numbers;
  }

  /**
   * Returns the fingerprint of a structure.
   *
   * @throws CrystalException when a site has no neighbours around it
   */
  public static StructureFingerprint of(CrystalStructure structure) {
    double[] sites = sites(structure);
    int count = structure.sites().size();
    float[] numbers = new float[SIZE];
    for (int i = 0; i < SiteFingerprint.SIZE; i++) {
      double sum = 0.0;
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int s = 0; s < count; s++) {
        double number = sites[s * SiteFingerprint.SIZE + i];
        sum += number;
        least = Math.min(least, number);
        most = Math.max(most, number);
      }
      double mean = sum / count;
      double squares = 0.0;
      for (int s = 0; s < count; s++) {
        double off = sites[s * SiteFingerprint.SIZE + i] - mean;
        squares += off * off;
      }
      numbers[4 * i] = (float) mean;
      numbers[4 * i + 1] = (float) Math.sqrt(squares / count);
      numbers[4 * i + 2] = (float) least;
      numbers[4 * i + 3] = (float) most;
    }
    return new StructureFingerprint(numbers);
  }

  /** Returns the fingerprints of all sites, {@value SiteFingerprint#SIZE} numbers each. */
  public static double[] sites(CrystalStructure structure) {
    CrystalStructure reduced = structure.reduced();
    Coordination.Surroundings surroundings = new Coordination.Surroundings(reduced);
    int count = reduced.sites().size();
    double[] sites = new double[SiteFingerprint.SIZE * count];
    for (int i = 0; i < count; i++) {
      SiteFingerprint.write(surroundings.coordination(i), sites, i * SiteFingerprint.SIZE);
    }
    return sites;
  }

  /** Returns the numbers. */
  public float[] numbers() {
    return numbers.clone();
  }

  /** Returns the Euclidean distance to another fingerprint. */
  public double distance(StructureFingerprint other) {
    double squares = 0.0;
    for (int i = 0; i < SIZE; i++) {
      double apart = numbers[i] - other.numbers[i];
      squares += apart * apart;
    }
    return Math.sqrt(squares);
  }
}
