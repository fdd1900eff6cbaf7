package dev.weir.device.profile.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.Reading;
import dev.weir.device.Wanted;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.Dialogue;
import dev.weir.device.line.Exchange;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Reply;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.TestProfiles;
import dev.weir.time.SteppedClock;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Conversations written down: {@code >} is what the driver must send next, {@code <} what the
 * device sends back, nothing after it for silence, {@code *} what it sends unasked, {@code =} a
 * report that must have come since the last exchange, {@code !} the beginning of one that must not,
 * {@code want} a wish, {@code wait} a step of the clock, {@code idle} that nothing is due.
 */
final class TranscriptTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TestFactory
  Stream<DynamicTest> everyTranscriptIsPlayedWordForWord() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(TranscriptTest.class.getResource("/transcripts")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream()
          .map(
              file ->
                  dynamicTest(
                      file.getFileName().toString(),
                      () -> new Player().play(Files.readAllLines(file))));
    }
  }

  /** Plays one transcript. */
  private static final class Player {
    private final SteppedClock clock = new SteppedClock(START);
    private final List<String> reports = new ArrayList<>();
    private final Map<String, String> parameters = new TreeMap<>();
    private String profile = "";
    private String address = "";
    private boolean hex;
    private Optional<Dialogue> dialogue = Optional.empty();
    private Optional<Exchange> exchange = Optional.empty();

    void play(List<String> lines) {
      int number = 0;
      for (String line : lines) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          try {
            step(line);
          } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("line %d: %s%n%s".formatted(number, line, e.getMessage()), e);
          }
        }
      }
    }

    private void step(String line) {
      String[] words = line.split(" ", 2);
      String rest = words.length > 1 ? words[1].strip() : "";
      switch (words[0]) {
        case "profile" -> profile = rest;
        case "address" -> address = rest;
        case "hex" -> hex = true;
        case "set" ->
            parameters.put(
                rest.substring(0, rest.indexOf(' ')), rest.substring(rest.indexOf(' ') + 1));
        case "open" -> talk().opened(clock.now(), this::note);
        case "close" -> talk().closed(rest, clock.now(), this::note);
        case "wait" -> clock.advance(TimeSpan.parse(rest).toDuration());
        case "want" -> talk().want(wanted(rest), clock.now());
        case "urgent" -> assertThat(talk().isUrgent()).isTrue();
        case "idle" ->
            assertThat(talk().next(clock.now()).map(due -> show(due.request()))).isEmpty();
        case ">" -> sent(rest);
        case "<" -> received(rest);
        case "*" -> talk().unsolicited(bytes(rest), clock.now(), this::note);
        case "=" -> assertThat(reports).contains(rest);
        case "!" -> assertThat(reports).noneMatch(report -> report.startsWith(rest));
        default -> throw new IllegalArgumentException("no such step: " + words[0]);
      }
    }

    private Dialogue talk() {
      if (dialogue.isEmpty()) {
        DeviceDescription description =
            new DeviceDescription(
                new DeviceName("device"),
                profile,
                new LineName("line"),
                address,
                parameters,
                Map.of());
        dialogue =
            Optional.of(
                ProfiledDevice.of(
                        TestProfiles.read(profile), description, new Transport.Tcp("host", 1))
                    .dialogue());
      }
      return dialogue.get();
    }

    private void sent(String text) {
      exchange = talk().next(clock.now());
      assertThat(exchange.map(due -> show(due.request()))).contains(show(bytes(text)));
    }

    private void received(String text) {
      Exchange asked = exchange.orElseThrow();
      exchange = Optional.empty();
      reports.clear();
      clock.advance(Duration.ofMillis(10));
      talk().answered(asked, reply(asked, bytes(text)), clock.now(), this::note);
    }

    private static Reply reply(Exchange asked, Bytes bytes) {
      for (int i = 0; i < bytes.length(); i++) {
        Optional<Bytes> frame = asked.framer().accept((byte) bytes.at(i));
        if (frame.isPresent()) {
          return new Reply.Answered(frame.get());
        }
        if (asked.framer().isOverfull()) {
          return new Reply.Overfull(bytes.slice(0, i + 1));
        }
      }
      return bytes.length() > 0 && asked.framer().atSilence().isPresent()
          ? new Reply.Answered(bytes)
          : new Reply.TimedOut(asked.firstByteTimeout(), bytes);
    }

    private void note(DeviceReport report) {
      reports.add(
          switch (report) {
            case DeviceReport.ReadingTaken taken -> {
              String tag = taken.tag().capability().word();
              yield switch (taken.reading()) {
                case Reading.Good good ->
                    "reading %s %s %s".formatted(tag, good.value().print(), good.observability());
                case Reading.Bad bad -> "reading %s bad %s".formatted(tag, bad.reason());
              };
            }
            case DeviceReport.LinkChanged link ->
                "link %s: %s".formatted(link.state(), link.reason());
            case DeviceReport.SetpointConfirmed confirmed ->
                "confirmed %s %s %s"
                    .formatted(
                        confirmed.tag().capability().word(),
                        confirmed.value().print(),
                        confirmed.observability());
            case DeviceReport.MadeSafe safe ->
                safe.confirmed() ? "safe confirmed" : "safe unconfirmed";
            case DeviceReport.DeviceFault fault ->
                "fault %s: %s".formatted(fault.kind(), fault.text());
            case DeviceReport.LimitsNarrowed narrowed ->
                "limits %s %s to %s"
                    .formatted(
                        narrowed.tag().capability().word(),
                        narrowed.lowest().print(),
                        narrowed.highest().print());
            case DeviceReport.AnalysisArrived arrived -> "analysis";
            case DeviceReport.AnalysisRefused refused -> "refused";
          });
    }

    private static Wanted wanted(String text) {
      String[] words = text.split(" ", 2);
      return switch (words[0]) {
        case "safe" -> new Wanted.Safe();
        case "observed" -> new Wanted.Observed();
        case "pumping" -> new Wanted.Pumping(FlowRate.parse(words[1]));
        case "tempering" -> new Wanted.Tempering(Temperature.parse(words[1]));
        default -> throw new IllegalArgumentException(text);
      };
    }

    private Bytes bytes(String text) {
      if (hex) {
        return Bytes.ofHex(text);
      }
      StringBuilder bytes = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) == '<') {
          int end = text.indexOf('>', i);
          bytes.append(
              switch (text.substring(i + 1, end)) {
                case "CR" -> "\r";
                case "LF" -> "\n";
                case "STX" -> "\u0002";
                case "ETX" -> "\u0003";
                default -> String.valueOf((char) Integer.parseInt(text.substring(i + 1, end), 16));
              });
          i = end;
        } else {
          bytes.append(text.charAt(i));
        }
      }
      return Bytes.ofText(bytes.toString());
    }

    private String show(Bytes bytes) {
      return hex ? bytes.toString() : bytes.toText().replace("\r", "<CR>").replace("\n", "<LF>");
    }
  }
}
