package dev.weir.reactor;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceRequest;
import dev.weir.device.SampleName;
import dev.weir.device.Wanted;
import dev.weir.flow.FeedName;
import dev.weir.flow.Setpoints;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Turns the outputs that the reactor wants into requests with leases, once per cycle. Owned by the
 * control thread.
 *
 * <p>The rule: nothing that could make the plant less safe goes out before its intent is on the
 * disk. A change is journalled and forced, and the old requests are renewed until the force is
 * known. What makes it safer does not wait: a safe stop, a reactive feed that stops, a bath that
 * goes down. When the journal has failed, the flush of a safe state goes out without it, for hot
 * stagnant contents are the greater danger.
 */
final class Actuation {
  private static final Wanted SAFE = new Wanted.Safe();
  private static final Wanted OBSERVED = new Wanted.Observed();

  private final Evidence evidence;
  private final Recorder recorder;
  private final Consumer<DeviceRequest> requests;
  private final Temperature safeTemperature;
  private final DeviceName controller;
  private final DeviceName analyser;
  private final List<DeviceName> observed;
  private Optional<Outputs> effective = Optional.empty();
  private Optional<Intent> intent = Optional.empty();
  private Outputs wanted;

  /** Set-points that are journalled but not yet known to be on the disk. */
  private record Intent(Outputs.Holding outputs, long sequence, long since) {}

  Actuation(Evidence evidence, Recorder recorder, Consumer<DeviceRequest> requests) {
    this.evidence = evidence;
    this.recorder = recorder;
    this.requests = requests;
    ReactorDescription description = evidence.description();
    this.safeTemperature = description.rest().safeTemperature();
    this.controller = description.temperatureController();
    this.analyser = description.analyser();
    this.observed = onlyObserved(description);
    this.wanted = new Outputs.AllSafe("start");
  }

