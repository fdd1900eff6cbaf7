package dev.weir.optimize.ask;

import dev.weir.learn.GaussianProcess;
import dev.weir.learn.Kernel;
import dev.weir.learn.Prior;
import dev.weir.learn.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the scales of variables that are to be learnt: the warps, the same for all outputs, under
 * which the data are most probable, hyper-parameters fitted anew for each. One parameter after the
 * other is moved by steps that grow with success and shrink without. Pure.
 */
final class InputWarps {
  /** Fewer runs say nothing of a scale. */
  private static final int LEAST_RUNS = 8;

  /** Of more runs an evenly spaced part is looked at. */
  private static final int MOST_RUNS = 60;

  /** Standard deviation of the logarithm of either parameter, as in BoTorch (0.75 the variance). */
  private static final double DEVIATION = 0.866;

  /** Warps must explain the data better by this much, in natural logarithms, to be used. */
  private static final double WORTH = 4.0;

  private static final int SWEEPS = 2;
  private static final double FIRST_STEP = 0.7;
  private static final double LAST_STEP = 0.3;

  /** Largest logarithm of either parameter, in size. */
  private static final double FURTHEST = 2.5;

  private final Domain domain;
  private final List<TrainingSet> outputs = new ArrayList<>();
  private final List<List<double[]>> settings = new ArrayList<>();
  private final Prior prior;

  private InputWarps(Problem problem, Domain domain, List<Told> told) {
    this.domain = domain;
    double root = 0.5 * StrictMath.log(domain.features());
    prior = new Prior(Math.sqrt(2.0) + root, Math.sqrt(3.0), -8.0, 2.5, 1e-7);
    for (int o = 0; o < problem.outputs().size(); o++) {
      int output = o;
      List<Told> measured =
          told.stream()
              .filter(run -> run.state() == Told.State.MEASURED)
              .filter(run -> Double.isFinite(run.outputs()[output]))
              .toList();
      int count = Math.min(MOST_RUNS, measured.size());
      List<Told> part =
          IntStream.range(0, count)
              .mapToObj(i -> measured.get((int) ((long) i * measured.size() / count)))
              .toList();
      double[] values = part.stream().mapToDouble(run -> run.outputs()[output]).toArray();
      if (count >= LEAST_RUNS) {
        Warp unit = Warp.of(values, 1.0);
        List<double[]> points = part.stream().map(Told::values).toList();
        settings.add(points);
        TrainingSet data =
            TrainingSet.of(
                points.stream().map(domain::features).toList(),
                java.util.Arrays.stream(values).map(unit::to).toArray());
        outputs.add(
            problem.outputs().get(o).noise().isEmpty()
                ? data
                : data.withNoise(
                    known(count, problem.outputs().get(o).noise().getAsDouble() / unit.scale()),
                    new double[count]));
      }
    }
  }

  /** Exact outputs get a noise that keeps the factors sound. */
  private static double[] known(int count, double deviation) {
    double[] known = new double[count];
    java.util.Arrays.fill(known, Math.max(1e-8, deviation * deviation));
    return known;
  }

  /** Returns the domain with the scales that the runs tell, where they are to be learnt. */
  static Domain learnt(Problem problem, Domain domain, List<Told> told) {
    int[] wanted =
        IntStream.range(0, problem.variables().size())
            .filter(v -> problem.variables().get(v).scale() == Variable.Scale.LEARNT)
            .toArray();
    if (wanted.length == 0) {
      return domain;
    }
    InputWarps search = new InputWarps(problem, domain, told);
    return search.outputs.isEmpty() ? domain : search.found(wanted);
  }

  private Domain found(int[] wanted) {
    double[] logarithms = new double[2 * wanted.length];
    double plain = worth(wanted, logarithms);
    double best = plain;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double before = best;
      for (int p = 0; p < logarithms.length; p++) {
        best = moved(wanted, logarithms, p, best);
      }
      if (best <= before) {
        break;
      }
    }
    return best > plain + WORTH ? domain.warped(warps(wanted, logarithms)) : domain;
  }

  /** Moves one parameter to where the data are more probable; returns how probable they are. */
  private double moved(int[] wanted, double[] logarithms, int parameter, double reached) {
    double best = reached;
    double step = FIRST_STEP;
    while (Math.abs(step) >= LAST_STEP) {
      double from = logarithms[parameter];
      boolean better = false;
      for (double sign : new double[] {1.0, -1.0}) {
        logarithms[parameter] = Math.max(-FURTHEST, Math.min(FURTHEST, from + sign * step));
        double worth = worth(wanted, logarithms);
        if (worth > best) {
          best = worth;
          better = true;
          step *= sign;
          break;
        }
        logarithms[parameter] = from;
      }
      step *= better ? 1.5 : 0.5;
    }
    return best;
  }

  private List<InputWarp> warps(int[] wanted, double[] logarithms) {
    List<InputWarp> warps = new ArrayList<>();
    for (int v = 0; v < domain.variables(); v++) {
      warps.add(InputWarp.NONE);
    }
    for (int w = 0; w < wanted.length; w++) {
      warps.set(
          wanted[w],
          new InputWarp(StrictMath.exp(logarithms[2 * w]), StrictMath.exp(logarithms[2 * w + 1])));
    }
    return warps;
  }

  /** Returns the logarithm of how probable data and warps are, up to a constant. */
  private double worth(int[] wanted, double[] logarithms) {
    Domain warped = domain.warped(warps(wanted, logarithms));
    double worth = 0.0;
    for (double logarithm : logarithms) {
      worth -= 0.5 * logarithm * logarithm / (DEVIATION * DEVIATION);
    }
    for (int o = 0; o < outputs.size(); o++) {
      TrainingSet plain = outputs.get(o);
      List<double[]> points = settings.get(o).stream().map(warped::features).toList();
      worth +=
          GaussianProcess.fit(plain.at(points), prior, Kernel.MATERN52, AMPLITUDE_DEVIATION)
              .logEvidence();
    }
    return worth;
  }

  private static final double AMPLITUDE_DEVIATION = 1.5;
}
