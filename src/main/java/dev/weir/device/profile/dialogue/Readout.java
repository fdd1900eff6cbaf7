package dev.weir.device.profile.dialogue;

import dev.weir.device.BadReason;
import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.Observability;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.device.profile.language.Behaviour;
import dev.weir.device.profile.language.CapabilityDeclaration;
import dev.weir.device.profile.language.Fields;
import dev.weir.units.Quantity;
import dev.weir.units.Scalar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes readings of replies: which field of which command is which value. Immutable. */
final class Readout {
  private static final Quantity RUNNING = new Scalar(1.0);
  private static final Quantity STOPPED = new Scalar(0.0);

  private final Map<String, List<Source>> byCommand = new LinkedHashMap<>();
  private final List<Tag> all = new ArrayList<>();
  private final Optional<Source> run;
  private final boolean runIsCommanded;

  private record Source(Tag tag, String field, Observability observability) {}

  Readout(DeviceName device, Behaviour behaviour) {
    Optional<Source> running = Optional.empty();
    boolean commanded = false;
    for (CapabilityDeclaration declaration : behaviour.capabilities().values()) {
      Tag tag = new Tag(device, declaration.capability());
      switch (declaration.source()) {
        case CapabilityDeclaration.Source.ReplyField(String command, String field) -> {
          all.add(tag);
          byCommand
              .computeIfAbsent(command, key -> new ArrayList<>())
              .add(new Source(tag, field, declaration.observability()));
        }
        case CapabilityDeclaration.Source.State state -> {
          all.add(tag);
          running = Optional.of(new Source(tag, "", declaration.observability()));
        }
        case CapabilityDeclaration.Source.Commanded source -> {
          all.add(tag);
          commanded |= declaration.capability() == Capability.RUN;
          running = Optional.of(new Source(tag, "", Observability.COMMANDED));
        }
        case CapabilityDeclaration.Source.OwnReport report -> {
          // Analyses and spectra have reports of their own.
        }
      }
    }
    this.run = running;
    this.runIsCommanded = commanded;
  }

  /** Tells whether whether the device runs is known only from what it was told. */
  boolean runIsCommanded() {
    return runIsCommanded;
  }

  /** Reports the values of a reply. */
  void read(
      String command, Fields fields, Instant askedAt, Instant now, Consumer<DeviceReport> reports) {
    List<Source> sources = byCommand.get(command);
    if (sources == null) {
      return;
    }
    for (Source source : sources) {
      Optional<Quantity> quantity = fields.quantity(source.field);
      Reading reading =
          quantity.isPresent()
              ? new Reading.Good(quantity.get(), source.observability, askedAt, now)
              : Reading.bad(BadReason.SENTINEL, now);
      reports.accept(new DeviceReport.ReadingTaken(source.tag, reading));
    }
  }

  /** Reports that a command brought no values. */
  void bad(String command, BadReason reason, Instant now, Consumer<DeviceReport> reports) {
    for (Source source : byCommand.getOrDefault(command, List.of())) {
      reports.accept(new DeviceReport.ReadingTaken(source.tag, Reading.bad(reason, now)));
    }
  }

  /** Reports whether the device runs. */
  void running(boolean runs, Instant askedAt, Instant now, Consumer<DeviceReport> reports) {
    run.ifPresent(
        source ->
            reports.accept(
                new DeviceReport.ReadingTaken(
                    source.tag,
                    new Reading.Good(
                        runs ? RUNNING : STOPPED, source.observability, askedAt, now))));
  }

  /** Reports that it is not known whether the device runs. */
  void runningUnknown(BadReason reason, Instant now, Consumer<DeviceReport> reports) {
    run.ifPresent(
        source ->
            reports.accept(new DeviceReport.ReadingTaken(source.tag, Reading.bad(reason, now))));
  }

  /** Reports that nothing is known. */
  void allBad(BadReason reason, Instant now, Consumer<DeviceReport> reports) {
    for (Tag tag : all) {
      reports.accept(new DeviceReport.ReadingTaken(tag, Reading.bad(reason, now)));
    }
  }
}
