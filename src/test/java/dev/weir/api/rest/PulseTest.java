package dev.weir.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.weir.api.ControlRoom;
import dev.weir.api.TestRooms;
import dev.weir.campaign.LabSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** The timer of the interface, turned by hand. */
final class PulseTest {
  private static final String TEMPERATURE = "oven/temperature.actual";
  private final AtomicLong cycles = new AtomicLong();
  private final ControlRoom room = TestRooms.counting(cycles);
  private final ObjectMapper json =
      new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());
  private final StatusStream stream = new StatusStream(room, json);
  private final Pulse pulse = new Pulse(room, stream, new Backoff());

  private void seconds(int seconds) {
    for (int i = 0; i < seconds * Pulse.LOOKS_PER_SECOND; i++) {
      pulse.look();
    }
  }

  @Test
  void aControlCycleThatStandsStillIsNoticedAndSoIsItsReturn() {
    seconds(1);
    assertThat(pulse.standstillSeconds()).isZero();

    seconds(Pulse.DEAD_AFTER_SECONDS);
    assertThat(pulse.standstillSeconds()).isEqualTo(Pulse.DEAD_AFTER_SECONDS);
    assertThat(pulse.isAlive()).isFalse();

    cycles.incrementAndGet();
    seconds(1);
    assertThat(pulse.standstillSeconds()).isZero();
  }

  @Test
  void aPulseThatIsNotBeatingDoesNotCountAsAlive() {
    assertThat(pulse.isAlive()).isFalse();
    pulse.start();
    assertThat(pulse.isAlive()).isTrue();
    pulse.stop();
    assertThat(pulse.isAlive()).isFalse();
  }

  @Test
  void aSnapshotIsSentOnceAndSilenceIsKeptAlive() {
    List<String> sent = new ArrayList<>();
    seconds(1);
    Disposable client =
        stream
            .open()
            .orElseThrow()
            .subscribe(text -> sent.add(new String(text, StandardCharsets.UTF_8)));

    cycles.incrementAndGet();
    seconds(1 + Pulse.KEEP_ALIVE_SECONDS);

    assertThat(sent).hasSize(3);
    assertThat(sent.get(0)).startsWith("retry: 2000\nevent: status\ndata: {");
    assertThat(sent.get(1)).startsWith("event: status\ndata: {").endsWith("}\n\n");
    assertThat(sent.get(2)).isEqualTo(": keep-alive\n\n");
    client.dispose();
  }

  @Test
  void onlySoManyClientsListenAtOnceAndAPlaceIsFreedAtTheEnd() {
    List<Disposable> clients = new ArrayList<>();
    for (int i = 0; i < StatusStream.MAX_CLIENTS; i++) {
      clients.add(stream.open().orElseThrow().subscribe());
    }
    assertThat(stream.open()).isEmpty();

    clients.getFirst().dispose();

    assertThat(stream.open()).isPresent();
  }

  @Test
  void aSlowClientGetsTheLatestSnapshotOnly() {
    List<String> read = new ArrayList<>();
    SlowReader reader = new SlowReader(read);
    stream.open().orElseThrow().subscribe(reader);
    reader.ask();
    for (int i = 0; i < 100; i++) {
      cycles.incrementAndGet();
      seconds(1);
    }

    reader.ask();

    assertThat(read).hasSize(2);
    assertThat(read.getLast()).contains("\"count\":100,");
  }

  @Test
  void trendsKeepAboutOnePointInTwoSecondsOfPlantTimeAndForgetWhatIsOlderThanTwelveHours() {
    TrendMemory memory = new TrendMemory();
    Instant end = TestRooms.START.plus(Duration.ofHours(14));
    for (Instant at = TestRooms.START; !at.isAfter(end); at = at.plusSeconds(1)) {
      LabSnapshot snapshot = TestRooms.snapshot(at);
      memory.sample(snapshot);
    }

    List<TrendReply.Point> all = memory.course(TEMPERATURE, TestRooms.START, end);
    assertThat(all).hasSize(12 * 1_800);
    assertThat(all.getLast().atMs()).isEqualTo(end.toEpochMilli());
    assertThat(memory.reachesBackTo()).contains(end.minus(TrendMemory.SPAN));
    assertThat(memory.course("oven/nothing", TestRooms.START, end)).isEmpty();
  }
}
