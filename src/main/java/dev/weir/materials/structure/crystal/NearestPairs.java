package dev.weir.materials.structure.crystal;

import java.util.Arrays;

/**
 * The least distance between the atoms of each two elements of a structure, images included.
 * Immutable.
 */
public final class NearestPairs {
  private final int[] elements;
  private final double[] distances;

  private NearestPairs(int[] elements, double[] distances) {
    this.elements = elements;
    this.distances = distances;
  }

  /** Measures a structure. */
  public static NearestPairs of(CrystalStructure structure) {
    CrystalStructure reduced = structure.reduced();
    PeriodicVectors vectors = new PeriodicVectors(reduced.lattice());
    int[] species = reduced.species();
    int[] elements = Arrays.stream(species).sorted().distinct().toArray();
    int count = elements.length;
    double[] squared = new double[count * count];
    Arrays.fill(squared, Double.POSITIVE_INFINITY);
    // an atom and its own nearest image are one edge of the reduced cell apart
    double edge = reduced.lattice().length(0);
    for (int i = 0; i < count; i++) {
      squared[i * count + i] = edge * edge;
    }
    double[] places = reduced.places();
    double[] vector = new double[3];
    for (int i = 0; i < species.length; i++) {
      int mine = Arrays.binarySearch(elements, species[i]);
      for (int j = 0; j < i; j++) {
        int at = mine * count + Arrays.binarySearch(elements, species[j]);
        squared[at] =
            Math.min(
                squared[at],
                vectors.shortest(
                    places[3 * i] - places[3 * j],
                    places[3 * i + 1] - places[3 * j + 1],
                    places[3 * i + 2] - places[3 * j + 2],
                    vector));
      }
    }
    double[] distances = new double[count * count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        distances[i * count + j] =
            Math.sqrt(Math.min(squared[i * count + j], squared[j * count + i]));
      }
    }
    return new NearestPairs(elements, distances);
  }

  /** Returns how many elements there are. */
  public int size() {
    return elements.length;
  }

  /** Returns the atomic number of an element. */
  public int element(int at) {
    return elements[at];
  }

  /** Returns the least distance between two elements' atoms, in Å. */
  public double distance(int one, int other) {
    return distances[one * elements.length + other];
  }
}
