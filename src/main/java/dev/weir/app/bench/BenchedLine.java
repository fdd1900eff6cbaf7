package dev.weir.app.bench;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineAgent;
import dev.weir.device.line.LineName;
import dev.weir.device.line.LineRunner;
import dev.weir.device.line.PortFactory;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.time.SystemClock;
import dev.weir.yaml.YamlReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One line of a bench with one device on it that answers at once. */
final class BenchedLine {
  /** Says only what is needed: one command, asked without a pause or as often as is allowed. */
  private static final String PROFILE =
      """
      profile: bench
      title: a device that answers at once
      class: sensor
      verified: documents
      transports: {tcp: {port: 1}, serial: {baud: 115200, bits: 8, parity: none, stop: 1}}
      framings: {lines: {on: [tcp, serial], both: {kind: line, terminators: ["0D 0A"], max: 64}}}
      timing: {gap_after_write: 0 ms, gap_after_query: 0 ms, first_byte_timeout: 1 s, inter_byte_timeout: 1 s}
      commands:
        get:
          request: IN_PV_00
          reply: "{temperature}"
          fields: {temperature: {type: decimal, quantity: temperature, unit: °C, digits: 5, fraction: 2, rounding: nearest}}
      capabilities: {temperature.actual: {observability: measured, from: get, field: temperature}}
      polling: {fast: {period: PERIOD, commands: [get]}}
      """;

  private static final byte[] REQUEST = "IN_PV_00\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 64;

  private final Transport transport;
  private final SystemClock clock;

  BenchedLine(Transport transport, SystemClock clock) {
    this.transport = transport;
    this.clock = clock;
  }

  /** Returns round trips over the port without the driver, in µs, sorted. */
  List<Double> raw(Duration time) throws IOException {
    List<Double> times = new ArrayList<>();
    ByteBuffer reply = ByteBuffer.allocate(BUFFER);
    try (var port = PortFactory.portOf(transport)) {
      port.open();
      Instant end = clock.now().plus(time);
      while (clock.now().isBefore(end)) {
        long began = clock.nanoseconds();
        port.write(ByteBuffer.wrap(REQUEST));
        reply.clear();
        while (reply.position() < PromptPeer.REPLY_LENGTH) {
          if (port.read(reply) == 0) {
            Thread.onSpinWait();
          }
        }
        times.add((clock.nanoseconds() - began) / 1e3);
      }
    }
    return sorted(times);
  }

  /** Returns the times from one reading to the next, asked without a pause, in µs, sorted. */
  List<Double> driven(Duration time) {
    List<Long> readings = new ArrayList<>();
    try (LineRunner runner = runner("0", "0 ms", _ -> readings.add(clock.nanoseconds()))) {
      runner.start();
      clock.waitUntil(clock.now().plus(time));
    }
    List<Double> times = new ArrayList<>();
    for (int i = 1; i < readings.size(); i++) {
      times.add((readings.get(i) - readings.get(i - 1)) / 1e3);
    }
    return sorted(times);
  }

  /**
   * Returns a thread that asks the device, not yet started.
   *
   * @param index tells it from other lines
   * @param period how often it is asked, {@code 0 ms} for without a pause
   * @param readings takes every reading, on the line's thread
   */
  LineRunner runner(String index, String period, Consumer<DeviceReport> readings) {
    DeviceProfile profile =
        ProfileReader.read(YamlReader.parse("bench", PROFILE.replace("PERIOD", period)));
    LineName line = new LineName("line-" + index);
    ProfiledDevice device =
        ProfiledDevice.of(
            profile,
            new DeviceDescription(
                new DeviceName("device-" + index), "bench", line, "", Map.of(), Map.of()),
            transport);
    LineAgent agent =
        new LineAgent(
            line,
            PortFactory.portOf(transport),
            List.of(device.dialogue()),
            report -> {
              if (report instanceof DeviceReport.ReadingTaken) {
                readings.accept(report);
              }
            });
    return new LineRunner(
        agent,
        clock,
        pause -> LockSupport.parkNanos(pause.toNanos()),
        (name, failure) -> {
          throw new IllegalStateException(name + " failed", failure);
        });
  }

  private static List<Double> sorted(List<Double> times) {
    return times.stream().sorted().toList();
  }
}
