package dev.weir.experiment;

import dev.weir.experiment.RunController.RunBench;
import dev.weir.flow.AgeSpread;
import dev.weir.flow.DeliveredVolume;
import dev.weir.flow.Diffusivity;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowPath;
import dev.weir.flow.ResidenceTimeDistribution;
import dev.weir.reactor.Cycle;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the pumps delivered and the reactor's temperature, once a second: from it follow the
 * conditions of liquid that saw changing flows. Flows are those that the pumps measure, or were
 * asked for where they do not say. Owned by the control thread.
 */
final class AchievedHistory {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** What is kept, in volumes of the flow path. */
  private static final double VOLUMES_KEPT = 3.0;

  private static final int BULK = 1000;
  private static final double SECONDS_PER_MINUTE = 60.0;

  private final RunBench bench;
  private final Instant origin;
  private final DeliveredVolume all = new DeliveredVolume();
  private final List<Moment> moments = new ArrayList<>();
  private Instant next;

  /**
   * One second.
   *
   * @param seconds since the origin
   * @param delivered by each feed
   * @param temperature of the reactor, when it was known
   */
  private record Moment(
      double seconds, SortedMap<FeedName, Volume> delivered, Optional<Temperature> temperature) {}

  /** Begins now. */
  AchievedHistory(RunBench bench, Instant now) {
    this.bench = bench;
    this.origin = now;
    this.next = now;
  }

  /**
   * The conditions of an aliquot.
   *
   * @param conditions feed composition and concentrations as they were when it entered the mixer,
   *     temperature while it was in the coil, and its mean residence time
   * @param spread its residence times
   */
  record Achieved(Conditions conditions, AgeSpread spread) {}

  /** Takes the present, at most once a second; tells whether it did. */
  boolean observe(Cycle cycle) {
    if (cycle.now().isBefore(next)) {
      return false;
    }
    next = cycle.now().plus(EVERY);
    SortedMap<FeedName, Volume> delivered = cycle.delivered();
    double total = delivered.values().stream().mapToDouble(Volume::microlitres).sum();
    double seconds = seconds(cycle.now());
    all.add(seconds, total);
    moments.add(new Moment(seconds, delivered, cycle.values().reactorTemperature()));
    double kept = total - VOLUMES_KEPT * bench.path().total().microlitres();
    all.forgetBefore(kept);
    if (moments.size() > BULK && total(moments.get(BULK)) < kept) {
      moments.subList(0, BULK).clear();
    }
    return true;
  }

  /**
   * Returns the residence time without dispersion of what is at the sampling point at that time.
   */
  OptionalDouble plugFlowSeconds(Instant at) {
    return AgeSpread.plugFlowSeconds(all, seconds(at), bench.path());
  }

  /** Returns the conditions of what is at the sampling point, when the history reaches back. */
  Optional<Achieved> at(Instant at) {
    FlowPath path = bench.path();
    Optional<AgeSpread> spread = AgeSpread.at(all, seconds(at), path, Diffusivity.SMALL_MOLECULE);
    OptionalDouble taken = all.microlitresAt(seconds(at));
    if (spread.isEmpty() || taken.isEmpty()) {
      return Optional.empty();
    }
    double leaving = taken.getAsDouble() - path.downstream().microlitres();
    double entering = leaving - path.coil().microlitres();
    double mixing = entering - path.upstream().microlitres();
    double inCoil = spread.get().plugFlow().seconds();
    FlowRate meanFlow = new FlowRate(path.coil().microlitres() * SECONDS_PER_MINUTE / inCoil);
    double peclet =
        ResidenceTimeDistribution.ofPath(path, meanFlow, Diffusivity.SMALL_MOLECULE).peclet();
    double around = Math.sqrt(2.0 / peclet) * path.total().microlitres();
    double first = total(moments.getFirst());
    Optional<SortedMap<FeedName, FlowRate>> flows =
        flows(Math.max(first, mixing - around), Math.min(taken.getAsDouble(), mixing + around));
    OptionalDouble from = all.secondsAt(entering);
    OptionalDouble to = all.secondsAt(leaving);
    if (flows.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble celsius = celsius(from.getAsDouble(), to.getAsDouble());
    if (celsius.isEmpty()) {
      return Optional.empty();
    }
    Conditions there = bench.composer().of(flows.get(), new Temperature(celsius.getAsDouble()));
    return Optional.of(
        new Achieved(
            new Conditions(
                there.feedComposition(),
                spread.get().mean(),
                there.temperature(),
                there.totalMonomer(),
                there.initiator()),
            spread.get()));
  }

  /** Returns the mean flow of each feed while the path took in what lies between two volumes. */
  private Optional<SortedMap<FeedName, FlowRate>> flows(double from, double to) {
    OptionalDouble start = all.secondsAt(from);
    OptionalDouble end = all.secondsAt(to);
    if (start.isEmpty() || end.isEmpty() || !(end.getAsDouble() > start.getAsDouble())) {
      return Optional.empty();
    }
    double minutes = (end.getAsDouble() - start.getAsDouble()) / SECONDS_PER_MINUTE;
    SortedMap<FeedName, FlowRate> flows = new TreeMap<>();
    for (FeedName feed : moments.getLast().delivered().keySet()) {
      double volume = delivered(feed, end.getAsDouble()) - delivered(feed, start.getAsDouble());
      flows.put(feed, new FlowRate(Math.max(0.0, volume / minutes)));
    }
    return Optional.of(flows);
  }

  private double delivered(FeedName feed, double seconds) {
    int after = firstAfter(seconds);
    Moment low = moments.get(Math.max(0, after - 1));
    Moment high = moments.get(Math.min(moments.size() - 1, after));
    double before = low.delivered().getOrDefault(feed, Volume.ZERO).microlitres();
    if (high.seconds() <= low.seconds()) {
      return before;
    }
    double share = (seconds - low.seconds()) / (high.seconds() - low.seconds());
    double behind = high.delivered().getOrDefault(feed, Volume.ZERO).microlitres();
    return before + share * (behind - before);
  }

  private OptionalDouble celsius(double from, double to) {
    return moments.subList(Math.max(0, firstAfter(from) - 1), firstAfter(to)).stream()
        .flatMap(moment -> moment.temperature().stream())
        .mapToDouble(Temperature::celsius)
        .average();
  }

  private int firstAfter(double seconds) {
    int low = 0;
    int high = moments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (moments.get(middle).seconds() > seconds) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static double total(Moment moment) {
    return moment.delivered().values().stream().mapToDouble(Volume::microlitres).sum();
  }

  private double seconds(Instant at) {
    return Duration.between(origin, at).toNanos() * 1e-9;
  }
}
