package dev.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.Capability;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Reading;
import dev.weir.device.Wanted;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.simulator.plant.NoiseSource;
import dev.weir.simulator.wire.Misbehaviour;
import dev.weir.simulator.wire.Misbehaviour.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of one trouble: a device that works is troubled and wished to do something else,
 * then it is sound again and wished to work.
 */
final class TroubleStory {
  private static final long SEED = 7L;

  /** Virtual time in which a trouble must be told: 25 busy answers, or a reply of 80 slow bytes. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(90);

  /** Virtual time after it was told in which nothing else may be. */
  private static final Duration LASTS = Duration.ofSeconds(4);

  /** Virtual time in which a sound device must be well: the longest back-off and a whole start. */
  private static final Duration WELL_WITHIN = Duration.ofSeconds(90);

  private static final double WORK = 1.0;
  private static final double OTHER_WORK = 0.9;

  private final LedDevice device;
  private final FrameForm replies;

  /**
   * Begins a story.
   *
   * @param replies how the device's replies are set apart on this line
   */
  TroubleStory(LedDevice device, FrameForm replies) {
    this.device = device;
    this.replies = replies;
  }

  private boolean hasChecksum() {
    return switch (replies) {
      case FrameForm.Line line -> line.checksum().isPresent();
      case FrameForm.Enclosed enclosed -> enclosed.checksum().isPresent();
      case FrameForm.Packet packet -> packet.checksum().isPresent();
      case FrameForm.ModbusRtu _, FrameForm.ModbusAscii _ -> true;
      case FrameForm.Silence _, FrameForm.ModbusTcp _, FrameForm.NoFrames _ -> false;
    };
  }

  /**
   * What became of a trouble.
   *
   * @param told the classes of fault that were reported, in their order
   * @param link the state of the link while it lasted
   * @param obeyed whether the device came to do what was wished while it lasted
   * @param untrue how many readings were numbers that the plant cannot have shown
   * @param back virtual time until the device was well again
   */
  record Outcome(
      List<FaultClass> told, LinkState link, boolean obeyed, long untrue, Duration back) {
    String row(Trouble trouble) {
      return "| %s | %s | %s | %s | %d | %.0f s |"
          .formatted(
              trouble.words(),
              told.isEmpty()
                  ? "-"
                  : told.stream()
                      .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                      .collect(Collectors.joining(", ")),
              link.name().toLowerCase(Locale.ROOT),
              obeyed ? "yes" : "no",
              untrue,
              back.toMillis() / 1e3);
    }
  }

  /** Brings a new device to work. */
  void begin() {
    assertThat(device.until(WELL_WITHIN, device::isWell)).as("well at first").isPresent();
    device.wantWork(WORK);
    assertThat(device.until(WELL_WITHIN, () -> device.works(WORK))).as("works").isPresent();
  }

  Outcome tell(Trouble trouble) {
    device.reports.clear();
    Optional<LinkState> before = Optional.of(LinkState.READY);
    provoke(trouble);
    device.wantWork(OTHER_WORK);
    device.until(TOLD_WITHIN, () -> isTold(trouble));
    device.run(LASTS);
    LinkState link = device.link().or(() -> before).orElseThrow();
    boolean obeyed = device.works(OTHER_WORK) && (device.isPump() || device.heats());
    List<FaultClass> told = device.faults();
    long untrue = device.reports.stream().filter(this::isUntrue).count();
    judge(trouble, told, link, obeyed, untrue);
    return new Outcome(told, link, obeyed, untrue, recover(trouble));
  }

  private void provoke(Trouble trouble) {
    switch (trouble) {
      case Trouble.Answers(ErrorRule rule) -> misbehave(Kind.ERROR_REPLY, Optional.of(rule));
      case Trouble.Shows(var state, var _) -> device.bench.fall(BenchParts.ALONE, state.name());
      case Trouble.Misbehaves(Kind kind) -> misbehave(kind, Optional.empty());
    }
  }

  private void misbehave(Kind kind, Optional<ErrorRule> error) {
    device.bench.misbehave(
        BenchParts.ALONE,
        Misbehaviour.of(
            kind,
            1.0,
            new NoiseSource(SEED, "trouble"),
            error,
            Misbehaviour.waits(device.profile)));
  }

  private boolean isTold(Trouble trouble) {
    return switch (trouble) {
      case Trouble.Answers(ErrorRule rule) -> device.faults().contains(rule.kind());
      case Trouble.Shows(var _, FaultClass kind) -> device.faults().contains(kind);
      case Trouble.Misbehaves(Kind kind) ->
          switch (kind) {
            case MUTE, LATE, TRUNCATED -> device.link().equals(Optional.of(LinkState.OFFLINE));
            case IGNORED -> device.faults().contains(FaultClass.READBACK);
            case ERROR_REPLY, GARBLED, DUPLICATED, DRIBBLED, SWAPPED, RESET, HANG_IF_TOO_FAST ->
                !device.faults().isEmpty() || device.works(OTHER_WORK);
          };
    };
  }

