package dev.weir.device.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Wanted;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.Dialogue;
import dev.weir.device.line.Exchange;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Reply;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.units.FlowRate;
import dev.weir.yaml.YamlException;
import dev.weir.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a profile can say beyond the shipped ones, each by a small profile of its own. */
final class LanguageExtensionsTest {
  private static final String PUMP =
      """
      profile: small
      title: a pump
      class: pump
      verified: documents
      transports: {tcp: {port: 1}}
      framings: {lines: {on: [tcp], both: {kind: line, terminators: ["0D"], max: 64}}}
      timing: {gap_after_write: 0 ms, gap_after_query: 0 ms, first_byte_timeout: 1 s, inter_byte_timeout: 1 s}
      parameters:
        head: {about: pump head, words: [small, large], default: small}
        stroke: {about: volume of a stroke, quantity: volume, lowest: 1 µL, highest: 100 µL, default: 10 µL}
      states:
        - {name: ok}
        - {name: running, motion: running}
        - {name: stopped, motion: stopped}
        - {name: leak, alarm: hardware-latched, clear_with: clear}
        - {name: hot, alarm: overpressure, clear_with: clear}
      errors: [{text: NO, class: refused-state}]
      unsolicited:
        - {text: LEAK, state: leak}
        - {reply_of: get-flow}
      commands:
        get-serial: {request: SN, reply: "{serial}", fields: {serial: {type: text, max_length: 20}}}
        get-model: {request: MD, reply: "{model}", fields: {model: {type: text, max_length: 20}}}
        get-stroke: {request: ST, reply: "{stroke}", fields: {stroke: {type: decimal, digits: 5, fraction: 1, quantity: volume, unit: µL, rounding: nearest}}}
        get-limit: {request: LM, reply: "{most}", fields: {most: &flow {type: decimal, digits: 5, fraction: 2, quantity: flow-rate, unit: mL/min, rounding: nearest}}}
        get-flow: {request: FL, reply: "{flow}", fields: {flow: *flow}}
        set-flow: {request: "FL{flow}", reply: OK, writes: true, idempotent: true, fields: {flow: *flow}}
        get-state: {request: S, reply: "{state}", state_field: state, fields: {state: {type: words, words: {R: running, S: stopped}}}}
        get-flags: {request: F, reply: "{flags}", state_field: flags, fields: {flags: {type: flags, each: [leak, "-", hot], none: ok}}}
        run: {request: GO, reply: OK, writes: true, idempotent: true, state_proves: false}
        halt: {request: HT, reply: OK, writes: true, idempotent: true, state_proves: false}
        clear: {request: CL, reply: OK, writes: true, idempotent: true}
      learn:
        head: {from: get-model, field: model, matching: [{matches: ".*XL", word: large}, {matches: ".*", word: small}]}
        stroke: {from: get-stroke, field: stroke}
      capabilities:
        flow.setpoint: {observability: echoed, from: get-flow, field: flow, write: {command: set-flow, field: flow, read_back: true}}
        run: {observability: measured, from: state}
      limits:
        flow.setpoint: {lowest: 0.1 mL/min, highest: 50 mL/min, reported: [{from: get-limit, highest: most}]}
      start: run
      stop: halt
      init:
        - {command: get-serial, identifies: [serial]}
        - {command: get-model}
        - {command: get-stroke}
        - {command: get-limit}
      safe_state: {steps: [{command: halt}], proof: [{command: get-state}], standing_still: true}
      polling: {fast: {period: 1 s, commands: [get-state, get-flags, get-flow]}}
      sim:
        latency: 0 ms
        state: stopped
        variables: {serial: A1, model: XL, stroke: 10 µL, most: 50 mL/min, flow.setpoint: 0 mL/min, flags: ok}
        commands:
          get-serial: {shows: {serial: serial}}
          get-model: {shows: {model: model}}
          get-stroke: {shows: {stroke: stroke}}
          get-limit: {shows: {most: most}}
          get-flow: {shows: {flow: flow.setpoint}}
          set-flow: {sets: {flow: flow.setpoint}}
          get-state: {shows: {state: state}}
          get-flags: {shows: {flags: flags}}
          run: {effect: start}
          halt: {effect: stop}
          clear: {effect: clear-fault}
      """;

  private final List<DeviceReport> reports = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, String> answers =
      new HashMap<>(
          Map.of(
              "SN", "A1", "MD", "P XL", "ST", "20.0", "LM", "5.00", "FL", "0.00", "S", "S", "F",
              "000"));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private static Dialogue dialogue(Map<String, String> parameters) {
    return ProfiledDevice.of(
            ProfileReader.read(YamlReader.parse("small", PUMP)),
            new DeviceDescription(
                new DeviceName("pump"), "small", new LineName("line"), "", parameters, Map.of()),
            new Transport.Tcp("host", 1))
        .dialogue();
  }

  private void talk(Dialogue dialogue, int exchanges) {
    for (int i = 0; i < exchanges; i++) {
      now = now.plusMillis(100);
      Optional<Exchange> next = dialogue.next(now);
      if (next.isPresent()) {
        String request = next.get().request().toText().strip();
        asked.add(request);
        if (request.startsWith("FL") && request.length() > 2) {
          answers.put("FL", request.substring(2));
        }
        dialogue.answered(
            next.get(),
            new Reply.Answered(Bytes.ofText(answers.getOrDefault(request, "OK") + "\r")),
            now,
            reports::add);
      }
    }
  }

