package dev.weir.materials.structure.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The places that are nearer to one point than to its neighbours: a convex polyhedron around the
 * origin with a face for each neighbour that bounds it.
 *
 * <p>A large box is cut by the plane halfway to each neighbour, the nearest first, until the next
 * plane lies beyond every corner. Owned by one thread.
 */
final class VoronoiCell {
  /** Half the edge of the box that is cut, in Å: beyond any cell that is accepted. */
  private static final double BOX = 5_000.0;

  /** Corners this close to a plane lie in it, in Å. */
  private static final double IN_PLANE = 1e-8;

  /** Faces below this area are corners or edges that touch, in Å². */
  private static final double LEAST_AREA = 1e-10;

  /** Stands for a face of the box. */
  private static final int NOBODY = -1;

  /** A convex polygon: corners one after the other, x y z in Å; more room than corners. */
  private static final class Polygon {
    private final int neighbour;
    private final double[] corners;
    private final int count;

    Polygon(int neighbour, double[] corners, int count) {
      this.neighbour = neighbour;
      this.corners = corners;
      this.count = count;
    }
  }

  /**
   * A face of the cell.
   *
   * @param neighbour whose half of the way it stands on
   * @param solidAngle under which the centre sees it, in sr
   * @param area in Å²
   */
  record Face(int neighbour, double solidAngle, double area) {}

  private List<Polygon> faces = box();

  private VoronoiCell() {}

