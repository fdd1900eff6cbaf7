package dev.weir.device.profile.node;

import dev.weir.device.BadReason;
import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.device.Wanted;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeDialogue;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeReply;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeValue;
import dev.weir.device.line.node.NodeWatch;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.NodeDefinition;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.NodeKind;
import dev.weir.units.Scalar;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The conversation with one device whose values are nodes. It keeps no queue: each time the line is
 * free it compares what is wanted with what the nodes show, and asks for what the most pressing
 * difference needs: safe state, set-point, motion, sample. Nothing is written to a device whose
 * identity is not proven. After a lost link a pump is not touched again before another wish. Owned
 * by one line thread.
 */
public final class NodeDevice implements NodeDialogue {
  /** Wait before something that failed is tried again. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Longest time for the nodes that identify the device to be heard of. */
  private static final Duration IDENTITY_AT_MOST = Duration.ofSeconds(10);

  /** Shortest time between two reports of one value. */
  private static final Duration REPORT_EVERY = Duration.ofMillis(200);

  private static final Scalar RUNNING = new Scalar(1.0);
  private static final Scalar STOPPED = new Scalar(0.0);

  private final DeviceName name;
  private final DeviceClass kind;
  private final BoundNodes nodes;
  private final NodeInterface offer;
  private final HeardValues heard = new HeardValues();
  private final Map<Capability, Instant> reportAt = new EnumMap<>(Capability.class);
  private final Set<NodeName> badTold = new HashSet<>();
  private final NodeLead lead;
  private final Optional<SampleDesk> samples;

  private LinkState link = LinkState.OFFLINE;
  private Instant openedAt = Instant.MIN;
  private boolean silenceTold;
  private Instant notBefore = Instant.MIN;
  private Duration serverAhead = Duration.ZERO;
  private boolean forSample;

  /**
   * Makes the conversation with one device.
   *
   * @param name its name
   * @param kind what it is to the reactor
   * @param nodes its nodes
   * @param limits the ranges of its set-points
   */
  public NodeDevice(
      DeviceName name,
      DeviceClass kind,
      BoundNodes nodes,
      Map<Capability, DeviceDescription.Range> limits) {
    this.name = name;
    this.kind = kind;
    this.nodes = nodes;
    this.offer = nodes.offer();
    this.lead = new NodeLead(name, nodes, setpointOf(kind), limits);
    this.samples = offer.analysis().map(rule -> new SampleDesk(name, nodes, rule, heard));
  }

  private static Capability setpointOf(DeviceClass kind) {
    return switch (kind) {
      case TEMPERATURE_CONTROLLER -> Capability.TEMPERATURE_SETPOINT;
      case PUMP, SENSOR, ANALYSER -> Capability.FLOW_SETPOINT;
    };
  }

  private boolean moves() {
    return switch (kind) {
      case PUMP, TEMPERATURE_CONTROLLER -> true;
      case SENSOR, ANALYSER -> false;
    };
  }

  @Override
  public DeviceName device() {
    return name;
  }

  @Override
  public List<NodeWatch> watches() {
    return nodes.watches();
  }

  @Override
  public void opened(Instant now, Consumer<DeviceReport> reports) {
    heard.forget();
    badTold.clear();
    openedAt = now;
    silenceTold = false;
    notBefore = Instant.MIN;
    reportAt.clear();
    moveTo(LinkState.VERIFYING, "session opened", now, reports);
  }

  @Override
  public void closed(String reason, Instant now, Consumer<DeviceReport> reports) {
    moveTo(LinkState.OFFLINE, reason, now, reports);
    allBad(BadReason.OFFLINE, now, reports);
    lead.lost(now, reports);
  }

  @Override
  public void want(Wanted wish, Instant now) {
    lead.want(wish);
    if (wish instanceof Wanted.Analysing(var sample)) {
      samples.ifPresent(desk -> desk.ask(sample, now));
    } else {
      samples.ifPresent(SampleDesk::drop);
    }
    notBefore = Instant.MIN;
  }

  @Override
  public boolean isUrgent() {
    return moves() && lead.isMakingSafe();
  }

  @Override
  public void changed(NodeValue value, Instant now) {
    heard.put(value);
    // Tell a change at once, but not faster than REPORT_EVERY: see report.
    offer
        .values()
        .forEach(
            (capability, of) -> {
              if (nodes.id(of.node()).equals(value.node())) {
                reportAt.computeIfPresent(
                    capability, (_, at) -> at.isAfter(now.plus(REPORT_EVERY)) ? now : at);
              }
            });
  }

  @Override
  public int report(Duration ahead, Instant now, Consumer<DeviceReport> reports) {
    serverAhead = ahead;
    verify(now, reports);
    if (!moves() && lead.isMakingSafe()) {
      // It moves nothing, so it is always safe.
      lead.madeSafe(now, reports);
    }
    if (link != LinkState.READY) {
      return 0;
    }
    samples.ifPresent(desk -> desk.report(ahead, now, reports));
    lead.watch(isRunning(now), now, reports);
    return tellReadings(now, reports);
  }