  private List<FaultClass> faults() {
    return reports.stream()
        .filter(DeviceReport.DeviceFault.class::isInstance)
        .map(report -> ((DeviceReport.DeviceFault) report).kind())
        .toList();
  }

  @Test
  void aLimitThatTheDeviceReportsReachesWhoeverSets() {
    Dialogue dialogue = dialogue(Map.of());
    dialogue.opened(now, reports::add);
    talk(dialogue, 8);
    assertThat(reports)
        .anyMatch(
            report ->
                report instanceof DeviceReport.LimitsNarrowed narrowed
                    && narrowed.highest().print().equals(FlowRate.parse("5 mL/min").print()));
    dialogue.want(new Wanted.Pumping(FlowRate.parse("6 mL/min")), now);
    talk(dialogue, 20);
    assertThat(faults()).contains(FaultClass.REFUSED_RANGE);
  }

  @Test
  void flagsAreAlarmsEachForItselfAndAreClearedByTheNextWishOnly() {
    Dialogue dialogue = dialogue(Map.of());
    dialogue.opened(now, reports::add);
    talk(dialogue, 8);
    answers.put("F", "101");
    talk(dialogue, 40);
    assertThat(faults()).containsExactly(FaultClass.HARDWARE_LATCHED, FaultClass.OVERPRESSURE);
    assertThat(asked).doesNotContain("CL");
    dialogue.want(new Wanted.Pumping(FlowRate.parse("1 mL/min")), now);
    talk(dialogue, 3);
    assertThat(asked).contains("CL");
    assertThat(asked.indexOf("CL")).isLessThan(asked.indexOf("FL1.00"));
  }

  @Test
  void anotherDeviceOnTheSamePortIsRefused() {
    Dialogue dialogue = dialogue(Map.of());
    dialogue.opened(now, reports::add);
    talk(dialogue, 8);
    dialogue.closed("unplugged", now, reports::add);
    answers.put("SN", "B2");
    dialogue.opened(now, reports::add);
    talk(dialogue, 8);
    assertThat(reports)
        .anyMatch(
            report ->
                report instanceof DeviceReport.LinkChanged link
                    && link.state() == LinkState.FAULT
                    && link.reason().contains("'B2', wanted 'A1'"));
    answers.put("SN", "A1");
    now = now.plusSeconds(20);
    reports.clear();
    talk(dialogue, 8);
    assertThat(reports)
        .anyMatch(
            report ->
                report instanceof DeviceReport.LinkChanged link && link.state() == LinkState.READY);
  }

  @Test
  void aConfiguredIdentityIsHeldFromTheStart() {
    Dialogue dialogue = dialogue(Map.of("identity", "Z9"));
    dialogue.opened(now, reports::add);
    talk(dialogue, 3);
    assertThat(reports.getLast().toString()).contains("'A1', wanted 'Z9'");
  }

  @Test
  void whatComesUnaskedIsAStateOrAReading() {
    Dialogue dialogue = dialogue(Map.of());
    dialogue.opened(now, reports::add);
    talk(dialogue, 8);
    reports.clear();
    dialogue.unsolicited(Bytes.ofText("2.50\r"), now, reports::add);
    dialogue.unsolicited(Bytes.ofText("LEAK\r"), now, reports::add);
    dialogue.unsolicited(Bytes.ofText("noise\r"), now, reports::add);
    assertThat(reports.getFirst().toString()).contains("2500");
    assertThat(faults()).containsExactly(FaultClass.HARDWARE_LATCHED);
  }

  @Test
  void aProfileIsLaidOverTheOneThatItExtends(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("small.yaml"), PUMP);
    Files.writeString(
        folder.resolve("other.yaml"),
        """
        profile: other
        extends: small
        timing: {gap_after_write: 250 ms}
        learn: ~
        """);
    DeviceProfile profile = ProfileReader.read(folder.resolve("other.yaml"));
    assertThat(profile.wire().timing().gapAfterWrite()).hasMillis(250);
    assertThat(profile.wire().timing().firstByteTimeout()).hasSeconds(1);
    assertThat(profile.behaviour().learned()).isEmpty();
    Files.writeString(folder.resolve("small.yaml"), PUMP.replace("class: pump", "class: pumpe"));
    assertThatThrownBy(() -> ProfileReader.read(folder.resolve("other.yaml")))
        .hasMessageContaining("small.yaml:3");
  }

  @Test
  void everyFaultIsToldAlsoWithinOneSection() {
    String wrong =
        PUMP.replace("from: get-flow, field: flow, write", "from: get-flows, field: flow, write")
            .replace("from: state}", "from: stat}")
            .replace("{command: get-model}", "{command: get-modell}")
            .replace("{command: get-stroke}", "{comand: get-stroke}")
            .replace("period: 1 s", "period: 1 bar")
            .replace("on: [tcp]", "on: [tpc]");
    assertThatThrownBy(() -> ProfileReader.read(YamlReader.parse("wrong", wrong)))
        .isInstanceOfSatisfying(
            YamlException.class, e -> assertThat(e.faults()).hasSizeGreaterThanOrEqualTo(6));
  }
}
