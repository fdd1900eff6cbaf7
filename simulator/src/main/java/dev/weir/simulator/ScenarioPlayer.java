package dev.weir.simulator;

import dev.weir.device.DeviceName;
import dev.weir.device.line.LineName;
import dev.weir.flow.FeedName;
import dev.weir.simulator.plant.VirtualPlant;
import dev.weir.simulator.scenario.Scenario;
import dev.weir.simulator.scenario.Trouble;
import dev.weir.simulator.wire.Garbling;
import dev.weir.simulator.wire.SimulatedAnalyser;
import dev.weir.simulator.wire.SimulatedDevice;
import dev.weir.simulator.wire.VirtualWire;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.TimeSpan;
import dev.weir.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a scenario's troubles happen on a bench. Of two troubles of one kind at one place the later
 * begin or end counts. Owned by the thread that steps the bench.
 */
final class ScenarioPlayer {
  private static final Pressure NONE = new Pressure(0.0);
  private static final Pressure ONE_BAR = new Pressure(1.0);
  private static final FlowRate ONE_MILLILITRE = new FlowRate(1000.0);
  private static final TimeSpan ONE_SECOND = new TimeSpan(1.0);
  private static final TimeSpan NO_TIME = new TimeSpan(0.0);

  private final Stage stage;
  private final List<Scenario.Scheduled> coming;
  private final List<Running> running = new ArrayList<>();
  private int next;

  /**
   * Where troubles happen.
   *
   * @param plant the plant
   * @param devices every simulated device but analysers
   * @param garblings the damage to what each device sends
   * @param analysers every analyser
   * @param wires every wire
   */
  record Stage(
      VirtualPlant plant,
      Map<DeviceName, SimulatedDevice> devices,
      Map<DeviceName, Garbling> garblings,
      List<SimulatedAnalyser> analysers,
      Map<LineName, VirtualWire> wires) {}

  private record Running(Trouble trouble, double from, double until) {}

  /**
   * A player of a scenario.
   *
   * @throws IllegalArgumentException when a trouble names a feed, device or line that the bench
   *     does not have
   */
  ScenarioPlayer(Scenario scenario, Stage stage) {
    this.stage = stage;
    this.coming = scenario.troubles();
    coming.forEach(scheduled -> check(scenario.name(), scheduled.trouble()));
  }

  private void check(String scenario, Trouble trouble) {
    switch (trouble) {
      case Trouble.PumpStall(FeedName feed) -> known(scenario, "feed", feed, feeds());
      case Trouble.FeedEmpty(FeedName feed) -> known(scenario, "feed", feed, feeds());
      case Trouble.DeviceMute(DeviceName device) ->
          known(scenario, "device", device, stage.devices().keySet());
      case Trouble.DeviceReset(DeviceName device) ->
          known(scenario, "device", device, stage.devices().keySet());
      case Trouble.DeviceGarble garble ->
          known(scenario, "device", garble.device(), stage.devices().keySet());
      case Trouble.LineCut(LineName line) -> known(scenario, "line", line, stage.wires().keySet());
      case Trouble.Clog clog -> {}
      case Trouble.Leak leak -> {}
      case Trouble.Bubble bubble -> {}
      case Trouble.EmergencyStop pressed -> {}
      case Trouble.HeaterWelded welded -> {}
      case Trouble.Runaway runaway -> {}
      case Trouble.SensorLow low -> {}
      case Trouble.AnalyserLate late -> {}
      case Trouble.AnalyserSilent silent -> {}
    }
  }

  private List<FeedName> feeds() {
    return stage.plant().pumps().stream().map(pump -> pump.feed().name()).toList();
  }

  private static <T> void known(String scenario, String what, T name, Collection<T> names) {
    if (!names.contains(name)) {
      List<String> words = names.stream().map(Object::toString).sorted().toList();
      throw new IllegalArgumentException(
          "scenario '%s': no %s '%s'%s; there are %s"
              .formatted(
                  scenario,
                  what,
                  name,
                  DidYouMean.hint(name.toString(), words),
                  words.stream().collect(Collectors.joining(", "))));
    }
  }

