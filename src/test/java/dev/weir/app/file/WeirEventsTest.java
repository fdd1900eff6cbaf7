package dev.weir.app.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.RandomEvents;
import dev.weir.journal.JournalEvent;
import dev.weir.reactor.ReactorEvent.ReadingsRecorded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WeirEventsTest {
  static List<Class<?>> types() {
    return RandomEvents.types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyEventComesBackEqual(Class<?> type) {
    LongStream.rangeClosed(1, 200)
        .forEach(
            seed -> {
              JournalEvent event = new RandomEvents(seed).of(type);
              byte[] json = WeirEvents.types().encode(event);
              JournalEvent back = WeirEvents.types().decode(json);
              assertThat(back).as("seed %d", seed).isEqualTo(event);
              assertThat(WeirEvents.types().encode(back)).as("seed %d", seed).isEqualTo(json);
            });
  }

  @Test
  void everyTypeIsKnownByItsName() {
    assertThat(WeirEvents.types().names())
        .containsExactlyInAnyOrderElementsOf(types().stream().map(Class::getSimpleName).toList());
  }

  @Test
  void twelveReadingsFitInFiveHundredBytes() {
    var values = new TreeMap<String, Double>();
    IntStream.rangeClosed(1, 12)
        .forEach(i -> values.put("pump-" + i + "/flow.actual", 123.456 + i));
    byte[] json = WeirEvents.types().encode(new ReadingsRecorded(values));
    assertThat(new String(json, StandardCharsets.UTF_8))
        .startsWith("{\"ReadingsRecorded\":{\"values\":{\"pump-1/");
    assertThat(json).hasSizeLessThan(500);
  }
}
