package dev.weir.device.profile.node;

import dev.weir.device.Analysis;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.SampleName;
import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeReply;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeValue;
import dev.weir.device.profile.language.NodeDefinition;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.NodeKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The samples that an online analyser is asked about. It measures again and again by itself; the
 * answer is the first measurement that was counted after the request and whose source times lie
 * after it, on the server's clock: what was in the cell before is never taken for the sample. Owned
 * by one line thread.
 */
final class SampleDesk {
  /** Samples that are remembered; the oldest is forgotten first. */
  private static final int SAMPLES_AT_MOST = 1000;

  /** Times that the analyser is asked to begin measuring, for one sample. */
  private static final int STARTS_AT_MOST = 3;

  /** Time between two looks at the conversions. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final DeviceName device;
  private final BoundNodes nodes;
  private final NodeInterface.SampleAnalysis rule;
  private final NodeDefinition conversion;
  private final HeardValues heard;
  private final Set<SampleName> finished = new LinkedHashSet<>();
  private Optional<Asked> asked = Optional.empty();
  private Duration serverAhead = Duration.ZERO;

  /** The sample that is being analysed. */
  private static final class Asked {
    private final SampleName sample;
    private final Instant at;
    private OptionalDouble countBefore = OptionalDouble.empty();
    private int starts;
    private Instant notBefore = Instant.MIN;
    private String lastDoubt = "no measurement after the request";

    Asked(SampleName sample, Instant at) {
      this.sample = sample;
      this.at = at;
    }
  }

  SampleDesk(
      DeviceName device, BoundNodes nodes, NodeInterface.SampleAnalysis rule, HeardValues heard) {
    this.device = device;
    this.nodes = nodes;
    this.rule = rule;
    this.conversion = nodes.offer().definition(rule.conversion());
    this.heard = heard;
  }

  /** Takes a sample on, unless it was dealt with before. */
  void ask(SampleName sample, Instant now) {
    if (!finished.contains(sample)
        && asked.filter(present -> present.sample.equals(sample)).isEmpty()) {
      asked = Optional.of(new Asked(sample, now));
      asked.get().countBefore = count(now);
    }
  }

  /** Gives the present sample up without a word: the reactor no longer asks for it. */
  void drop() {
    asked = Optional.empty();
  }

  /** Notes the server's clock and refuses a sample that has taken too long. */
  void report(Duration ahead, Instant now, Consumer<DeviceReport> reports) {
    serverAhead = ahead;
    if (asked.isPresent() && !now.isBefore(asked.get().at.plus(rule.atMost()))) {
      refuse(asked.get(), "no answer within the time: " + asked.get().lastDoubt, now, reports);
    }
  }

  /** Returns the request that is due, if any. */
  Optional<NodeRequest> next(Instant now) {
    if (asked.isEmpty() || now.isBefore(asked.get().notBefore)) {
      return Optional.empty();
    }
    Asked sample = asked.get();
    sample.notBefore = now.plus(LOOK_EVERY);
    if (rule.start().isPresent() && !isMeasuring(now)) {
      if (sample.starts == STARTS_AT_MOST) {
        sample.lastDoubt = "it was told %d times to measure and does not".formatted(STARTS_AT_MOST);
        return Optional.empty();
      }
      sample.starts++;
      // A new series of measurements counts from the beginning.
      sample.countBefore = OptionalDouble.empty();
      return Optional.of(nodes.call(rule.start().get(), sample.sample.text()));
    }
    if (!hasCounted(sample, now)) {
      return Optional.empty();
    }
    return Optional.of(new NodeRequest.Read(List.copyOf(nodes.conversions().values())));
  }

  private boolean isMeasuring(Instant now) {
    return rule.unless()
        .map(condition -> condition.holds(content(condition.node(), now)))
        .orElse(true);
  }

  private Optional<NodeContent> content(String node, Instant now) {
    return heard.content(nodes.offer().definition(node), nodes.id(node), serverAhead, now);
  }

