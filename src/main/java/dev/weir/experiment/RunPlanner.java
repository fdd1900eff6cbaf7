package dev.weir.experiment;

import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.Recipe;
import dev.weir.chemistry.SpeciesName;
import dev.weir.flow.Feed;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowPath;
import dev.weir.flow.FlowSolution;
import dev.weir.flow.FlowSolver;
import dev.weir.flow.Ramp;
import dev.weir.flow.Setpoints;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Turns conditions into set-points and back. Pure: any thread.
 *
 * @param feeds every feed
 * @param resolutions the steps in which each pump's flow can be set; a feed that is not listed has
 *     none
 * @param path volumes from the mixer to the sampling point
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param initiator the initiator
 * @param settings how a run proves its steady state, which says how long its feeds flow
 */
public record RunPlanner(
    List<Feed> feeds,
    Map<FeedName, FlowRate> resolutions,
    FlowPath path,
    SpeciesName monomer1,
    SpeciesName monomer2,
    SpeciesName initiator,
    RunSettings settings) {

  /** Copies the collections. */
  public RunPlanner {
    feeds = List.copyOf(feeds);
    resolutions = Map.copyOf(resolutions);
  }

  /** The flows of a run, or why there are none. */
  public sealed interface Planned {
    /**
     * The conditions can be had.
     *
     * @param setpoints flows on the pumps' steps, and the bath's temperature
     * @param need volume of each feed that the run is expected to use
     * @param least how long the run takes at least: washout, window and sampling, without heating
     *     and analysis; with a ramp, that too
     * @param ramp what follows the steady sample, when anything does
     */
    record Feasible(
        Setpoints setpoints,
        SortedMap<FeedName, Volume> need,
        TimeSpan least,
        Optional<RampPlan> ramp)
        implements Planned {}

    /**
     * They cannot.
     *
     * @param reason one line with value, limit and unit
     */
    record Infeasible(String reason) implements Planned {}
  }

  /** Returns the same planner for runs that prove their steady state in another way. */
  public RunPlanner proving(RunSettings other) {
    return new RunPlanner(feeds, resolutions, path, monomer1, monomer2, initiator, other);
  }

  /** Returns the flows that give the conditions, rounded to what the pumps can be set to. */
  public Planned plan(Conditions conditions) {
    return plan(conditions, Optional.empty());
  }

  /**
   * Returns the flows that give the conditions, rounded to what the pumps can be set to, and those
   * of the ramp that follows.
   */
  public Planned plan(Conditions conditions, Optional<Ramp> ramp) {
    FlowRate total = path.totalFlow(conditions.residenceTime());
    return switch (FlowSolver.solve(feeds, recipe(conditions), total)) {
      case FlowSolution.Infeasible(String reason) -> new Planned.Infeasible(reason);
      case FlowSolution.Feasible(SortedMap<FeedName, FlowRate> flows) -> {
        Setpoints steady = scaled(flows, 1.0, conditions.temperature());
        TimeSpan least = new RunCourse(path, settings).least(total);
        Planned.Feasible alone =
            new Planned.Feasible(steady, need(steady.flows(), least), least, Optional.empty());
        yield ramp.isEmpty() ? alone : ramped(alone, flows, conditions, ramp.get());
      }
    };
  }

  /** Adds a ramp, on which every feed keeps its share of the total flow. */
  private Planned ramped(
      Planned.Feasible steady,
      SortedMap<FeedName, FlowRate> flows,
      Conditions conditions,
      Ramp ramp) {
    RampCourse course = new RampCourse(path, conditions.residenceTime(), ramp);
    return switch (course.foretell()) {
      case RampCourse.Foretold.Impossible(String reason) -> new Planned.Infeasible(reason);
      case RampCourse.Foretold.Possible possible -> {
        List<Setpoints> steps =
            IntStream.rangeClosed(1, course.steps())
                .mapToObj(step -> scaled(flows, course.scale(step), conditions.temperature()))
                .toList();
        double end = course.scale(course.steps());
        double held = settings.sampling().seconds();
        double seconds = possible.due().getLast().seconds() + held;
        double total = path.totalFlow(conditions.residenceTime()).microlitresPerMinute();
        double volume =
            possible.delivered().getLast().microlitres() + total * Math.max(1.0, end) * held / 60.0;
        SortedMap<FeedName, Volume> need = new TreeMap<>(steady.need());
        flows.forEach(
            (feed, flow) ->
                need.merge(
                    feed, new Volume(volume * flow.microlitresPerMinute() / total), Volume::plus));
        yield new Planned.Feasible(
            steady.setpoints(),
            need,
            new TimeSpan(steady.least().seconds() + seconds),
            Optional.of(new RampPlan(course, possible.due(), steps)));
      }
    };
  }

  private Setpoints scaled(SortedMap<FeedName, FlowRate> flows, double scale, Temperature bath) {
    SortedMap<FeedName, FlowRate> rounded = new TreeMap<>();
    flows.forEach(
        (feed, flow) ->
            rounded.put(
                feed,
                round(
                    feed,
                    scale == 1.0 ? flow : new FlowRate(scale * flow.microlitresPerMinute()))));
    return new Setpoints(rounded, bath);
  }

  /**
   * Returns the conditions that the given flows and temperature give.
   *
   * @throws IllegalArgumentException when nothing flows
   */
  public Conditions conditionsOf(SortedMap<FeedName, FlowRate> flows, Temperature temperature) {
    FlowRate total = flows.values().stream().reduce(FlowRate.ZERO, FlowRate::plus);
    Recipe inlet =
        FlowSolver.achieved(flows, feeds)
            .orElseThrow(
                () -> new IllegalArgumentException("nothing flows: there are no conditions"));
    double m1 = concentration(inlet, monomer1);
    double m2 = concentration(inlet, monomer2);
    double both = m1 + m2;
    TimeSpan residenceTime = path.residenceTime(total);
    return new Conditions(
        new FeedComposition(both == 0.0 ? 0.0 : m1 / both),
        residenceTime,
        temperature,
        new Concentration(both),
        new Concentration(concentration(inlet, initiator)));
  }

  private Recipe recipe(Conditions conditions) {
    double f1 = conditions.feedComposition().value();
    double both = conditions.totalMonomer().molesPerLitre();
    SortedMap<SpeciesName, Concentration> inlet = new TreeMap<>();
    inlet.put(monomer1, new Concentration(f1 * both));
    inlet.put(monomer2, new Concentration((1.0 - f1) * both));
    inlet.put(initiator, conditions.initiator());
    return new Recipe(inlet);
  }

  private FlowRate round(FeedName feed, FlowRate flow) {
    FlowRate step = resolutions.getOrDefault(feed, FlowRate.ZERO);
    if (step.microlitresPerMinute() == 0.0) {
      return flow;
    }
    double steps = Math.rint(flow.microlitresPerMinute() / step.microlitresPerMinute());
    return new FlowRate(onGrid(steps, step.microlitresPerMinute()));
  }

  /**
   * Multiplies so that a decimal step gives a decimal number: 83 steps of 0.1 are 8.3, not
   * 8.300000000000001.
   */
  private static double onGrid(double steps, double step) {
    double perUnit = Math.rint(1.0 / step);
    return step < 1.0 && Math.abs(perUnit * step - 1.0) < 1e-9 ? steps / perUnit : steps * step;
  }

  private static SortedMap<FeedName, Volume> need(
      SortedMap<FeedName, FlowRate> flows, TimeSpan expected) {
    SortedMap<FeedName, Volume> need = new TreeMap<>();
    flows.forEach((feed, flow) -> need.put(feed, flow.during(expected)));
    return need;
  }

  private static double concentration(Recipe inlet, SpeciesName species) {
    Concentration value = inlet.inlet().get(species);
    return value == null ? 0.0 : value.molesPerLitre();
  }
}