  /** Begins and ends what is due so many seconds after the bench's start. */
  void play(double seconds) {
    for (Iterator<Running> each = running.iterator(); each.hasNext(); ) {
      Running now = each.next();
      if (now.until() <= seconds) {
        each.remove();
        end(now.trouble());
      } else if (now.trouble() instanceof Trouble.Clog clog) {
        grow(clog, seconds - now.from());
      }
    }
    while (next < coming.size() && coming.get(next).at().seconds() <= seconds) {
      Scenario.Scheduled due = coming.get(next++);
      begin(due.trouble());
      double until =
          due.lasts().map(TimeSpan::seconds).orElse(Double.POSITIVE_INFINITY) + due.at().seconds();
      running.add(new Running(due.trouble(), due.at().seconds(), until));
    }
  }

  private void grow(Trouble.Clog clog, double age) {
    double grown = Math.min(1.0, age / clog.over().seconds());
    stage.plant().hydraulics().clog(new Pressure(clog.drop().bars() * grown), clog.flow());
  }

  private void begin(Trouble trouble) {
    VirtualPlant plant = stage.plant();
    switch (trouble) {
      case Trouble.PumpStall(FeedName feed) -> plant.pump(feed).hold(true);
      case Trouble.FeedEmpty(FeedName feed) -> plant.pump(feed).drain();
      case Trouble.Clog clog -> grow(clog, 0.0);
      case Trouble.Leak(FlowRate flow, Pressure pressure) ->
          plant.hydraulics().leak(flow, pressure);
      case Trouble.Bubble(double factor) -> plant.ripple(factor);
      case Trouble.EmergencyStop pressed -> plant.permit(false);
      case Trouble.HeaterWelded welded -> plant.bath().weldHeater(true);
      case Trouble.Runaway(var rise, TimeSpan over) ->
          plant.bath().heatFromElsewhere(rise.kelvins(), over);
      case Trouble.SensorLow(var error) -> plant.bath().sensorError(-error.kelvins());
      case Trouble.DeviceMute(DeviceName device) ->
          device(device).ifPresent(found -> found.mute(true));
      case Trouble.DeviceReset(DeviceName device) ->
          device(device).ifPresent(SimulatedDevice::powerCycle);
      case Trouble.DeviceGarble garble ->
          Optional.ofNullable(stage.garblings().get(garble.device()))
              .ifPresent(found -> found.share(garble.share().value()));
      case Trouble.AnalyserLate(TimeSpan delay) ->
          stage.analysers().forEach(found -> found.delayBeside(delay));
      case Trouble.AnalyserSilent silent -> stage.analysers().forEach(found -> found.silence(true));
      case Trouble.LineCut(LineName line) -> wire(line).ifPresent(found -> found.cut(true));
    }
  }

  private void end(Trouble trouble) {
    VirtualPlant plant = stage.plant();
    switch (trouble) {
      case Trouble.PumpStall(FeedName feed) -> plant.pump(feed).hold(false);
      case Trouble.FeedEmpty(FeedName feed) -> plant.pump(feed).refill();
      case Trouble.Clog clog -> plant.hydraulics().clog(NONE, ONE_MILLILITRE);
      case Trouble.Leak leak -> plant.hydraulics().leak(FlowRate.ZERO, ONE_BAR);
      case Trouble.Bubble bubble -> plant.ripple(1.0);
      case Trouble.EmergencyStop pressed -> plant.permit(true);
      case Trouble.HeaterWelded welded -> plant.bath().weldHeater(false);
      case Trouble.Runaway runaway -> plant.bath().heatFromElsewhere(0.0, ONE_SECOND);
      case Trouble.SensorLow low -> plant.bath().sensorError(0.0);
      case Trouble.DeviceMute(DeviceName device) ->
          device(device).ifPresent(found -> found.mute(false));
      case Trouble.DeviceReset reset -> {
        // Over in a moment.
      }
      case Trouble.DeviceGarble garble ->
          Optional.ofNullable(stage.garblings().get(garble.device()))
              .ifPresent(found -> found.share(0.0));
      case Trouble.AnalyserLate late ->
          stage.analysers().forEach(found -> found.delayBeside(NO_TIME));
      case Trouble.AnalyserSilent silent ->
          stage.analysers().forEach(found -> found.silence(false));
      case Trouble.LineCut(LineName line) -> wire(line).ifPresent(found -> found.cut(false));
    }
  }

  private Optional<SimulatedDevice> device(DeviceName name) {
    return Optional.ofNullable(stage.devices().get(name));
  }

  private Optional<VirtualWire> wire(LineName name) {
    return Optional.ofNullable(stage.wires().get(name));
  }
}