  /**
   * Returns the faces of the cell around the origin, or nothing when the neighbours do not enclose
   * it.
   *
   * @param vectors x y z of each neighbour in Å, the nearest first
   */
  static List<Face> faces(double[] vectors, int count) {
    VoronoiCell cell = new VoronoiCell();
    double furthest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double x = vectors[3 * i];
      double y = vectors[3 * i + 1];
      double z = vectors[3 * i + 2];
      double length = Math.sqrt(x * x + y * y + z * z);
      if (0.5 * length > furthest) {
        break;
      }
      if (cell.cut(x / length, y / length, z / length, 0.5 * length, i)) {
        furthest = cell.furthest();
      }
    }
    return cell.measured();
  }

  private static List<Polygon> box() {
    List<Polygon> box = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      for (int side = -1; side <= 1; side += 2) {
        double[] corners = new double[12];
        for (int i = 0; i < 4; i++) {
          corners[3 * i + axis] = side * BOX;
          corners[3 * i + (axis + 1) % 3] = i == 0 || i == 3 ? -BOX : BOX;
          corners[3 * i + (axis + 2) % 3] = i < 2 ? -BOX : BOX;
        }
        box.add(new Polygon(NOBODY, corners, 4));
      }
    }
    return box;
  }

  private double furthest() {
    double squared = 0.0;
    for (Polygon face : faces) {
      for (int i = 0; i < 3 * face.count; i += 3) {
        double[] c = face.corners;
        squared = Math.max(squared, c[i] * c[i] + c[i + 1] * c[i + 1] + c[i + 2] * c[i + 2]);
      }
    }
    return Math.sqrt(squared);
  }

  /** Keeps what lies on the near side of a plane; false when that is everything. */
  private boolean cut(double x, double y, double z, double distance, int neighbour) {
    if (!reaches(x, y, z, distance)) {
      return false;
    }
    List<Polygon> kept = new ArrayList<>(faces.size() + 1);
    double[] edge = new double[3 * 2 * faces.size() + 24];
    int edges = 0;
    for (Polygon face : faces) {
      double[] c = face.corners;
      double[] near = new double[3 * (face.count + 2)];
      int count = 0;
      for (int i = 0; i < face.count; i++) {
        int a = 3 * i;
        int b = 3 * ((i + 1) % face.count);
        double beyond = c[a] * x + c[a + 1] * y + c[a + 2] * z - distance;
        double next = c[b] * x + c[b + 1] * y + c[b + 2] * z - distance;
        if (beyond <= IN_PLANE) {
          System.arraycopy(c, a, near, 3 * count++, 3);
          if (beyond >= -IN_PLANE) {
            edge = put(edge, edges++, c[a], c[a + 1], c[a + 2]);
          }
        }
        if ((beyond < -IN_PLANE && next > IN_PLANE) || (beyond > IN_PLANE && next < -IN_PLANE)) {
          double share = beyond / (beyond - next);
          double px = c[a] + share * (c[b] - c[a]);
          double py = c[a + 1] + share * (c[b + 1] - c[a + 1]);
          double pz = c[a + 2] + share * (c[b + 2] - c[a + 2]);
          near = put(near, count++, px, py, pz);
          edge = put(edge, edges++, px, py, pz);
        }
      }
      if (count > 2) {
        kept.add(new Polygon(face.neighbour, near, count));
      }
    }
    Polygon fresh = around(edge, edges, new double[] {x, y, z}, neighbour);
    if (fresh.count > 2) {
      kept.add(fresh);
    }
    faces = kept;
    return true;
  }

  private static double[] put(double[] points, int at, double x, double y, double z) {
    double[] wide = 3 * at + 3 > points.length ? Arrays.copyOf(points, 6 * at + 6) : points;
    wide[3 * at] = x;
    wide[3 * at + 1] = y;
    wide[3 * at + 2] = z;
    return wide;
  }

  private boolean reaches(double x, double y, double z, double distance) {
    for (Polygon face : faces) {
      double[] c = face.corners;
      for (int i = 0; i < 3 * face.count; i += 3) {
        if (c[i] * x + c[i + 1] * y + c[i + 2] * z > distance + IN_PLANE) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns points of a plane as a polygon: in the order of their angle, each once. */
  private static Polygon around(double[] points, int count, double[] normal, int neighbour) {
    double[] centre = new double[3];
    for (int i = 0; i < 3 * count; i++) {
      centre[i % 3] += points[i] / count;
    }
    // the axis that lies most in the plane gives the first direction
    int least = Math.abs(normal[0]) < Math.abs(normal[1]) ? 0 : 1;
    least = Math.abs(normal[2]) < Math.abs(normal[least]) ? 2 : least;
    double[] u = new double[3];
    u[least] = 1.0;
    for (int i = 0; i < 3; i++) {
      u[i] -= normal[least] * normal[i];
    }
    double[] v = {
      normal[1] * u[2] - normal[2] * u[1],
      normal[2] * u[0] - normal[0] * u[2],
      normal[0] * u[1] - normal[1] * u[0]
    };
    record Turned(int point, double angle) {}
    Turned[] turned = new Turned[count];
    for (int i = 0; i < count; i++) {
      double along = 0.0;
      double across = 0.0;
      for (int k = 0; k < 3; k++) {
        along += (points[3 * i + k] - centre[k]) * u[k];
        across += (points[3 * i + k] - centre[k]) * v[k];
      }
      turned[i] = new Turned(i, Math.atan2(across, along));
    }
    Arrays.sort(turned, Comparator.comparingDouble(Turned::angle));
    double[] corners = new double[3 * count];
    int kept = 0;
    for (Turned one : turned) {
      int at = 3 * one.point;
      if (kept == 0 || apart(points, at, corners, 3 * (kept - 1))) {
        System.arraycopy(points, at, corners, 3 * kept++, 3);
      }
    }
    if (kept > 1 && !apart(corners, 0, corners, 3 * (kept - 1))) {
      kept--;
    }
    return new Polygon(neighbour, corners, kept);
  }

  private static boolean apart(double[] one, int i, double[] other, int j) {
    double x = one[i] - other[j];
    double y = one[i + 1] - other[j + 1];
    double z = one[i + 2] - other[j + 2];
    return x * x + y * y + z * z > IN_PLANE * IN_PLANE;
  }

  private List<Face> measured() {
    List<Face> measured = new ArrayList<>();
    for (Polygon face : faces) {
      if (face.neighbour == NOBODY) {
        return List.of();
      }
      double angle = 0.0;
      double[] twice = new double[3];
      for (int i = 1; i + 1 < face.count; i++) {
        angle += triangle(face.corners, 3 * i, 3 * i + 3, twice);
      }
      double area =
          0.5 * Math.sqrt(twice[0] * twice[0] + twice[1] * twice[1] + twice[2] * twice[2]);
      if (area > LEAST_AREA) {
        measured.add(new Face(face.neighbour, angle, area));
      }
    }
    return measured;
  }

  /**
   * Returns the solid angle of the triangle of the first corner and two others (van Oosterom and
   * Strackee, IEEE Trans. Biomed. Eng. 30 (1983) 125), and adds twice its directed area.
   */
  private static double triangle(double[] c, int j, int k, double[] twice) {
    double a = Math.sqrt(dot(c, 0, 0));
    double b = Math.sqrt(dot(c, j, j));
    double d = Math.sqrt(dot(c, k, k));
    double triple =
        c[0] * (c[j + 1] * c[k + 2] - c[j + 2] * c[k + 1])
            + c[1] * (c[j + 2] * c[k] - c[j] * c[k + 2])
            + c[2] * (c[j] * c[k + 1] - c[j + 1] * c[k]);
    double below = a * b * d + dot(c, 0, j) * d + dot(c, 0, k) * b + dot(c, j, k) * a;
    double ux = c[j] - c[0];
    double uy = c[j + 1] - c[1];
    double uz = c[j + 2] - c[2];
    double vx = c[k] - c[0];
    double vy = c[k + 1] - c[1];
    double vz = c[k + 2] - c[2];
    twice[0] += uy * vz - uz * vy;
    twice[1] += uz * vx - ux * vz;
    twice[2] += ux * vy - uy * vx;
    return 2.0 * Math.atan2(Math.abs(triple), below);
  }

  private static double dot(double[] c, int i, int j) {
    return c[i] * c[j] + c[i + 1] * c[j + 1] + c[i + 2] * c[j + 2];
  }
}