  private void verify(Instant now, Consumer<DeviceReport> reports) {
    StringBuilder shown = new StringBuilder();
    for (NodeInterface.Identity check : offer.identity()) {
      NodeName id = nodes.id(check.node());
      Optional<NodeValue> value = heard.of(id);
      if (value.isEmpty()) {
        tellSilence("nothing is heard of node '%s' (%s)".formatted(check.node(), id), now, reports);
        return;
      }
      String content = value.get().content().map(NodeContent::print).orElse("");
      if (!value.get().status().isGood()) {
        tellSilence(
            "node '%s' (%s) is %s".formatted(check.node(), id, value.get().status().name()),
            now,
            reports);
        return;
      }
      if (!content.matches(check.matches())) {
        becomeWrong(
            "node '%s' holds '%s', wanted '%s'".formatted(check.node(), content, check.matches()),
            now,
            reports);
        return;
      }
      shown.append(shown.isEmpty() ? "" : ", ").append(check.node()).append(' ').append(content);
    }
    if (link != LinkState.READY) {
      moveTo(
          LinkState.READY,
          shown.isEmpty() ? "nothing to identify" : shown.toString(),
          now,
          reports);
    }
  }

  private void tellSilence(String reason, Instant now, Consumer<DeviceReport> reports) {
    // Once identified it stays so for as long as the session lasts: its values speak for
    // themselves.
    if (link != LinkState.READY && !silenceTold && !now.isBefore(openedAt.plus(IDENTITY_AT_MOST))) {
      silenceTold = true;
      reports.accept(new DeviceReport.DeviceFault(name, FaultClass.SILENT, reason, now));
    }
  }

  private void becomeWrong(String reason, Instant now, Consumer<DeviceReport> reports) {
    if (link != LinkState.FAULT) {
      moveTo(LinkState.FAULT, "another device answers: " + reason, now, reports);
      allBad(BadReason.DEVICE_ERROR, now, reports);
      lead.lost(now, reports);
    }
  }

  private int tellReadings(Instant now, Consumer<DeviceReport> reports) {
    int told = 0;
    for (Map.Entry<Capability, NodeInterface.Value> entry : offer.values().entrySet()) {
      NodeDefinition node = offer.definition(entry.getValue().node());
      if (node.kind() instanceof NodeKind.Series
          || now.isBefore(reportAt.getOrDefault(entry.getKey(), Instant.MIN))) {
        continue;
      }
      Duration every = node.sampling().compareTo(REPORT_EVERY) < 0 ? REPORT_EVERY : node.sampling();
      reportAt.put(entry.getKey(), now.plus(every));
      reports.accept(
          new DeviceReport.ReadingTaken(
              new Tag(name, entry.getKey()), reading(entry.getKey(), entry.getValue(), node, now)));
      tellBadNode(node, now, reports);
      told++;
    }
    return told;
  }

  private Reading reading(
      Capability capability, NodeInterface.Value of, NodeDefinition node, Instant now) {
    NodeName id = nodes.id(of.node());
    if (capability != Capability.RUN) {
      return heard.reading(node, id, of.observability(), serverAhead, now);
    }
    return isRunning(now)
        .<Reading>map(
            runs -> new Reading.Good(runs ? RUNNING : STOPPED, of.observability(), now, now))
        .orElseGet(
            () ->
                Reading.bad(
                    heard
                        .of(id)
                        .flatMap(value -> HeardValues.doubt(node, value, serverAhead, now))
                        .orElse(BadReason.NEVER_READ),
                    now));
  }

  /** Returns whether the device runs, as far as that is known. */
  private Optional<Boolean> isRunning(Instant now) {
    return Optional.ofNullable(offer.values().get(Capability.RUN))
        .flatMap(
            of ->
                heard
                    .content(offer.definition(of.node()), nodes.id(of.node()), serverAhead, now)
                    .map(content -> of.running().contains(content.print())));
  }

  /** A node that the server does not know is a fault of the profile, told once. */
  private void tellBadNode(NodeDefinition node, Instant now, Consumer<DeviceReport> reports) {
    NodeName id = nodes.id(node.name());
    heard
        .of(id)
        .filter(value -> value.status().name().startsWith("Bad_NodeId"))
        .filter(value -> badTold.add(value.node()))
        .ifPresent(
            value ->
                reports.accept(
                    new DeviceReport.DeviceFault(
                        name,
                        FaultClass.PROTOCOL,
                        "node '%s' (%s): %s".formatted(node.name(), id, value.status().name()),
                        now)));
  }

  @Override
  public Optional<NodeRequest> next(Instant now) {
    boolean mayWrite = link == LinkState.READY || (link == LinkState.VERIFYING && isUrgent());
    if (!mayWrite || now.isBefore(notBefore)) {
      return Optional.empty();
    }
    if (moves()) {
      forSample = false;
      return lead.next(isRunning(now), now);
    }
    forSample = true;
    return samples.flatMap(desk -> desk.next(now));
  }

  @Override
  public void answered(
      NodeRequest request, NodeReply reply, Instant now, Consumer<DeviceReport> reports) {
    if (forSample) {
      samples.ifPresent(desk -> desk.answered(reply, now, reports));
    } else if (!lead.answered(reply, now, reports)) {
      notBefore = now.plus(RETRY_AFTER);
    }
  }

  private void allBad(BadReason reason, Instant now, Consumer<DeviceReport> reports) {
    for (Map.Entry<Capability, NodeInterface.Value> entry : offer.values().entrySet()) {
      if (!(offer.definition(entry.getValue().node()).kind() instanceof NodeKind.Series)) {
        reports.accept(
            new DeviceReport.ReadingTaken(new Tag(name, entry.getKey()), Reading.bad(reason, now)));
      }
    }
  }

  private void moveTo(LinkState next, String reason, Instant now, Consumer<DeviceReport> reports) {
    link = next;
    reports.accept(new DeviceReport.LinkChanged(name, next, reason, now));
  }
}
