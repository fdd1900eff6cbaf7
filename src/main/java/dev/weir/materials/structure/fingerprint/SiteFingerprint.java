package dev.weir.materials.structure.fingerprint;

import java.util.ArrayList;
import java.util.List;

/**
 * The surroundings of a site as {@value #SIZE} numbers: for each number of neighbours from 1 to
 * {@value #MOST_NEIGHBOURS} its probability, followed by that probability times each order
 * parameter that tells the shapes of that number apart. Pure.
 *
 * <p>Zimmermann and Jain, RSC Adv. 10 (2020) 6063; the order and the constants are those of
 * matminer's CrystalNNFingerprint, preset "ops".
 */
final class SiteFingerprint {
  /** How many numbers there are. */
  static final int SIZE = 61;

  static final int MOST_NEIGHBOURS = 24;

  private static final double SOUTH = 2.356194490192345;
  private static final double TETRAHEDRON = 0.6081734479693927;
  private static final double ANY = Math.PI;

  private static final List<List<OrderParameter>> SHAPES = shapes();

  private SiteFingerprint() {}

  private static List<List<OrderParameter>> shapes() {
    List<List<OrderParameter>> shapes = new ArrayList<>();
    shapes.add(List.of(new OrderParameter.Single()));
    shapes.add(
        List.of(
            new OrderParameter.Bent(0.5, 15.15), // L
            new OrderParameter.Bent(0.5802777777777778, 13.95), // water
            new OrderParameter.Bent(0.666666666667, 13.25), // 120°
            new OrderParameter.Bent(0.833333333333333, 12.45), // 150°
            new OrderParameter.Bent(1.0, 8.667))); // linear
    shapes.add(
        List.of(
            new OrderParameter.Even(0.66666666667, 17.5, 2), // trigonal planar
            new OrderParameter.Even(TETRAHEDRON, 18.33, 3), // trigonal, not planar
            new OrderParameter.Even(0.5, 15.5, 2))); // T
    shapes.add(
        List.of(
            poles(13.5, 17.7, 2), // square
            new OrderParameter.Even(TETRAHEDRON, 18.5, 3), // tetrahedron
            new OrderParameter.Poles(SOUTH, 11.5, 0.0, 27.0, 4, 0.75 * Math.PI), // see-saw, right
            poles(12.75, 15.75, 3), // see-saw
            new OrderParameter.Even(0.5, 15.5, 3))); // trigonal pyramid
    shapes.add(
        List.of(
            new OrderParameter.Pentagon(0.6, 19.333),
            new OrderParameter.Even(0.5, 14.9, 4), // square pyramid
            poles(12.0, 16.6, 3))); // trigonal bipyramid
    shapes.add(
        List.of(
            new OrderParameter.Poles(2.6179938779914944, 7.5, 0.16666667, 25.0, 2, ANY), // hexagon
            poles(15.0, 18.0, 4), // octahedron
            new OrderParameter.Even(0.5, 13.8, 5))); // pentagonal pyramid
    shapes.add(
        List.of(
            new OrderParameter.Even(0.5, 12.5, 6), // hexagonal pyramid
            poles(12.5, 14.75, 5))); // pentagonal bipyramid
    shapes.add(List.of(new OrderParameter.Cube(), poles(14.1, 13.6, 6))); // hexagonal bipyramid
    List<OrderParameter> steinhardt =
        List.of(
            new OrderParameter.Steinhardt(2),
            new OrderParameter.Steinhardt(4),
            new OrderParameter.Steinhardt(6));
    shapes.add(steinhardt);
    shapes.add(steinhardt);
    shapes.add(steinhardt);
    List<OrderParameter> twelve = new ArrayList<>();
    twelve.add(new OrderParameter.Cuboctahedron());
    twelve.addAll(steinhardt);
    shapes.add(List.copyOf(twelve));
    return List.copyOf(shapes);
  }

  private static OrderParameter poles(double southSharpness, double sharpness, int fold) {
    return new OrderParameter.Poles(SOUTH, southSharpness, 0.0, sharpness, fold, ANY);
  }

  /** Writes the fingerprint of a coordination to a place in an array. */
  static void write(Coordination coordination, double[] numbers, int start) {
    double[] probability = new double[MOST_NEIGHBOURS + 1];
    for (int i = 0; i < coordination.size(); i++) {
      if (coordination.number(i) <= MOST_NEIGHBOURS) {
        probability[coordination.number(i)] = coordination.probability(i);
      }
    }
    int at = start;
    for (int number = 1; number <= MOST_NEIGHBOURS; number++) {
      numbers[at++] = probability[number];
      if (number <= SHAPES.size()) {
        List<OrderParameter> shapes = SHAPES.get(number - 1);
        if (probability[number] > 0.0) {
          BondDirections bonds = coordination.bonds(number);
          for (OrderParameter shape : shapes) {
            numbers[at++] = probability[number] * shape.value(bonds);
          }
        } else {
          at += shapes.size();
        }
      }
    }
  }
}
