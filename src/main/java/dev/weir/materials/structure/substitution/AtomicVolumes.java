package dev.weir.materials.structure.substitution;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.Arrays;

/**
 * The room that an atom of each element takes, in Å³, fitted to a library by ridge regression on
 * relative errors. Immutable.
 */
public final class AtomicVolumes {
  private static final int WIDTH = Element.LAST + 1;

  /** The volume towards which elements without evidence are drawn, in Å³ (a typical atom). */
  private static final double TYPICAL = 18.0;

  /** Weight of that pull, in structures that consist of the element alone. */
  private static final double PULL = 0.1;

  /** No atom takes less room, in Å³. */
  private static final double SMALLEST = 2.0;

  private final double[] volumes;

  private AtomicVolumes(double[] volumes) {
    this.volumes = volumes;
  }

  /** Returns the volumes that fit a library best. */
  public static AtomicVolumes of(TemplateLibrary library) {
    double[][] normal = new double[WIDTH][WIDTH];
    double[] right = new double[WIDTH];
    for (StructureEntry entry : library.entries()) {
      double volume = entry.volumePerFormula() / TYPICAL;
      for (Formula.Term one : entry.formula().terms()) {
        int row = one.element().atomicNumber();
        double share = one.count() / volume;
        right[row] += share;
        for (Formula.Term other : entry.formula().terms()) {
          normal[row][other.element().atomicNumber()] += share * other.count() / volume;
        }
      }
    }
    for (int i = 0; i < WIDTH; i++) {
      normal[i][i] += PULL;
      right[i] += PULL;
    }
    double[] solved = solve(normal, right);
    return new AtomicVolumes(
        Arrays.stream(solved).map(v -> Math.max(SMALLEST, v * TYPICAL)).toArray());
  }

  /** Solves a symmetric positive definite system by Gaussian elimination without pivoting. */
  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        double factor = matrix[i][k] / matrix[k][k];
        if (factor != 0.0) {
          for (int j = k; j < n; j++) {
            matrix[i][j] -= factor * matrix[k][j];
          }
          right[i] -= factor * right[k];
        }
      }
    }
    double[] solution = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = right[i];
      for (int j = i + 1; j < n; j++) {
        sum -= matrix[i][j] * solution[j];
      }
      solution[i] = sum / matrix[i][i];
    }
    return solution;
  }

  /** Returns the volume of an atom, in Å³. */
  public double of(Element element) {
    return volumes[element.atomicNumber()];
  }

  /** Returns the mean volume of a formula's atoms, in Å³. */
  public double perAtom(Formula formula) {
    return of(formula) / formula.atoms();
  }

  /** Returns the summed volumes of a formula's atoms, in Å³. */
  public double of(Formula formula) {
    return formula.terms().stream().mapToDouble(term -> term.count() * of(term.element())).sum();
  }
}
