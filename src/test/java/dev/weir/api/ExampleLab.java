package dev.weir.api;

import dev.weir.campaign.CampaignStatus;
import dev.weir.campaign.LabSnapshot;
import dev.weir.chemistry.CopolymerComposition;
import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.device.BadReason;
import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.device.LinkState;
import dev.weir.device.Observability;
import dev.weir.device.Reading;
import dev.weir.device.SampleName;
import dev.weir.device.Tag;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.RunPhase;
import dev.weir.experiment.RunStatus;
import dev.weir.experiment.SteadyState;
import dev.weir.flow.Feed;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowPath;
import dev.weir.flow.Setpoints;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Proposal;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.ProcessValues.Observed;
import dev.weir.reactor.Quality;
import dev.weir.reactor.ReactorDescription;
import dev.weir.reactor.ReactorDescription.FeedLine;
import dev.weir.reactor.ReactorState;
import dev.weir.reactor.ReactorStatus;
import dev.weir.reactor.ReactorStatus.Alarm;
import dev.weir.reactor.ReactorStatus.AlarmCondition;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Pressure;
import dev.weir.units.Quantity;
import dev.weir.units.Temperature;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A styrene and MMA reactor in the middle of a campaign, as data: what the control thread would
 * publish.
 */
final class ExampleLab {
  static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
  static final DeviceName OVEN = new DeviceName("oven");
  static final DeviceName GAUGE = new DeviceName("pressure-gauge");
  static final DeviceName ANALYSER = new DeviceName("analyser");
  static final Objective OBJECTIVE = new Objective(new CopolymerComposition(0.60), 0.02, 0.50);
  static final int BUDGET = 40;

  private static final List<String> FEEDS = List.of("styrene", "mma", "initiator", "solvent");

  private ExampleLab() {}

  static ReactorDescription reactor() {
    Map<DeviceName, Device> devices = new TreeMap<>();
    List<FeedLine> feeds = new ArrayList<>();
    for (String feed : FEEDS) {
      DeviceName pump = new DeviceName("pump-" + feed);
      devices.put(
          pump,
          new Device.Pump(
              pump,
              Set.of(Capability.FLOW_SETPOINT, Capability.FLOW_ACTUAL),
              new FlowRate(5),
              new FlowRate(5_000),
              new Pressure(18),
              true));
      feeds.add(
          new FeedLine(
              new Feed(new FeedName(feed), stock(feed), new FlowRate(5), new FlowRate(5_000)),
              pump,
              new Volume(feed.equals("solvent") ? 1e6 : 250_000),
              new Volume(feed.equals("solvent") ? 50_000 : 10_000)));
    }
    devices.put(
        OVEN,
        new Device.TemperatureController(
            OVEN,
            Set.of(Capability.TEMPERATURE_ACTUAL),
            new Temperature(20),
            new Temperature(130)));
    devices.put(GAUGE, new Device.Sensor(GAUGE, Set.of(Capability.PRESSURE_ACTUAL)));
    devices.put(ANALYSER, new Device.Analyser(ANALYSER, Set.of(Capability.RESULT_FILE)));
    return new ReactorDescription(
        "bench-1",
        feeds,
        new FeedName("solvent"),
        new FlowPath(new Volume(400), new Volume(10_000), new Length(1.0), new Volume(600)),
        devices,
        OVEN,
        GAUGE,
        ANALYSER,
        new ReactorDescription.Limits(
            new Pressure(0.5),
            new Pressure(1.0),
            new Pressure(10),
            new Pressure(15),
            new Pressure(25),
            new Temperature(110),
            new Temperature(120),
            new TemperatureDifference(8),
            new TemperatureDifference(120)),
        new ReactorDescription.Rest(new Temperature(40), new FlowRate(2_000), new FlowRate(200)));
  }

  private static SortedMap<SpeciesName, Concentration> stock(String feed) {
    SortedMap<SpeciesName, Concentration> stock = new TreeMap<>();
    switch (feed) {
      case "styrene" -> stock.put(new SpeciesName("St"), new Concentration(6));
      case "mma" -> stock.put(new SpeciesName("MMA"), new Concentration(6));
      case "initiator" -> stock.put(new SpeciesName("AIBN"), new Concentration(0.3));
      default -> {}
    }
    return stock;
  }

  /** A reactor that runs, 14 runs into its campaign, with nothing wrong. */
  static LabSnapshot running() {
    return at(START.plus(Duration.ofHours(11)), 1_000);
  }

  /** The same lab at another instant, after so many cycles. */
  static LabSnapshot at(Instant now, long cycles) {
    return new LabSnapshot(
        now,
        60.0,
        true,
        status(now, cycles, ReactorState.EXECUTE, List.of()),
        Optional.of(run(now)),
        Optional.of(campaign(14)));
  }

