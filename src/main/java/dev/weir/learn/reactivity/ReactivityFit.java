package dev.weir.learn.reactivity;

import dev.weir.chemistry.Conversion;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.MayoLewis;
import dev.weir.chemistry.ReactivityRatios;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Reactivity ratios of the terminal model by non-linear least squares with errors in both
 * variables, and their joint confidence region. Pure; any thread.
 *
 * <p>For each measured pair the true feed composition is unknown too; S(r1, r2) is the sum over the
 * pairs of the least (f - f_m)²/s_f² + (F(f; r1, r2) - F_m)²/s_F² over f. S is minimised over the
 * logarithms of the ratios by Levenberg and Marquardt. Points at finite conversion use the
 * integrated equation (Skeist). The joint 95 % region is S &lt;= S_min (1 + 2/(n-2) F(0.95; 2,
 * n-2)), traced on S itself and not on its quadratic approximation, as its shape matters; only the
 * ratio of the two standard deviations counts then, their size is estimated from the residuals. The
 * intervals of single ratios are those of Student's t on the logarithms.
 *
 * <p>The error-in-variables model is that of Patino-Leal, Reilly and O'Driscoll (1980; assumed).
 */
public final class ReactivityFit {
  private static final double CONFIDENCE = 0.95;
  private static final int PARAMETERS = 2;
  private static final int MOST_ITERATIONS = 200;
  private static final int INNER_ITERATIONS = 12;
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-9;
  private static final int RAYS = 72;
  private static final int BISECTIONS = 40;

  /** A ray that is still inside the region at this many standard errors is called open. */
  private static final double FARTHEST = 64.0;

  /** Feed compositions stay this far from 0 and 1, in mol/mol. */
  private static final double EDGE = 1e-6;

  private final List<CompositionPoint> points;
  private final Errors errors;

  private ReactivityFit(List<CompositionPoint> points, Errors errors) {
    this.points = points;
    this.errors = errors;
  }

  /**
   * Standard deviations of the measurements; only their ratio changes the fit.
   *
   * @param feed of the feed composition, above 0, in mol/mol
   * @param copolymer of the copolymer composition, above 0, in mol/mol
   */
  public record Errors(double feed, double copolymer) {
    /** Rejects deviations that are not above 0. */
    public Errors {
      if (!(feed > 0.0 && copolymer > 0.0)) {
        throw new IllegalArgumentException(
            "standard deviations must be > 0 mol/mol, were %s and %s".formatted(feed, copolymer));
      }
    }
  }

  /** An interval of a ratio, dimensionless. */
  public record Interval(double low, double high) {
    /** Tells whether it holds a value. */
    public boolean holds(double value) {
      return value >= low && value <= high;
    }
  }

  /**
   * What was found.
   *
   * @param ratios the estimate
   * @param interval1 95 % interval of r1 alone
   * @param interval2 95 % interval of r2 alone
   * @param correlation of the errors of the two logarithms
   * @param sumOfSquares S at the estimate, in units of the given deviations
   * @param freedom number of points less two
   * @param copolymerDeviation standard deviation of F1 that the residuals speak for, in mol/mol
   * @param region the edge of the joint 95 % region, in order round the estimate
   * @param open whether the region has no end in some direction: the data do not bound a ratio
   */
  public record Fitted(
      ReactivityRatios ratios,
      Interval interval1,
      Interval interval2,
      double correlation,
      double sumOfSquares,
      int freedom,
      double copolymerDeviation,
      List<ReactivityRatios> region,
      boolean open) {
    /** Copies the region. */
    public Fitted {
      region = List.copyOf(region);
    }
  }

  /**
   * Estimates the ratios.
   *
   * @param points at least three, at not less than two feed compositions
   * @throws ArithmeticException when the search does not converge
   */
  public static Fitted fit(List<CompositionPoint> points, Errors errors) {
    if (points.size() <= PARAMETERS
        || points.stream().mapToDouble(CompositionPoint::feed).distinct().count() < PARAMETERS) {
      throw new IllegalArgumentException(
          "a fit of two ratios needs at least 3 points at 2 feed compositions, got "
              + points.size()
              + " points");
    }
    return new ReactivityFit(List.copyOf(points), errors).search();
  }

