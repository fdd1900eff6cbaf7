package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is known after some runs, and the acquisition it gives. Immutable; any thread. */
final class Learned {
  /** How far beyond the front's own range an inferred reference lies. */
  private static final double BEYOND = 0.1;

  private static final int ANALYTIC_DRAWS = 16;
  private static final int SAMPLED_DRAWS = 64;

  private final Problem problem;
  private final List<Surrogate> surrogates;
  private final boolean exact;
  private final Scene scene;
  private final double[] reference;
  private final Feasibility feasibility;
  private final Acquisition worthOnly;
  private final Acquisition acquisition;
  private final long seed;

  /** Learns from runs. */
  Learned(Problem problem, Domain domain, List<Told> told, long seed) {
    this(problem, domain, told, surrogates(problem, domain, told, Set.of(), List.of()), seed);
  }

  /**
   * Goes on from what was learnt of each output, with further points awaited.
   *
   * @param surrogates of the measured runs among those told
   */
  Learned(Problem problem, Domain domain, List<Told> told, List<Surrogate> surrogates, long seed) {
    this.problem = problem;
    this.surrogates = List.copyOf(surrogates);
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
    int[] measured = new int[outputs];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < told.size(); i++) {
        places[i][o] = isMeasured(told.get(i), o) ? measured[o]++ : -1;
      }
    }
    exact = awaited.isEmpty() && surrogates.stream().allMatch(Surrogate::isExact);
    boolean analytic = AnalyticImprovement.hasClosedForm(problem);
    Mixture mixture =
        exact && analytic
            ? Mixture.combinations(surrogates)
            : Mixture.even(surrogates, analytic ? ANALYTIC_DRAWS : SAMPLED_DRAWS, seed);
    for (int o = 0; o < outputs; o++) {
      draws.add(
          new OutputDraws(
              surrogates.get(o), o, mixture, measured[o], awaited, seed + 104_729L * o));
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
        last[o] = measured[o] + a;
      }
      anchors.add(awaitedValues.get(a));
      anchorPlaces.add(last);
    }
    scene = new Scene(problem, domain, mixture, draws, anchors, anchorPlaces);
    reference = reference();
    feasibility = feasibility(domain, told, features);
    Optional<Acquisition> closed = AnalyticImprovement.of(scene, reference);
    Acquisition worth = closed.orElseGet(() -> new SampledImprovement(scene, reference, seed + 1));
    worthOnly = feasibility.isDoubted() ? Acquisition.product(worth, feasibility) : worth;
    acquisition =
        problem
            .changeOver()
            .map(
                change ->
                    Acquisition.product(
                        worthOnly, change.from(problem.variables(), told.getLast().values())))
            .orElse(worthOnly);
  }

  private static boolean isMeasured(Told run, int output) {
    return run.state() == Told.State.MEASURED && Double.isFinite(run.outputs()[output]);
  }

  /**
   * Learns each output from the runs that measured it.
   *
   * @param trusted positions of runs that are no gross errors unless a repeat says so
   * @param earlier runs of each earlier table
   */
  static List<Surrogate> surrogates(
      Problem problem,
      Domain domain,
      List<Told> told,
      Set<Integer> trusted,
      List<List<Told>> earlier) {
    boolean mayWarp =
        problem.objectives().stream().noneMatch(goal -> goal.aim() == Goal.Aim.TARGET);
    List<Surrogate.Measured> outputs = new ArrayList<>();
    List<List<Surrogate.Measured>> before = new ArrayList<>();
    for (int o = 0; o < problem.outputs().size(); o++) {
      int output = o;
      outputs.add(measured(problem, domain, told, o, places(told, o, trusted)));
      before.add(
          earlier.stream()
              .map(table -> measured(problem, domain, table, output, Set.of()))
              .toList());
    }
    return Surrogate.fit(
        outputs, mayWarp, Surrogate.Sought.of(problem.objectives().size()), before);
  }

  private static Surrogate.Measured measured(
      Problem problem, Domain domain, List<Told> told, int output, Set<Integer> trusted) {
    List<Told> measured = told.stream().filter(run -> isMeasured(run, output)).toList();
    return new Surrogate.Measured(
        measured.stream().map(run -> domain.features(run.values())).toList(),
        measured.stream().mapToDouble(run -> run.outputs()[output]).toArray(),
        problem.outputs().get(output).noise(),
        trusted);
  }

  /** Returns the places of some runs among those that measured an output. */
  private static Set<Integer> places(List<Told> told, int output, Set<Integer> runs) {
    Set<Integer> places = new TreeSet<>();
    int place = 0;
    for (int i = 0; i < told.size(); i++) {
      if (isMeasured(told.get(i), output)) {
        if (runs.contains(i)) {
          places.add(place);
        }
        place++;
      }
    }
    return places;
  }

  /** Returns the positions of the runs of which a trusted measurement is suspected. */
  static Set<Integer> suspected(List<Told> told, List<Surrogate> surrogates) {
    Set<Integer> suspected = new TreeSet<>();
    for (int o = 0; o < surrogates.size(); o++) {
      int place = 0;
      for (int i = 0; i < told.size(); i++) {
        if (isMeasured(told.get(i), o)) {
          if (surrogates.get(o).suspected().contains(place)) {
            suspected.add(i);
          }
          place++;
        }
      }
    }
    return suspected;
  }

  /** Tells whether nothing is awaited and every output is measured without noise. */
  boolean isExact() {
    return exact;
  }

  /** Tells whether no run is known to meet the conditions, so that such a point is sought. */
  boolean seeksFeasibility() {
    for (int k = 0; k < scene.count(); k++) {
      if (!scene.feasible(k).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Returns the logarithm of the probability that a run at a point succeeds at all. */
  double logSuccess(double[] values) {
    return feasibility.logValue(values);
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

  /** Returns the logarithm of the worth of a point, whatever going there costs. */
  double logWorth(double[] values) {
    return worthOnly.logValue(values);
  }

  /** Returns mean and standard deviation of each output at a point. */
  List<double[]> predicted(double[] features) {
    return surrogates.stream().map(surrogate -> surrogate.predicted(features)).toList();
  }

  private static final int STANDING_DRAWS = 512;

  /**
   * Returns the measured run that most probably has a loss not above a limit and meets the
   * conditions, from draws of the functions at the runs.
   */
  Optional<Standing.Surest> surest(List<Told> told, double limit) {
    Mixture mixture = Mixture.even(surrogates, STANDING_DRAWS, seed + 3);
    List<OutputDraws> draws = new ArrayList<>();
    int[] measured = new int[surrogates.size()];
    for (int o = 0; o < measured.length; o++) {
      int output = o;
      measured[o] = (int) told.stream().filter(run -> isMeasured(run, output)).count();
      draws.add(
          new OutputDraws(
              surrogates.get(o), o, mixture, measured[o], List.of(), seed + 15_485_863L * (o + 1)));
    }
    int[] places = new int[measured.length];
    Standing.Surest surest = new Standing.Surest(0, -1.0);
    for (int i = 0; i < told.size(); i++) {
      boolean complete = true;
      for (int o = 0; o < measured.length; o++) {
        complete &= isMeasured(told.get(i), o);
      }
      if (complete) {
        double probability = probability(told.get(i), draws, places, limit);
        if (probability > surest.probability()) {
          surest = new Standing.Surest(i + 1, probability);
        }
      }
      for (int o = 0; o < measured.length; o++) {
        places[o] += isMeasured(told.get(i), o) ? 1 : 0;
      }
    }
    return surest.run() > 0 ? Optional.of(surest) : Optional.empty();
  }

  private double probability(Told run, List<OutputDraws> draws, int[] places, double limit) {
    int reached = 0;
    double[] outputs = new double[draws.size()];
    for (int k = 0; k < STANDING_DRAWS; k++) {
      for (int o = 0; o < outputs.length; o++) {
        OutputDraws output = draws.get(o);
        outputs[o] = output.warp().from(output.anchored(k, places[o]));
      }
      double[] named = problem.named(run.values(), outputs);
      boolean met = Scene.isMet(Scene.losses(problem.conditions(), named));
      reached += met && problem.objectives().getFirst().loss(named) <= limit ? 1 : 0;
    }
    return (double) reached / STANDING_DRAWS;
  }

  /**
   * What a run at a point promises.
   *
   * @param probability that it betters the best so far
   * @param gain expected, in the unit of the objective, or of the hypervolume
   * @param exploring share of the gain that rests on what is not known, from 0 to 1
   */
  record Promise(double probability, double gain, double exploring) {}

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
    double known = 0.0;
    for (int s = 0; s < count * rounds; s++) {
      int draw = s % count;
      double[] outputs = new double[scene.outputs()];
      double[] middle = new double[outputs.length];
      for (int o = 0; o < outputs.length; o++) {
        OutputDraws.Reading reading = readings.get(o);
        outputs[o] =
            scene
                .draws(o)
                .warp()
                .from(reading.mean(draw) + reading.deviation(draw) * residuals.get(o)[s]);
        middle[o] = scene.draws(o).warp().from(reading.mean(draw));
      }
      double here = gain(draw, problem.named(values, outputs));
      double share = StrictMath.exp(scene.logWeight(draw)) / rounds;
      better += here > 0.0 ? share : 0.0;
      gain += share * here;
      known += share * gain(draw, problem.named(values, middle));
    }
    double exploring = gain > 0.0 ? 1.0 - Math.min(1.0, known / gain) : 1.0;
    return new Promise(Math.min(1.0, better), gain, exploring);
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