  /** The same snapshot after so many control cycles. */
  static LabSnapshot withCycles(LabSnapshot lab, long cycles) {
    ReactorStatus status = lab.reactor();
    ReactorStatus.CycleTimes cycle =
        new ReactorStatus.CycleTimes(
            cycles, status.cycle().overruns(), status.cycle().last(), status.cycle().slowestStep());
    ReactorStatus later =
        new ReactorStatus(
            status.state(),
            status.since(),
            status.reason(),
            status.setpoints(),
            status.values(),
            status.left(),
            status.links(),
            status.alarms(),
            cycle);
    return new LabSnapshot(
        lab.at(), lab.speed(), lab.simulated(), later, lab.run(), lab.campaign());
  }

  /** A reactor that tripped on pressure while the gauge fell silent. */
  static LabSnapshot aborted() {
    LabSnapshot calm = running();
    Instant now = calm.at();
    Alarm trip =
        new Alarm(
            31,
            AlarmKind.OVER_PRESSURE,
            "pressure-gauge",
            "pressure 15.4 bar above HH 15 bar",
            now.minusSeconds(95),
            AlarmCondition.UNACKNOWLEDGED,
            true);
    Alarm lost =
        new Alarm(
            32,
            AlarmKind.DEVICE_LOST,
            "pressure-gauge",
            "no valid reply for 5 s",
            now.minusSeconds(60),
            AlarmCondition.ACKNOWLEDGED,
            false);
    ReactorStatus running = calm.reactor();
    SortedMap<Tag, Observed> values = new TreeMap<>(running.values());
    for (String feed : FEEDS) {
      put(values, now, new DeviceName("pump-" + feed), Capability.FLOW_ACTUAL, FlowRate.ZERO);
    }
    Tag pressure = new Tag(GAUGE, Capability.PRESSURE_ACTUAL);
    values.put(
        pressure,
        new Observed(
            new Reading.Good(
                new Pressure(15.4),
                Observability.MEASURED,
                now.minusSeconds(65),
                now.minusSeconds(65)),
            Quality.STALE));
    values.put(
        new Tag(new DeviceName("pump-mma"), Capability.FLOW_ACTUAL),
        new Observed(Reading.bad(BadReason.NO_REPLY, now.minusSeconds(3)), Quality.BAD));
    SortedMap<DeviceName, LinkState> links = new TreeMap<>(running.links());
    links.put(GAUGE, LinkState.OFFLINE);
    ReactorStatus status =
        new ReactorStatus(
            ReactorState.ABORTED,
            now.minusSeconds(90),
            "pressure 15.4 bar above HH 15 bar",
            Optional.empty(),
            values,
            running.left(),
            links,
            List.of(trip, lost),
            running.cycle());
    return new LabSnapshot(now, 60.0, true, status, Optional.empty(), calm.campaign());
  }

  static ReactorStatus status(Instant now, long cycles, ReactorState state, List<Alarm> alarms) {
    SortedMap<Tag, Observed> values = new TreeMap<>();
    SortedMap<DeviceName, LinkState> links = new TreeMap<>();
    SortedMap<FeedName, Volume> left = new TreeMap<>();
    double seconds = Duration.between(START, now).toMillis() / 1e3;
    SplittableRandom noise = new SplittableRandom(now.getEpochSecond());
    Setpoints setpoints = setpoints(seconds);
    for (String feed : FEEDS) {
      DeviceName pump = new DeviceName("pump-" + feed);
      double wanted = setpoints.flow(new FeedName(feed)).microlitresPerMinute();
      put(
          values,
          now,
          pump,
          Capability.FLOW_ACTUAL,
          new FlowRate(wanted * (1 + 0.006 * (noise.nextDouble() - 0.5))));
      links.put(pump, LinkState.READY);
    }
    left.put(new FeedName("styrene"), new Volume(161_000));
    left.put(new FeedName("mma"), new Volume(98_000));
    left.put(new FeedName("initiator"), new Volume(31_000));
    left.put(new FeedName("solvent"), new Volume(742_000));
    double inRun = seconds % 2_700;
    double hot = setpoints.bath().celsius();
    double before = setpoints(seconds - 2_700).bath().celsius();
    double temperature =
        hot + (before - hot) * Math.exp(-inRun / 240) + 0.12 * (noise.nextDouble() - 0.5);
    put(values, now, OVEN, Capability.TEMPERATURE_ACTUAL, new Temperature(temperature));
    put(values, now, OVEN, Capability.TEMPERATURE_SETPOINT, new Temperature(hot));
    put(values, now, OVEN, Capability.OUTPUT_ACTUAL, new dev.weir.units.Share(34.0));
    double flow = setpoints.totalFlow().microlitresPerMinute();
    put(
        values,
        now,
        GAUGE,
        Capability.PRESSURE_ACTUAL,
        new Pressure(
            2.1 + flow / 500 + 0.9 * (1 - Math.exp(-inRun / 900)) + 0.05 * noise.nextDouble()));
    links.put(OVEN, LinkState.READY);
    links.put(GAUGE, LinkState.READY);
    links.put(ANALYSER, LinkState.READY);
    return new ReactorStatus(
        state,
        now.minusSeconds(4_260),
        "bath and pressure steady",
        Optional.of(setpoints),
        values,
        left,
        links,
        alarms,
        new ReactorStatus.CycleTimes(cycles, 2, Duration.ofNanos(840_000), "interlocks"));
  }