  private OptionalDouble count(Instant now) {
    return rule.count().flatMap(node -> content(node, now)).orElse(new NodeContent.Other(""))
            instanceof NodeContent.Real(double number)
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  /** Tells whether a measurement was finished after the request; source times decide in the end. */
  private boolean hasCounted(Asked sample, Instant now) {
    if (rule.count().isEmpty()) {
      return true;
    }
    OptionalDouble count = count(now);
    if (count.isEmpty()) {
      return false;
    }
    if (sample.countBefore.isEmpty() || count.getAsDouble() < sample.countBefore.getAsDouble()) {
      sample.countBefore = OptionalDouble.of(Math.min(count.getAsDouble(), 0.0));
    }
    return count.getAsDouble() > sample.countBefore.getAsDouble();
  }

  void answered(NodeReply reply, Instant now, Consumer<DeviceReport> reports) {
    if (asked.isEmpty()) {
      return;
    }
    Asked sample = asked.get();
    switch (reply) {
      case NodeReply.Values(List<NodeValue> values) -> take(sample, values, now, reports);
      case NodeReply.Done() -> {}
      case NodeReply.Refused(String reason) -> sample.lastDoubt = "it refuses: " + reason;
      case NodeReply.TimedOut(Duration _) -> sample.lastDoubt = "it does not answer";
      case NodeReply.Lost(String reason) -> sample.lastDoubt = reason;
    }
  }

  private void take(
      Asked sample, List<NodeValue> values, Instant now, Consumer<DeviceReport> reports) {
    Map<String, Analysis.MeasuredConversion> conversions = new TreeMap<>();
    List<String> printed = new ArrayList<>();
    Map<NodeName, NodeValue> byNode = new LinkedHashMap<>();
    values.forEach(value -> byNode.put(value.node(), value));
    for (Map.Entry<String, NodeName> of : nodes.conversions().entrySet()) {
      NodeValue value = byNode.getOrDefault(of.getValue(), NodeValue.bad(of.getValue(), "missing"));
      Optional<String> doubt = doubt(sample, value, now);
      if (doubt.isPresent()) {
        sample.lastDoubt = "conversion of %s: %s".formatted(of.getKey(), doubt.get());
        return;
      }
      double measured = number(value);
      try {
        conversions.put(
            of.getKey(), new Analysis.MeasuredConversion(measured, rule.standardDeviation()));
      } catch (IllegalArgumentException e) {
        refuse(sample, "conversion of %s: %s".formatted(of.getKey(), e.getMessage()), now, reports);
        return;
      }
      printed.add("%s=%s@%s".formatted(of.getKey(), measured, value.sourceTime().orElse(now)));
    }
    if (conversions.isEmpty()) {
      refuse(sample, "no monomers are known whose conversion it could give", now, reports);
      return;
    }
    String hash = sha256(sample.sample + "|" + String.join("|", printed));
    finish(sample);
    reports.accept(
        new DeviceReport.AnalysisArrived(
            device, new Analysis(sample.sample, conversions, hash, now)));
  }

  /** Returns why a conversion is not that of the sample, if so. */
  private Optional<String> doubt(Asked sample, NodeValue value, Instant now) {
    if (!value.status().isGood()) {
      return Optional.of("its status is " + value.status().name());
    }
    if (HeardValues.doubt(conversion, value, serverAhead, now).isPresent()) {
      return Optional.of("it is too old");
    }
    if (value.sourceTime().isEmpty()) {
      return Optional.of("the server does not say when it was measured");
    }
    if (!value.sourceTime().get().isAfter(sample.at.plus(serverAhead))) {
      return Optional.of("it was measured before the sample was asked for");
    }
    return Double.isFinite(number(value)) ? Optional.empty() : Optional.of("it is no number");
  }

  /** Returns a conversion in mol/mol; unlike a fraction it may lie a little outside 0 to 1. */
  private double number(NodeValue value) {
    if (conversion.kind() instanceof NodeKind.Amount amount
        && value.content().orElse(new NodeContent.Other(""))
            instanceof NodeContent.Real(double number)) {
      return amount.canonicalOf(number);
    }
    return Double.NaN;
  }

  private void refuse(Asked sample, String reason, Instant now, Consumer<DeviceReport> reports) {
    finish(sample);
    reports.accept(
        new DeviceReport.AnalysisRefused(
            device, "sample '%s': %s".formatted(sample.sample, reason), now));
  }

  private void finish(Asked sample) {
    asked = Optional.empty();
    finished.add(sample.sample);
    if (finished.size() > SAMPLES_AT_MOST) {
      finished.remove(finished.iterator().next());
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
