package dev.weir.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.BadReason;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceRequest;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Wanted;
import dev.weir.flow.FeedName;
import dev.weir.journal.Entry;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import dev.weir.units.Volume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever operators, devices and the journal do, the invariants of the hazard study hold in every
 * cycle.
 */
final class InvariantsTest {
  private static final int TICKS = 4000;
  private static final Map<FeedName, DeviceName> PUMPS =
      Map.of(
          Rig.MONOMER, Rig.MONOMER_PUMP,
          Rig.INITIATOR, Rig.INITIATOR_PUMP,
          Rig.SOLVENT, Rig.SOLVENT_PUMP);
  private static final List<DeviceName> DEVICES =
      List.of(Rig.MONOMER_PUMP, Rig.INITIATOR_PUMP, Rig.SOLVENT_PUMP, Rig.HEATER, Rig.SENSOR);

  private static final List<FaultClass> FAULTS = List.copyOf(EnumSet.allOf(FaultClass.class));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void theInvariantsHoldInEveryCycle(long seed) {
    new Story(seed).play();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22})
  void theSameSeedGivesTheSameJournal(long seed) {
    List<Entry> one = new Story(seed).play();
    List<Entry> two = new Story(seed).play();
    assertThat(one).as("seed %d", seed).isEqualTo(two);
  }

  /** One seeded sequence of commands and faults, with its checkers. */
  private static final class Story {
    private final long seed;
    private final SplittableRandom random;
    private final MemoryJournal journal = new MemoryJournal();
    private final Set<String> forcedFlows = new HashSet<>();
    private final List<CompletableFuture<Acceptance>> answers = new ArrayList<>();
    private int scanned;
    private boolean cleared;
    private boolean latched;
    private Rig rig;

    Story(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.rig = new Rig(journal);
    }

    List<Entry> play() {
      for (int tick = 0; tick < TICKS; tick++) {
        if (random.nextInt(60) == 0) {
          disturb();
        }
        if (random.nextInt(10) == 0) {
          command();
        }
        journal.forceAtOnce(random.nextInt(3) > 0);
        if (random.nextInt(4) == 0) {
          journal.forceAll();
        }
        rig.allRequests.clear();
        rig.tick();
        scanJournal();
        check();
      }
      journal.forceAll();
      rig.tick();
      holds("every command is answered", answers.stream().allMatch(CompletableFuture::isDone));
      return journal.entries;
    }

    private void submit(Command command) {
      answers.add(rig.agent.submit(command));
    }

    private void disturb() {
      DeviceName device = DEVICES.get(random.nextInt(DEVICES.size()));
      switch (random.nextInt(16)) {
        case 0 -> rig.silent.add(device);
        case 1 -> rig.pressureOffset = random.nextDouble(12.0);
        case 2 -> rig.flowFactor.put(device, random.nextDouble());
        case 3 -> rig.fault(device, FAULTS.get(random.nextInt(FAULTS.size())));
        case 4 -> rig.link(device, LinkState.OFFLINE);
        case 5 -> rig.bad.put(Rig.TEMPERATURE, BadReason.SENTINEL);
        case 6 -> rig.watchdogArmed = false;
        case 7 -> rig.neverProvesSafe.add(device);
        case 8 -> rig.addedHeat = random.nextDouble(20.0);
        case 9 -> rig.suspends = Optional.of("a step asks");
        case 10 -> restart();
        default -> heal();
      }
      // Most disturbances pass soon, so that the reactor also gets to run.
      if (random.nextInt(3) > 0) {
        heal();
      }
    }

    private void heal() {
      rig.silent.clear();
      rig.flowFactor.clear();
      rig.bad.clear();
      rig.neverProvesSafe.clear();
      rig.pressureOffset = 0.0;
      rig.addedHeat = 0.0;
      rig.watchdogArmed = true;
      rig.suspends = Optional.empty();
      DEVICES.forEach(device -> rig.link(device, LinkState.READY));
    }

    private void restart() {
      if (random.nextInt(6) == 0) {
        // Commands of the session that died are never answered.
        answers.clear();
        rig = new Rig(journal, rig.now.plusSeconds(5));
        cleared = false;
        forcedFlows.clear();
      }
    }

    private void command() {
      rig.wish =
          random.nextInt(5) == 0
              ? Optional.empty()
              : Optional.of(
                  Rig.setpoints(
                      random.nextInt(4) * 100,
                      random.nextInt(3) * 40,
                      random.nextInt(4) * 100,
                      random.nextInt(20, 130)));
      Command.Origin origin = Rig.origin();
      switch (random.nextInt(14)) {
        case 0, 1, 2, 3 -> submit(new Command.Clear(origin));
        case 4, 5, 6 -> submit(new Command.Start(origin));
        case 7 -> submit(new Command.Hold(origin));
        case 8, 9 -> submit(new Command.Resume(origin));
        case 10 -> submit(new Command.Refill(origin, Rig.MONOMER, Volume.parse("99 mL")));
        case 11 -> acknowledgeAll(origin);
        case 12 -> {
          if (random.nextInt(8) == 0) {
            submit(new Command.Abort(origin));
          }
        }
        default -> {
          if (random.nextInt(8) == 0) {
            submit(new Command.Stop(origin));
          }
        }
      }
    }

    private void acknowledgeAll(Command.Origin origin) {
      rig.agent
          .status()
          .alarms()
          .forEach(alarm -> submit(new Command.Acknowledge(origin, alarm.number())));
    }

    private void scanJournal() {
      while (scanned < journal.entries.size()
          && journal.entries.get(scanned).sequence() <= journal.forcedSequence()) {
        Entry entry = journal.entries.get(scanned++);
        if (entry.event() instanceof ReactorEvent.SetpointsIntended intended) {
          intended.setpoints().flows().forEach((feed, flow) -> forcedFlows.add(feed + " " + flow));
        }
      }
      for (int index = journal.entries.size() - 1; index >= 0; index--) {
        Entry entry = journal.entries.get(index);
        if (entry.at().isBefore(rig.now)) {
          break;
        }
        cleared |= entry.event() instanceof ReactorEvent.InterlocksCleared;
      }
      latched = isLatched();
    }

    private boolean isLatched() {
      for (int index = journal.entries.size() - 1; index >= 0; index--) {
        if (journal.entries.get(index).event() instanceof ReactorEvent.InterlockTripped) {
          return true;
        }
        if (journal.entries.get(index).event() instanceof ReactorEvent.InterlocksCleared) {
          return false;
        }
      }
      return false;
    }

    private void check() {
      ReactorState state = rig.agent.state();
      boolean reactive = rig.flow(Rig.MONOMER_PUMP) + rig.flow(Rig.INITIATOR_PUMP) > 0.0;
      holds("I1 reactive feeds only in EXECUTE", !reactive || state == ReactorState.EXECUTE);
      boolean initiator = rig.flow(Rig.INITIATOR_PUMP) > 0.0;
      Duration age = Duration.between(rig.temperatureReadAt, rig.now);
      holds("I2 initiator only beside monomer", !initiator || rig.flow(Rig.MONOMER_PUMP) > 0.0);
      holds(
          "I2 initiator only with a temperature",
          !initiator || age.compareTo(Duration.ofMillis(10_200)) <= 0);
      boolean tooLong =
          rig.overPressureSince
              .map(since -> Duration.between(since, rig.now).toMillis() >= 500)
              .orElse(false);
      holds("I3 over-pressure stops all pumps", !tooLong || rig.allPumpsSafe());
      holds("I4 nothing moves before a clear", cleared || nothingMoves());
      holds(
          "I5 no actuation without its forced intent",
          rig.allRequests.stream().allMatch(this::isIntended));
      holds("I6 safe is proven or alarmed", state != ReactorState.ABORTED || allProvenOrAlarmed());
      holds(
          "I7 no latched trip clears itself",
          !latched || state == ReactorState.ABORTING || state == ReactorState.ABORTED);
      holds("I9 no heat without an armed watchdog", rig.bath() <= 25.0 || rig.watchdogRead);
      holds(
          "leases are renewed",
          rig.allRequests.stream()
              .allMatch(request -> request.leaseUntil().equals(rig.now.plusSeconds(2))));
    }

    private boolean nothingMoves() {
      return rig.allRequests.stream()
          .noneMatch(
              request ->
                  request.wanted() instanceof Wanted.Pumping
                      || request.wanted() instanceof Wanted.Tempering);
    }

    private boolean isIntended(DeviceRequest request) {
      return switch (request.wanted()) {
        case Wanted.Pumping(FlowRate flow) ->
            flow.equals(FlowRate.ZERO)
                || PUMPS.entrySet().stream()
                    .anyMatch(
                        entry ->
                            entry.getValue().equals(request.device())
                                && forcedFlows.contains(entry.getKey() + " " + flow));
        case Wanted.Tempering(Temperature ignored) -> true;
        case Wanted.Safe ignored -> true;
        case Wanted.Observed ignored -> true;
        case Wanted.Analysing ignored -> true;
      };
    }

    private boolean allProvenOrAlarmed() {
      List<String> alarmed =
          rig.agent.status().alarms().stream()
              .filter(
                  alarm ->
                      alarm.kind() == AlarmKind.UNCONFIRMED_SAFE
                          && alarm.condition()
                              != ReactorStatus.AlarmCondition.RETURNED_UNACKNOWLEDGED)
              .map(ReactorStatus.Alarm::source)
              .toList();
      return DEVICES.stream()
          .filter(device -> !device.equals(Rig.SENSOR))
          .allMatch(device -> rig.proven.contains(device) || alarmed.contains(device.text()));
    }

    private void holds(String invariant, boolean truth) {
      if (!truth) {
        throw new AssertionError(
            "seed %d at %s in %s (%s): %s broken"
                .formatted(
                    seed, rig.now, rig.agent.state(), rig.agent.status().reason(), invariant));
      }
    }
  }
}