  private Fitted search() {
    double[] logs = {0.0, 0.0};
    double[] residuals = residuals(logs);
    double squares = dot(residuals, residuals);
    double damping = 1e-3;
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double[][] jacobian = jacobian(logs);
      double[] normal = normal(jacobian);
      double g1 = dot(jacobian[0], residuals);
      double g2 = dot(jacobian[1], residuals);
      double a = normal[0] * (1.0 + damping);
      double d = normal[2] * (1.0 + damping);
      double determinant = a * d - normal[1] * normal[1];
      double[] step = {
        -(d * g1 - normal[1] * g2) / determinant, -(a * g2 - normal[1] * g1) / determinant
      };
      double[] next = {logs[0] + bounded(step[0]), logs[1] + bounded(step[1])};
      double[] nextResiduals = residuals(next);
      double nextSquares = dot(nextResiduals, nextResiduals);
      boolean small = Math.max(Math.abs(step[0]), Math.abs(step[1])) < TOLERANCE;
      if (nextSquares <= squares) {
        boolean settled = small || squares - nextSquares <= 1e-14 * squares;
        logs = next;
        residuals = nextResiduals;
        squares = nextSquares;
        damping = Math.max(1e-12, damping / 10.0);
        if (settled) {
          return fitted(logs, squares);
        }
      } else if (small) {
        return fitted(logs, squares);
      } else {
        damping *= 10.0;
      }
    }
    throw new ArithmeticException(
        "reactivity ratios did not converge in %d steps; last %s and %s"
            .formatted(MOST_ITERATIONS, Math.exp(logs[0]), Math.exp(logs[1])));
  }

  private Fitted fitted(double[] logs, double squares) {
    int freedom = points.size() - PARAMETERS;
    double[] normal = normal(jacobian(logs));
    double determinant = normal[0] * normal[2] - normal[1] * normal[1];
    double variance = squares / freedom;
    double error1 = Math.sqrt(variance * normal[2] / determinant);
    double error2 = Math.sqrt(variance * normal[0] / determinant);
    double t = new TDistribution(freedom).inverseCumulativeProbability(0.5 + 0.5 * CONFIDENCE);
    double limit =
        squares
            * (1.0
                + PARAMETERS
                    / (double) freedom
                    * new FDistribution(PARAMETERS, freedom)
                        .inverseCumulativeProbability(CONFIDENCE));
    List<ReactivityRatios> region = new ArrayList<>();
    boolean open = false;
    for (int ray = 0; ray < RAYS; ray++) {
      double angle = 2.0 * Math.PI * ray / RAYS;
      double[] direction = {error1 * Math.cos(angle), error2 * Math.sin(angle)};
      double end = end(logs, direction, limit);
      open |= end >= FARTHEST;
      region.add(ratios(along(logs, direction, end), "edge of the joint 95 % region"));
    }
    return new Fitted(
        ratios(logs, "fit of %d points".formatted(points.size())),
        new Interval(Math.exp(logs[0] - t * error1), Math.exp(logs[0] + t * error1)),
        new Interval(Math.exp(logs[1] - t * error2), Math.exp(logs[1] + t * error2)),
        -normal[1] / Math.sqrt(normal[0] * normal[2]),
        squares,
        freedom,
        errors.copolymer() * Math.sqrt(variance),
        region,
        open);
  }

  /** Returns how far along a direction S stays within its limit. */
  private double end(double[] logs, double[] direction, double limit) {
    double inside = 0.0;
    double outside = 1.0;
    while (squares(along(logs, direction, outside)) <= limit) {
      inside = outside;
      outside *= 2.0;
      if (outside > FARTHEST) {
        return FARTHEST;
      }
    }
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = 0.5 * (inside + outside);
      if (squares(along(logs, direction, middle)) <= limit) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  private double squares(double[] logs) {
    double[] residuals = residuals(logs);
    return dot(residuals, residuals);
  }

  /** Returns the signed distances of the points from the curve, in standard deviations. */
  private double[] residuals(double[] logs) {
    ReactivityRatios ratios = ratios(logs, "trial");
    double[] residuals = new double[points.size()];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = distance(points.get(i), ratios);
    }
    return residuals;
  }

  private double distance(CompositionPoint point, ReactivityRatios ratios) {
    double weightFeed = 1.0 / (errors.feed() * errors.feed());
    double weightCopolymer = 1.0 / (errors.copolymer() * errors.copolymer());
    double f = point.feed();
    for (int i = 0; i < INNER_ITERATIONS; i++) {
      double slope = slope(f, point.conversion(), ratios);
      double miss = point.copolymer() - composition(f, point.conversion(), ratios);
      double step =
          ((point.feed() - f) * weightFeed + slope * miss * weightCopolymer)
              / (weightFeed + slope * slope * weightCopolymer);
      f = Math.min(1.0 - EDGE, Math.max(EDGE, f + step));
      if (Math.abs(step) < 1e-13) {
        break;
      }
    }
    double miss = (point.copolymer() - composition(f, point.conversion(), ratios));
    double shift = (point.feed() - f) / errors.feed();
    double apart = Math.hypot(shift, miss / errors.copolymer());
    return miss < 0.0 ? -apart : apart;
  }

  private static double slope(double f, double conversion, ReactivityRatios ratios) {
    double low = Math.max(EDGE, f - STEP);
    double high = Math.min(1.0 - EDGE, f + STEP);
    return (composition(high, conversion, ratios) - composition(low, conversion, ratios))
        / (high - low);
  }

  private static double composition(double f, double conversion, ReactivityRatios ratios) {
    FeedComposition feed = new FeedComposition(f);
    return conversion > 0.0
        ? MayoLewis.drift(ratios, feed, new Conversion(conversion)).cumulative().value()
        : MayoLewis.instantaneous(ratios, feed).value();
  }

  private double[][] jacobian(double[] logs) {
    double[][] jacobian = new double[PARAMETERS][];
    for (int k = 0; k < PARAMETERS; k++) {
      double[] up = logs.clone();
      double[] down = logs.clone();
      up[k] += STEP;
      down[k] -= STEP;
      double[] above = residuals(up);
      double[] below = residuals(down);
      for (int i = 0; i < above.length; i++) {
        above[i] = (above[i] - below[i]) / (2.0 * STEP);
      }
      jacobian[k] = above;
    }
    return jacobian;
  }

  private static double[] normal(double[][] jacobian) {
    return new double[] {
      dot(jacobian[0], jacobian[0]), dot(jacobian[0], jacobian[1]), dot(jacobian[1], jacobian[1])
    };
  }

  private static ReactivityRatios ratios(double[] logs, String origin) {
    return new ReactivityRatios(Math.exp(logs[0]), Math.exp(logs[1]), origin);
  }

  private static double[] along(double[] logs, double[] direction, double length) {
    return new double[] {logs[0] + length * direction[0], logs[1] + length * direction[1]};
  }

  private static double bounded(double step) {
    return Math.max(-1.0, Math.min(1.0, step));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0.0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
