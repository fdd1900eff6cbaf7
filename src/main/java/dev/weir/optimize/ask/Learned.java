package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is known after some runs, and the acquisition it gives. Immutable; any thread. */
final class Learned {
  /** How far beyond the front's own range an inferred reference lies. */
  private static final double BEYOND = 0.1;

  private static final int ANALYTIC_DRAWS = 16;
  private static final int SAMPLED_DRAWS = 64;

  private final Problem problem;
  private final List<Surrogate> surrogates = new ArrayList<>();
  private final Scene scene;
  private final double[] reference;
  private final Feasibility feasibility;
  private final Acquisition acquisition;
  private final long seed;

  Learned(Problem problem, Domain domain, List<Told> told, long seed) {
    this.problem = problem;
    this.seed = seed;
    List<double[]> features = told.stream().map(run -> domain.features(run.values())).toList();
    List<double[]> awaited = new ArrayList<>();
    List<double[]> awaitedValues = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).state() == Told.State.PENDING) {
        awaited.add(features.get(i));
        awaitedValues.add(told.get(i).values());
      }
    }
    int outputs = problem.outputs().size();
    int[][] places = new int[told.size()][outputs];
    List<OutputDraws> draws = new ArrayList<>();
    List<double[]> measurements = new ArrayList<>();
    for (int o = 0; o < outputs; o++) {
      measurements.add(learn(o, told, features, places));
    }
    boolean exact = awaited.isEmpty() && surrogates.stream().allMatch(Surrogate::isExact);
    boolean analytic = AnalyticImprovement.hasClosedForm(problem);
    Mixture mixture =
        exact && analytic
            ? Mixture.combinations(surrogates)
            : Mixture.even(surrogates, analytic ? ANALYTIC_DRAWS : SAMPLED_DRAWS, seed);
    for (int o = 0; o < outputs; o++) {
      draws.add(
          new OutputDraws(
              surrogates.get(o),
              o,
              mixture,
              measurements.get(o).length,
              awaited,
              seed + 104_729L * o));
    }
    List<double[]> anchors = new ArrayList<>();
    List<int[]> anchorPlaces = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      if (Arrays.stream(places[i]).allMatch(place -> place >= 0)) {
        anchors.add(told.get(i).values());
        anchorPlaces.add(places[i]);
      }
    }
    for (int a = 0; a < awaitedValues.size(); a++) {
      int[] last = new int[outputs];
      for (int o = 0; o < outputs; o++) {
        last[o] = measurements.get(o).length + a;
      }
      anchors.add(awaitedValues.get(a));
      anchorPlaces.add(last);
    }
    scene = new Scene(problem, domain, mixture, draws, anchors, anchorPlaces);
    reference = reference();
    feasibility = feasibility(domain, told, features);
    Optional<Acquisition> closed = AnalyticImprovement.of(scene, reference);
    Acquisition worth = closed.orElseGet(() -> new SampledImprovement(scene, reference, seed + 1));
    acquisition = feasibility.isDoubted() ? Acquisition.product(worth, feasibility) : worth;
  }

  /** Learns one output; writes each run's place among its measurements, -1 for none. */
  private double[] learn(int o, List<Told> told, List<double[]> features, int[][] places) {
    List<double[]> points = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      Told run = told.get(i);
      places[i][o] = -1;
      if (run.state() == Told.State.MEASURED && Double.isFinite(run.outputs()[o])) {
        places[i][o] = points.size();
        points.add(features.get(i));
        values.add(run.outputs()[o]);
      }
    }
    double[] measured = values.stream().mapToDouble(Double::doubleValue).toArray();
    OptionalDouble noise = problem.outputs().get(o).noise();
    boolean mayWarp =
        problem.objectives().size() < 2
            && problem.objectives().stream().noneMatch(goal -> goal.aim() == Goal.Aim.TARGET);
    surrogates.add(Surrogate.fit(points, measured, noise, mayWarp));
    return measured;
  }

  private static Feasibility feasibility(Domain domain, List<Told> told, List<double[]> features) {
    List<double[]> points = new ArrayList<>();
    List<Double> succeeded = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      switch (told.get(i).state()) {
        case MEASURED -> {
          points.add(features.get(i));
          succeeded.add(1.0);
        }
        case FAILED -> {
          points.add(features.get(i));
          succeeded.add(0.0);
        }
        case PENDING, VOID -> {}
      }
    }
    return new Feasibility(
        domain, points, succeeded.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Returns the given reference losses, or those a little beyond the front of the first draw. */
  private double[] reference() {
    List<Goal> objectives = problem.objectives();
    List<double[]> known = scene.feasible(0);
    List<double[]> all = known.isEmpty() ? scene.allLosses() : known;
    List<double[]> front = Hypervolume.front(all);
    List<double[]> spanned = front.size() > 1 ? front : all;
    double[] reference = new double[objectives.size()];
    for (int g = 0; g < reference.length; g++) {
      int goal = g;
      if (!Double.isNaN(objectives.get(g).reference())) {
        reference[g] = objectives.get(g).lossOf(objectives.get(g).reference());
        continue;
      }
      double worst =
          spanned.stream().mapToDouble(loss -> loss[goal]).filter(Double::isFinite).max().orElse(0);
      double best =
          spanned.stream().mapToDouble(loss -> loss[goal]).filter(Double::isFinite).min().orElse(0);
      reference[g] = objectives.size() == 1 ? 0.0 : worst + BEYOND * (worst - best);
    }
    return reference;
  }

  Acquisition acquisition() {
    return acquisition;
  }

  /** Returns mean and standard deviation of each output at a point. */
  List<double[]> predicted(double[] features) {
    return surrogates.stream().map(surrogate -> surrogate.predicted(features)).toList();
  }

  /**
   * What a run at a point promises.
   *
   * @param probability that it betters the best so far
   * @param gain expected, in the unit of the objective, or of the hypervolume
   */
  record Promise(double probability, double gain) {}

  /** Returns what a run promises, from samples. */
  Promise promise(double[] values) {
    int count = scene.count();
    int rounds = Math.max(1, 256 / count);
    double[] features = scene.domain().features(values);
    List<double[]> residuals =
        dev.weir.learn.StandardNormals.spread(count * rounds, scene.outputs(), seed + 2);
    List<OutputDraws.Reading> readings = new ArrayList<>();
    for (int o = 0; o < scene.outputs(); o++) {
      readings.add(scene.draws(o).at(features));
    }
    double better = 0.0;
    double gain = 0.0;
    for (int s = 0; s < count * rounds; s++) {
      int draw = s % count;
      double[] outputs = new double[scene.outputs()];
      for (int o = 0; o < outputs.length; o++) {
        OutputDraws.Reading reading = readings.get(o);
        outputs[o] =
            scene
                .draws(o)
                .warp()
                .from(reading.mean(draw) + reading.deviation(draw) * residuals.get(o)[s]);
      }
      double here = gain(draw, problem.named(values, outputs));
      double share = StrictMath.exp(scene.logWeight(draw)) / rounds;
      better += here > 0.0 ? share : 0.0;
      gain += share * here;
    }
    return new Promise(Math.min(1.0, better), gain);
  }

  private double gain(int draw, double[] named) {
    if (!Scene.isMet(Scene.losses(problem.conditions(), named))) {
      return 0.0;
    }
    double[] losses = Scene.losses(problem.objectives(), named);
    List<double[]> feasible = scene.feasible(draw);
    if (losses.length == 1) {
      double best = feasible.stream().mapToDouble(loss -> loss[0]).min().orElse(losses[0]);
      return Math.max(0.0, best - losses[0]);
    }
    return losses.length > 3 || losses.length == 0
        ? 0.0
        : Hypervolume.added(Hypervolume.front(feasible), losses, reference);
  }
}
