package dev.weir.api.rest;

import dev.weir.api.rest.StatusReply.AlarmReply;
import dev.weir.api.rest.StatusReply.CycleReply;
import dev.weir.api.rest.StatusReply.FeedReply;
import dev.weir.api.rest.StatusReply.FlowReply;
import dev.weir.api.rest.StatusReply.LimitsReply;
import dev.weir.api.rest.StatusReply.Link;
import dev.weir.api.rest.StatusReply.MainTags;
import dev.weir.api.rest.StatusReply.PresentRun;
import dev.weir.api.rest.StatusReply.SetpointsReply;
import dev.weir.api.rest.StatusReply.Value;
import dev.weir.campaign.CampaignStatus;
import dev.weir.campaign.LabSnapshot;
import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.experiment.RunStatus;
import dev.weir.flow.Setpoints;
import dev.weir.reactor.ProcessValues.Observed;
import dev.weir.reactor.ReactorDescription;
import dev.weir.reactor.ReactorDescription.FeedLine;
import dev.weir.reactor.ReactorDescription.Limits;
import dev.weir.reactor.ReactorStatus;
import dev.weir.reactor.ReactorStatus.Alarm;
import dev.weir.units.FlowRate;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns a snapshot into what the outside is told. Pure. */
final class StatusProjection {
  private StatusProjection() {}

  static StatusReply of(ReactorDescription reactor, LabSnapshot snapshot) {
    ReactorStatus status = snapshot.reactor();
    Instant now = snapshot.at();
    return new StatusReply(
        StateVersion.of(snapshot).text(),
        now,
        reactor.name(),
        snapshot.simulated(),
        snapshot.speed(),
        status.state().name(),
        status.since(),
        secondsSince(status.since(), now),
        status.reason(),
        snapshot.run().map(run -> presentRun(run, snapshot.campaign(), now)),
        status.values().entrySet().stream().map(entry -> value(entry, now)).toList(),
        status.setpoints().map(StatusProjection::setpoints),
        mainTags(reactor),
        limits(reactor.limits()),
        reactor.feeds().stream().map(line -> feed(line, reactor, status)).toList(),
        reactor
            .wasteCapacity()
            .map(
                capacity ->
                    new StatusReply.WasteReply(
                        status.wasted().microlitres() / 1e3, capacity.microlitres() / 1e3)),
        reactor.path().coil().microlitres() / 1e3,
        links(reactor, status),
        status.alarms().stream().map(alarm -> alarm(alarm, now)).toList(),
        snapshot.campaign().map(CampaignProjection::present),
        cycle(status),
        Permissions.of(reactor, snapshot));
  }

  private static PresentRun presentRun(
      RunStatus run, Optional<CampaignStatus> campaign, Instant now) {
    return new PresentRun(
        campaign.map(owner -> RunAddress.text(owner.name(), run.run().value())).orElse(""),
        run.run().value(),
        campaign.map(CampaignStatus::budget),
        run.phase().name(),
        run.phaseSince(),
        secondsSince(run.phaseSince(), now),
        run.expectedRemaining().map(StatusProjection::seconds),
        run.startedAt(),
        secondsSince(run.startedAt(), now),
        ConditionsReply.of(run.conditions()),
        run.steadyState().map(SteadyStateReply::of));
  }

  private static Value value(Map.Entry<Tag, Observed> entry, Instant now) {
    Tag tag = entry.getKey();
    Reading reading = entry.getValue().reading();
    String unit = tag.capability().dimension().canonical().symbol();
    String quality = word(entry.getValue().quality());
    double age = secondsSince(reading.acquiredAt(), now);
    String device = tag.device().text();
    String capability = tag.capability().word();
    return switch (reading) {
      case Reading.Good good ->
          new Value(
              tag.toString(),
              device,
              capability,
              Optional.of(good.value().canonicalValue()),
              unit,
              quality,
              Optional.of(word(good.observability())),
              Optional.empty(),
              age);
      case Reading.Bad bad ->
          new Value(
              tag.toString(),
              device,
              capability,
              Optional.empty(),
              unit,
              quality,
              Optional.empty(),
              Optional.of(word(bad.reason())),
              age);
    };
  }