  private static Setpoints setpoints(double seconds) {
    SplittableRandom choice = new SplittableRandom((long) Math.floor(seconds / 2_700));
    choice.nextLong();
    SortedMap<FeedName, FlowRate> flows = new TreeMap<>();
    double total = 320 + 500 * choice.nextDouble();
    double share = 0.3 + 0.5 * choice.nextDouble();
    flows.put(new FeedName("styrene"), new FlowRate(total * 0.5 * share));
    flows.put(new FeedName("mma"), new FlowRate(total * 0.5 * (1 - share)));
    flows.put(new FeedName("initiator"), new FlowRate(total * 0.1));
    flows.put(new FeedName("solvent"), new FlowRate(total * 0.4));
    return new Setpoints(flows, new Temperature(70 + Math.round(30 * choice.nextDouble())));
  }

  private static void put(
      Map<Tag, Observed> values,
      Instant now,
      DeviceName device,
      Capability capability,
      Quantity value) {
    Instant read = now.minusMillis(300);
    values.put(
        new Tag(device, capability),
        new Observed(new Reading.Good(value, Observability.MEASURED, read, read), Quality.GOOD));
  }

  static RunStatus run(Instant now) {
    return new RunStatus(
        new RunNumber(15),
        RunPhase.FLUSH,
        now.minusSeconds(780),
        now.minusSeconds(1_320),
        conditions(0.62, 22.5, 84),
        Optional.of(Duration.ofSeconds(954)),
        Optional.of(steady(false, 0.71)));
  }

  private static SteadyState steady(boolean proven, double washout) {
    return new SteadyState(
        proven,
        washout,
        0.02,
        0.11,
        0.004,
        0.03,
        proven ? "all tests hold" : "washout 0.71 below 0.98");
  }

  static Conditions conditions(double f10, double minutes, double celsius) {
    return new Conditions(
        new FeedComposition(f10),
        TimeSpan.ofMinutes(minutes),
        new Temperature(celsius),
        new Concentration(3.0),
        new Concentration(0.03));
  }

  static CampaignStatus campaign(int runs) {
    List<Observation> observations = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    for (int run = 1; run <= runs; run++) {
      if (run == 6) {
        continue;
      }
      observations.add(observation(run, random));
    }
    RunNumber best =
        observations.stream()
            .min(java.util.Comparator.comparingDouble(o -> OBJECTIVE.loss(o.outcome())))
            .orElseThrow()
            .run();
    return new CampaignStatus(
        "styrene-mma",
        "styrene",
        "MMA",
        CampaignStatus.State.RUNNING,
        "run 15 is under way",
        BUDGET,
        runs + 1,
        observations.size(),
        1,
        OBJECTIVE,
        observations,
        Optional.of(best),
        Optional.of(proposal()),
        List.of(),
        Optional.empty());
  }

  private static Proposal proposal() {
    return new Proposal(
        conditions(0.655, 31.0, 88),
        Proposal.Source.ACQUISITION,
        Optional.of(new Proposal.Predicted(0.604, 0.011, 0.542, 0.024)),
        0.0143,
        1L,
        13,
        "Largest expected improvement: F1 is expected within the tolerance and conversion above its floor of 0.5, where the nearest run so far (run 12) reached 0.47.");
  }

  private static Observation observation(int run, SplittableRandom random) {
    double spread = Math.exp(-run / 5.0);
    double composition = 0.60 + 0.42 * spread * (random.nextDouble() - 0.45);
    double conversion =
        0.50 - 0.5 * spread * (random.nextDouble() - 0.2) + 0.06 * random.nextDouble();
    double f10 = composition + 0.03;
    Instant started = START.plus(Duration.ofMinutes(45L * (run - 1)));
    SortedMap<FeedName, Volume> used = new TreeMap<>();
    FEEDS.forEach(feed -> used.put(new FeedName(feed), new Volume(6_200)));
    Conditions requested = conditions(f10, 12 + run * 1.4, 72 + run * 1.1);
    return new Observation(
        new RunNumber(run),
        requested,
        conditions(f10 + 0.001, 12.02 + run * 1.4, 72.1 + run * 1.1),
        new Outcome(
            new MeasuredConversion(conversion, 0.01),
            new MeasuredConversion(conversion, 0.01),
            composition,
            0.008,
            conversion,
            0.012),
        steady(true, 0.985),
        new SampleName("styrene-mma-" + run),
        started,
        started.plus(Duration.ofMinutes(38)),
        TimeSpan.ofMinutes(38),
        used,
        "5d4140".repeat(10) + "abcd");
  }
}
