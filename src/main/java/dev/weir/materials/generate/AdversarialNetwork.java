package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The trained generator of the conditional adversarial networks of the reference (Sawada, Morikawa
 * and Fujii, arXiv:1910.11499): ten random numbers and the scaled formation energy become atomic
 * fractions. Plain Java. Immutable.
 */
public final class AdversarialNetwork {
  /** Random numbers that the generator takes, uniform from -1 to 1. */
  static final int NOISE = 10;

  /** Fractions below this are taken for absence. */
  private static final float SMALLEST_FRACTION = 0.03f;

  private static final int HUNDREDTHS = 100;
  private static final int MAGIC = 0x57474131; // "WGA1"

  private final AdversarialScaling scaling;
  private final DenseNetwork network;
  private final long steps;

  AdversarialNetwork(AdversarialScaling scaling, DenseNetwork network, long steps) {
    this.scaling = scaling;
    this.network = network;
    this.steps = steps;
  }

  /** Returns how many steps the generator was trained for. */
  public long steps() {
    return steps;
  }

  /**
   * Draws one formula as published: fractions below {@value #SMALLEST_FRACTION} are dropped, the
   * others brought to a sum of 1 and rounded to two decimals, so that the formula counts hundredths
   * of atoms. Empty when no element is left.
   *
   * @param energy asked for, in eV/atom
   */
  Optional<Formula> draw(double energy, RandomGenerator random) {
    float[] input = new float[NOISE + 1];
    for (int i = 0; i < NOISE; i++) {
      input[i] = (float) random.nextDouble(-1.0, 1.0);
    }
    input[NOISE] = scaling.scaledEnergy(energy);
    float[] output = network.evaluate(input);
    double sum = 0.0;
    float[] fractions = new float[scaling.elements().size()];
    for (int i = 0; i < fractions.length; i++) {
      float scaled = (float) (1.0 / (1.0 + Math.exp(-output[i])));
      float fraction = scaling.fraction(i, scaled);
      fractions[i] = fraction < SMALLEST_FRACTION ? 0.0f : fraction;
      sum += fractions[i];
    }
    Map<Element, Integer> counts = new TreeMap<>();
    for (int i = 0; i < fractions.length; i++) {
      int hundredths = (int) Math.round(HUNDREDTHS * fractions[i] / sum);
      if (fractions[i] > 0.0f && hundredths > 0) {
        counts.put(scaling.elements().get(i), hundredths);
      }
    }
    return counts.isEmpty() ? Optional.empty() : Optional.of(Formula.of(counts).reduced());
  }

  /** Writes the network beside the file and renames it into place. */
  public void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
      out.writeInt(MAGIC);
      scaling.write(out);
      network.write(out);
      out.writeLong(steps);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a network.
   *
   * @throws IOException when the file cannot be read or is none
   */
  public static AdversarialNetwork read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is no adversarial generator");
      }
      return new AdversarialNetwork(
          AdversarialScaling.read(in), DenseNetwork.read(in), in.readLong());
    }
  }
}