  private static SetpointsReply setpoints(Setpoints setpoints) {
    return new SetpointsReply(
        setpoints.flows().entrySet().stream()
            .map(
                entry ->
                    new FlowReply(entry.getKey().text(), entry.getValue().microlitresPerMinute()))
            .toList(),
        setpoints.totalFlow().microlitresPerMinute(),
        setpoints.bath().celsius());
  }

  private static MainTags mainTags(ReactorDescription reactor) {
    return new MainTags(
        new Tag(reactor.temperatureController(), Capability.TEMPERATURE_ACTUAL).toString(),
        new Tag(reactor.pressureSensor(), Capability.PRESSURE_ACTUAL).toString());
  }

  private static LimitsReply limits(Limits limits) {
    return new LimitsReply(
        limits.pressureLowLow().bars(),
        limits.pressureLow().bars(),
        limits.pressureHigh().bars(),
        limits.pressureHighHigh().bars(),
        limits.pressureRating().bars(),
        limits.temperatureHigh().celsius(),
        limits.temperatureHighHigh().celsius());
  }

  private static FeedReply feed(FeedLine line, ReactorDescription reactor, ReactorStatus status) {
    Optional<Volume> left = Optional.ofNullable(status.left().get(line.feed().name()));
    FlowRate wanted =
        status.setpoints().map(set -> set.flow(line.feed().name())).orElse(FlowRate.ZERO);
    return new FeedReply(
        line.feed().name().text(),
        line.pump().text(),
        flowTag(line, reactor).toString(),
        contents(line),
        line.feed().name().equals(reactor.flushFeed()),
        left.map(volume -> volume.microlitres() / 1e3),
        line.capacity().microlitres() / 1e3,
        line.reserve().microlitres() / 1e3,
        left.filter(volume -> wanted.microlitresPerMinute() > 0.0)
            .map(volume -> minutesLeft(volume, line.reserve(), wanted)));
  }

  /**
   * The reading that tells a pump's flow: measured where the pump can, else the set-point it
   * repeats.
   */
  private static Tag flowTag(FeedLine line, ReactorDescription reactor) {
    boolean measures =
        Optional.ofNullable(reactor.devices().get(line.pump()))
            .filter(device -> device.capabilities().contains(Capability.FLOW_ACTUAL))
            .isPresent();
    return new Tag(line.pump(), measures ? Capability.FLOW_ACTUAL : Capability.FLOW_SETPOINT);
  }

  private static double minutesLeft(Volume left, Volume reserve, FlowRate flow) {
    return Math.max(0.0, left.microlitres() - reserve.microlitres()) / flow.microlitresPerMinute();
  }

  private static String contents(FeedLine line) {
    return line.feed().stock().entrySet().stream()
        .map(entry -> entry.getValue().print() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static List<Link> links(ReactorDescription reactor, ReactorStatus status) {
    return status.links().entrySet().stream()
        .map(
            entry ->
                new Link(
                    entry.getKey().text(),
                    Optional.ofNullable(reactor.devices().get(entry.getKey()))
                        .map(StatusProjection::kind)
                        .orElse("device"),
                    word(entry.getValue())))
        .toList();
  }

  private static String kind(Device device) {
    return switch (device) {
      case Device.Pump pump -> "pump";
      case Device.TemperatureController controller -> "temperature controller";
      case Device.Sensor sensor -> "sensor";
      case Device.Analyser analyser -> "analyser";
    };
  }

  private static AlarmReply alarm(Alarm alarm, Instant now) {
    return new AlarmReply(
        alarm.number(),
        word(alarm.kind()),
        alarm.source(),
        alarm.text(),
        alarm.kind().cause(),
        alarm.kind().consequence(),
        alarm.kind().response(),
        alarm.raisedAt(),
        secondsSince(alarm.raisedAt(), now),
        word(alarm.condition()),
        alarm.firstOut());
  }

  private static CycleReply cycle(ReactorStatus status) {
    return new CycleReply(
        status.cycle().count(),
        status.cycle().overruns(),
        status.cycle().last().toNanos() / 1e6,
        status.cycle().slowestStep());
  }

  private static double secondsSince(Instant then, Instant now) {
    return seconds(Duration.between(then, now));
  }

  private static double seconds(Duration span) {
    return span.toNanos() / 1e9;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
