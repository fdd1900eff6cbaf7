package dev.weir.materials.structure.substitution;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.Arrays;

/**
 * Where the formulas of a library lie in the space of their descriptors, every descriptor
 * standardised over the library, and how far another formula lies from them. Immutable.
 */
public final class DescriptorSpace {
  private final Descriptors descriptors;
  private final double[] mean;
  private final double[] spread;
  private final float[][] rows;

  /** Places the formulas of a library. */
  public DescriptorSpace(Descriptors descriptors, TemplateLibrary library) {
    this.descriptors = descriptors;
    int size = descriptors.size();
    int count = library.entries().size();
    double[][] raw = new double[count][];
    this.mean = new double[size];
    this.spread = new double[size];
    for (int i = 0; i < count; i++) {
      raw[i] = descriptors.of(library.entries().get(i).formula());
      for (int j = 0; j < size; j++) {
        mean[j] += raw[i][j] / count;
      }
    }
    for (double[] row : raw) {
      for (int j = 0; j < size; j++) {
        spread[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / count;
      }
    }
    Arrays.setAll(spread, j -> spread[j] > 0.0 ? Math.sqrt(spread[j]) : 1.0);
    this.rows = Arrays.stream(raw).map(this::standardised).toArray(float[][]::new);
  }

  /** Returns the standardised descriptors of every formula of the library. */
  public float[][] places() {
    float[][] places = new float[rows.length][];
    Arrays.setAll(places, i -> rows[i].clone());
    return places;
  }

  /** Returns the standardised descriptors of a formula. */
  public float[] place(Formula formula) {
    return standardised(descriptors.of(formula));
  }

  private float[] standardised(double[] raw) {
    float[] row = new float[raw.length];
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) ((raw[j] - mean[j]) / spread[j]);
    }
    return row;
  }

  /** Returns the mean absolute difference to the library's structure at a place. */
  public double distance(float[] place, int entry) {
    float[] row = rows[entry];
    float sum = 0.0f;
    for (int j = 0; j < row.length; j++) {
      sum += Math.abs(row[j] - place[j]);
    }
    return sum / row.length;
  }
}
