package dev.weir.api;

import dev.weir.campaign.LabSnapshot;
import dev.weir.device.Capability;
import dev.weir.device.Observability;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.reactor.Acceptance;
import dev.weir.reactor.ProcessValues.Observed;
import dev.weir.reactor.Quality;
import dev.weir.reactor.ReactorState;
import dev.weir.reactor.ReactorStatus;
import dev.weir.units.Temperature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Small labs for tests of single parts. */
public final class TestRooms {
  /** When they begin. */
  public static final Instant START = ExampleLab.START;

  private TestRooms() {}

  /** Returns a room whose control cycle has ended as often as the counter says. */
  public static ControlRoom counting(AtomicLong cycles) {
    Supplier<LabSnapshot> lab =
        () ->
            ExampleLab.at(
                START.plus(Duration.ofHours(11)).plusMillis(100 * cycles.get()), cycles.get());
    return new ControlRoom(
        ExampleLab.reactor(),
        lab,
        RecordedDesk.answering(new Acceptance.Accepted(1)),
        new SnapshotArchive(lab));
  }

  /** Returns a lab with one reading, read at that instant. */
  public static LabSnapshot snapshot(Instant at) {
    Observed reading =
        new Observed(
            new Reading.Good(new Temperature(80), Observability.MEASURED, at, at), Quality.GOOD);
    ReactorStatus status =
        new ReactorStatus(
            ReactorState.EXECUTE,
            START,
            "test",
            Optional.empty(),
            new TreeMap<>(Map.of(new Tag(ExampleLab.OVEN, Capability.TEMPERATURE_ACTUAL), reading)),
            new TreeMap<>(),
            new TreeMap<>(),
            List.of(),
            new ReactorStatus.CycleTimes(0, 0, Duration.ZERO, "none"));
    return new LabSnapshot(at, 1, true, status, Optional.empty(), Optional.empty());
  }
}