  private void judge(
      Trouble trouble, List<FaultClass> told, LinkState link, boolean obeyed, long untrue) {
    String reports = device.reports.toString();
    switch (trouble) {
      case Trouble.Answers(ErrorRule rule) -> {
        assertThat(told).as(reports).contains(rule.kind());
        assertThat(obeyed).as(reports).isFalse();
      }
      case Trouble.Shows(var _, FaultClass kind) -> {
        assertThat(told).as(reports).contains(kind);
        assertThat(device.isPump() && obeyed).as(reports).isFalse();
      }
      case Trouble.Misbehaves(Kind kind) -> {
        switch (kind) {
          case MUTE, LATE, TRUNCATED -> {
            assertThat(told).as(reports).contains(FaultClass.SILENT);
            assertThat(link).as(reports).isEqualTo(LinkState.OFFLINE);
            assertThat(device.readings().values()).allMatch(Reading.Bad.class::isInstance);
          }
          case IGNORED -> {
            assertThat(told).as(reports).contains(FaultClass.READBACK);
            assertThat(obeyed).as(reports).isFalse();
          }
          case DUPLICATED, HANG_IF_TOO_FAST -> {
            if (kind == Kind.DUPLICATED && replies instanceof FrameForm.Silence) {
              // Two replies without a pause are one message that means nothing.
              assertThat(told).as(reports).contains(FaultClass.SILENT);
            } else {
              assertThat(told).as(reports).isEmpty();
              assertThat(link).as(reports).isEqualTo(LinkState.READY);
              assertThat(device.works(OTHER_WORK)).as(reports).isTrue();
            }
          }
          case DRIBBLED ->
              assertThat(device.works(OTHER_WORK) || told.contains(FaultClass.SILENT))
                  .as(reports)
                  .isTrue();
          case ERROR_REPLY, GARBLED, SWAPPED, RESET -> {
            // Whatever they lead to, it is no number, and it passes.
          }
        }
      }
    }
    if (hasChecksum() || !trouble.equals(new Trouble.Misbehaves(Kind.GARBLED))) {
      assertThat(untrue).as(reports).isZero();
    }
  }

  /** Lets the device be sound again, wishes it to work and waits until it does. */
  private Duration recover(Trouble trouble) {
    device.bench.misbehave(BenchParts.ALONE, Misbehaviour.none());
    boolean latches =
        trouble instanceof Trouble.Shows
            || trouble.equals(new Trouble.Misbehaves(Kind.HANG_IF_TOO_FAST));
    if (latches) {
      device.bench.powerCycle(BenchParts.ALONE);
    }
    device.reports.clear();
    Optional<Duration> well = device.until(WELL_WITHIN, this::isWellNow);
    assertThat(well).as("well after '%s': %s", trouble.words(), device.reports).isPresent();
    // Whatever stopped by itself does not start again before it was wished to stand still.
    device.want(new Wanted.Safe());
    Optional<Duration> safe = device.until(WELL_WITHIN, this::isSafe);
    assertThat(safe).as("safe after '%s': %s", trouble.words(), device.reports).isPresent();
    device.wantWork(WORK);
    Optional<Duration> works = device.until(WELL_WITHIN, () -> device.works(WORK));
    assertThat(works).as("works after '%s': %s", trouble.words(), device.reports).isPresent();
    return well.orElseThrow();
  }

  private boolean isSafe() {
    return device.reports.stream().anyMatch(DeviceReport.MadeSafe.class::isInstance);
  }

  /** A link that was never lost says nothing about itself. */
  private boolean isWellNow() {
    return device.link().filter(state -> state != LinkState.READY).isEmpty()
        && !device.readings().isEmpty()
        && device.readings().values().stream().allMatch(Reading.Good.class::isInstance);
  }

  private boolean isUntrue(DeviceReport report) {
    return report instanceof DeviceReport.ReadingTaken(var tag, Reading.Good good)
        && !isPossible(tag.capability(), good.value().canonicalValue());
  }

  /** Tells whether the plant can have shown a value: wide bounds, in the base unit of each. */
  private boolean isPossible(Capability capability, double value) {
    double pressure = device.bench.plant().shownPressure().bars();
    return switch (capability) {
      case FLOW_SETPOINT, FLOW_ACTUAL -> value >= 0.0 && value <= 510.0;
      case VOLUME_DISPENSED -> value >= 0.0 && value <= 100_000.0;
      case PRESSURE_ACTUAL -> Math.abs(value - pressure) <= 2.0;
      case PRESSURE_LIMIT -> value >= 0.0 && value <= 500.0;
      case TEMPERATURE_SETPOINT, TEMPERATURE_ACTUAL -> value >= 15.0 && value <= 65.0;
      case OUTPUT_ACTUAL -> value >= 0.0 && value <= 100.0;
      case MASS_ACTUAL -> Math.abs(value - 100.0) <= 1.0;
      case RUN, WATCHDOG, REMOTE_LOCK, PERMIT -> value == 0.0 || value == 1.0;
      case VALVE_POSITION, SPECTRUM, RESULT_FILE, ANALYSIS -> false;
    };
  }
}