  private List<DeviceName> onlyObserved(ReactorDescription description) {
    List<DeviceName> names = new ArrayList<>();
    for (DeviceTrace trace : evidence.devices()) {
      DeviceName name = trace.name();
      boolean isFeed = description.feeds().stream().anyMatch(line -> line.pump().equals(name));
      if (!isFeed && !name.equals(controller) && !name.equals(analyser)) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  /**
   * Takes what the reactor wants in this cycle: journals its intent, and makes it effective when
   * that is forced.
   */
  void take(Outputs next) {
    wanted = next;
    switch (next) {
      case Outputs.AllSafe safe -> takeSafe(safe);
      case Outputs.Holding holding -> takeHolding(holding);
    }
  }

  private void takeSafe(Outputs.AllSafe safe) {
    intent = Optional.empty();
    if (effective.isEmpty() || effective.get() instanceof Outputs.Holding) {
      recorder.appendForced(new ReactorEvent.SafeIntended(safe.reason()));
      effective = Optional.of(safe);
    }
  }

  private void takeHolding(Outputs.Holding holding) {
    if (intent.isPresent() && !isIntended(holding) && isResting(holding.setpoints())) {
      // A rest overtakes; other wishes wait for the intent under way, or a ramp would never reach a
      // device.
      intent = Optional.empty();
    }
    adoptForced();
    if (intent.isEmpty() && !isEffective(holding)) {
      long sequence =
          recorder.appendForced(new ReactorEvent.SetpointsIntended(holding.setpoints()));
      intent = Optional.of(new Intent(holding, sequence, evidence.now()));
      adoptForced();
    }
  }

  private void adoptForced() {
    if (intent.isPresent()) {
      Intent waiting = intent.get();
      boolean restsWithoutJournal =
          isResting(waiting.outputs().setpoints()) && !recorder.isHealthy();
      if (recorder.isForced(waiting.sequence()) || restsWithoutJournal) {
        effective = Optional.of(waiting.outputs());
        intent = Optional.empty();
      }
    }
  }

  private boolean isIntended(Outputs.Holding holding) {
    return intent.isPresent() && intent.get().outputs().equals(holding);
  }

  private boolean isEffective(Outputs.Holding holding) {
    return effective.isPresent() && effective.get().equals(holding);
  }

  /** Tells whether no reactive feed flows and the bath is not above its safe temperature. */
  private boolean isResting(Setpoints setpoints) {
    if (setpoints.bath().celsius() > safeTemperature.celsius()) {
      return false;
    }
    for (FeedTrace feed : evidence.feeds()) {
      if (feed.role().isReactive() && setpoints.flow(feed.name()).microlitresPerMinute() > 0.0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Posts one request per device, in the order initiator, monomers, heater, solvents, sensors,
   * analyser.
   */
  void post(Instant leaseUntil, Optional<SampleName> sample) {
    double total = 0.0;
    boolean heaterPosted = false;
    for (FeedTrace feed : evidence.feeds()) {
      if (!heaterPosted && !feed.role().isReactive()) {
        postHeater(leaseUntil);
        heaterPosted = true;
      }
      Wanted wish = wish(feed);
      double flow =
          wish instanceof Wanted.Pumping pumping ? pumping.flow().microlitresPerMinute() : 0.0;
      feed.ask(flow, evidence.now());
      total += flow;
      evidence.device(feed.pump().name()).askSafe(wish instanceof Wanted.Safe, evidence.now());
      requests.accept(new DeviceRequest(feed.pump().name(), wish, leaseUntil));
    }
    if (!heaterPosted) {
      postHeater(leaseUntil);
    }
    for (DeviceName device : observed) {
      requests.accept(new DeviceRequest(device, OBSERVED, leaseUntil));
    }
    Wanted analysing = sample.isPresent() ? new Wanted.Analysing(sample.get()) : OBSERVED;
    requests.accept(new DeviceRequest(analyser, analysing, leaseUntil));
    evidence.asked(bath().celsius(), total, isAllSafe());
  }

  private void postHeater(Instant leaseUntil) {
    Wanted wish = isAllSafe() ? SAFE : new Wanted.Tempering(bath());
    evidence.device(controller).askSafe(wish instanceof Wanted.Safe, evidence.now());
    requests.accept(new DeviceRequest(controller, wish, leaseUntil));
  }

  private Wanted wish(FeedTrace feed) {
    if (!(effective.orElse(wanted) instanceof Outputs.Holding now)
        || !(wanted instanceof Outputs.Holding next)) {
      return SAFE;
    }
    if (next.tripped() && feed.role().isReactive()) {
      return SAFE;
    }
    boolean stopsAtOnce =
        feed.role().isReactive()
            && next.setpoints().flow(feed.name()).microlitresPerMinute() == 0.0;
    return new Wanted.Pumping(stopsAtOnce ? FlowRate.ZERO : now.setpoints().flow(feed.name()));
  }

  private Temperature bath() {
    if (effective.isPresent()
        && effective.get() instanceof Outputs.Holding now
        && wanted instanceof Outputs.Holding next) {
      Temperature wish = next.setpoints().bath();
      return wish.celsius() < now.setpoints().bath().celsius() ? wish : now.setpoints().bath();
    }
    return safeTemperature;
  }

  private boolean isAllSafe() {
    return effective.isEmpty() || effective.get() instanceof Outputs.AllSafe;
  }

  /** Returns since when an intent has waited for its force; {@link Nanos#NEVER} when none does. */
  long waitsSince() {
    return intent.isPresent() ? intent.get().since() : Nanos.NEVER;
  }

  /** Returns what the devices are asked to hold now; empty when they are asked to be safe. */
  Optional<Setpoints> asked() {
    if (isAllSafe()) {
      return Optional.empty();
    }
    TreeMap<FeedName, FlowRate> flows = new TreeMap<>();
    evidence.feeds().forEach(feed -> flows.put(feed.name(), new FlowRate(feed.asked())));
    return Optional.of(new Setpoints(flows, bath()));
  }
}
