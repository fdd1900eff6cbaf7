package dev.weir.device.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.Wanted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Whatever the far end does, each exchange ends once, its answer is its own, and the silent gap is
 * kept. The far end answers with the number of the request, late up to twice the timeout, twice,
 * cut, garbled, byte by byte or not at all.
 */
final class LineAgentPropertyTest {
  private static final int SEEDS = 80;
  private static final Duration STEP = Duration.ofMillis(7);
  private static final int STEPS = 4000;
  private static final Duration FIRST = Duration.ofMillis(300);
  private static final Duration INTER = Duration.ofMillis(60);

  @Test
  void whateverTheFarEndDoesAnAnswerIsTheOneToItsRequest() {
    long answered = 0;
    long timeouts = 0;
    long late = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      LinkStatistics statistics = aLineOf(seed);
      answered += statistics.answered();
      timeouts += statistics.timeouts();
      late += statistics.late();
    }
    assertThat(answered).isGreaterThan(SEEDS * 50L);
    assertThat(timeouts).isGreaterThan(SEEDS * 5L);
    assertThat(late).isGreaterThan(SEEDS);
  }

  private static LinkStatistics aLineOf(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Duration gap = Duration.ofMillis(random.nextInt(3) * 20L);
    FaultyWire wire = new FaultyWire(random.split(), gap);
    List<CountingDialogue> dialogues = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      dialogues.add(new CountingDialogue(name, random.split(), gap, wire, "seed " + seed));
    }
    LineAgent line = new LineAgent(new LineName("bus"), wire, List.copyOf(dialogues), report -> {});
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < STEPS; i++) {
      now = now.plus(STEP);
      wire.now = now;
      line.doWork(now);
    }
    assertThat(wire.gapBreaches).as("seed %d: requests within the gap", seed).isZero();
    return line.statistics();
  }

  /** A wire on which things go wrong by seed. */
  private static final class FaultyWire implements Port {
    private record Arrival(Instant at, int order, byte next) {}

    private final PriorityQueue<Arrival> arrivals =
        new PriorityQueue<>(Comparator.comparing(Arrival::at).thenComparing(Arrival::order));
    private final SplittableRandom random;
    private final Duration gap;
    private Instant now = Instant.MIN;
    private Instant endedAt = Instant.MIN;
    private Instant last = Instant.MIN;
    private int order;
    private int gapBreaches;
    private boolean open;

    FaultyWire(SplittableRandom random, Duration gap) {
      this.random = random;
      this.gap = gap;
    }

    @Override
    public void open() {
      open = true;
      arrivals.clear();
      last = Instant.MIN;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      if (random.nextInt(20_000) == 0) {
        throw new IOException("seeded loss");
      }
      int count = 0;
      while (into.hasRemaining() && !arrivals.isEmpty() && !arrivals.element().at().isAfter(now)) {
        into.put(arrivals.remove().next());
        count++;
      }
      return count;
    }

    @Override
    public void write(ByteBuffer bytes) {
      if (endedAt.isAfter(Instant.MIN) && now.isBefore(endedAt.plus(gap))) {
        gapBreaches++;
      }
      byte[] request = new byte[bytes.remaining()];
      bytes.get(request);
      String reply = "r" + Bytes.of(request).toText();
      switch (random.nextInt(12)) {
        case 0 -> {}
        case 1 ->
            arrives(
                reply,
                FIRST.plusMillis(random.nextInt((int) FIRST.toMillis() - 20)),
                Duration.ZERO);
        case 2 ->
            arrives(
                reply.substring(0, random.nextInt(reply.length())), Duration.ZERO, Duration.ZERO);
        case 3 -> arrives("\u00ff\u0000".repeat(random.nextInt(200)), Duration.ZERO, Duration.ZERO);
        case 4 -> arrives(reply, Duration.ofMillis(random.nextInt(200)), INTER.minusMillis(10));
        case 5 -> arrives(reply + reply, Duration.ZERO, Duration.ZERO);
        default -> arrives(reply, Duration.ofMillis(random.nextInt(100)), Duration.ZERO);
      }
    }

    private void arrives(String text, Duration after, Duration between) {
      Instant at = now.plus(after);
      if (!last.isBefore(at)) {
        // One speaks at a time: two at once would be a collision, which nobody could read.
        at = last.plusMillis(1);
      }
      if (!at.isBefore(now.plus(FIRST.multipliedBy(2)).minusMillis(20))) {
        return;
      }
      for (byte next : Bytes.ofText(text).toArray()) {
        arrivals.add(new Arrival(at, order++, next));
        last = at;
        at = at.plus(between);
      }
    }

    @Override
    public void close() {
      open = false;
    }
  }

  /** A dialogue that numbers its requests and checks what it is given. */
  private static final class CountingDialogue implements Dialogue {
    private final DeviceName device;
    private final SplittableRandom random;
    private final Duration gap;
    private final FaultyWire wire;
    private final String where;
    private final Framer framer = new CarriageReturnFramer();
    private Optional<Exchange> asked = Optional.empty();
    private int number;
    private boolean urgent;
    private boolean open;

    CountingDialogue(
        String device, SplittableRandom random, Duration gap, FaultyWire wire, String where) {
      this.device = new DeviceName(device);
      this.random = random;
      this.gap = gap;
      this.wire = wire;
      this.where = where;
    }

    @Override
    public DeviceName device() {
      return device;
    }

    @Override
    public void opened(Instant now, Consumer<DeviceReport> reports) {
      assertThat(open).as(where).isFalse();
      open = true;
    }

    @Override
    public void closed(String reason, Instant now, Consumer<DeviceReport> reports) {
      assertThat(open).as(where).isTrue();
      assertThat(asked).as(where).isEmpty();
      open = false;
    }

    @Override
    public void want(Wanted wanted, Instant now) {}

    @Override
    public boolean isUrgent() {
      return urgent;
    }

    @Override
    public Optional<Exchange> next(Instant now) {
      assertThat(asked).as(where + ": one exchange at a time").isEmpty();
      if (!urgent && random.nextInt(10) > 0) {
        urgent = random.nextInt(200) == 0;
        return Optional.empty();
      }
      String request = device + "-" + number++ + "\r";
      asked =
          Optional.of(new Exchange("ask", Bytes.ofText(request), framer, true, FIRST, INTER, gap));
      return asked;
    }

    @Override
    public void answered(
        Exchange exchange, Reply reply, Instant now, Consumer<DeviceReport> reports) {
      assertThat(asked).as(where).contains(exchange);
      asked = Optional.empty();
      wire.endedAt = now;
      if (reply instanceof Reply.Answered(Bytes frame)) {
        assertThat(frame.toText()).as(where).endsWith("r" + exchange.request().toText());
        urgent = false;
      }
    }

    @Override
    public void unsolicited(Bytes frame, Instant now, Consumer<DeviceReport> reports) {}
  }
}
