package dev.weir.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.journal.TestEvent.Amount;
import dev.weir.journal.TestEvent.Choice;
import dev.weir.journal.TestEvent.Chosen;
import dev.weir.journal.TestEvent.Colour;
import dev.weir.journal.TestEvent.Counted;
import dev.weir.journal.TestEvent.Measured;
import dev.weir.journal.TestEvent.Name;
import dev.weir.journal.TestEvent.Noted;
import dev.weir.journal.TestEvent.Timed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTypesTest {
  private static final EventTypes TYPES = EventTypes.of(List.of(TestEvent.class));

  private static String json(JournalEvent event) {
    return new String(TYPES.encode(event), StandardCharsets.UTF_8);
  }

  private static JournalEvent event(String json) {
    return TYPES.decode(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesAreBareAndQuantitiesKeepTheirUnit() {
    var amounts =
        new TreeMap<>(Map.of(new Name("b"), new Amount(0.1), new Name("a"), new Amount(2)));
    assertThat(json(new Measured(amounts, Map.of(10, 1.0, 9, 0.5), List.of(Colour.GREEN))))
        .isEqualTo(
            "{\"Measured\":{\"amounts\":{\"a\":{\"moles\":2.0},\"b\":{\"moles\":0.1}},"
                + "\"byPlace\":{\"9\":0.5,\"10\":1.0},\"colours\":[\"GREEN\"]}}");
  }

  @Test
  void anEmptyOptionalIsLeftOut() {
    Timed timed =
        new Timed(
            Instant.parse("2026-01-02T03:04:05.000000006Z"),
            Duration.ofMillis(1500),
            Optional.empty(),
            true,
            3);
    assertThat(json(timed))
        .isEqualTo(
            "{\"Timed\":{\"at\":\"2026-01-02T03:04:05.000000006Z\",\"lasted\":\"PT1.5S\",\"late\":true,\"count\":3}}");
    assertThat(event(json(timed))).isEqualTo(timed);
  }

  @Test
  void everyFormOfValueComesBackEqual() {
    List<JournalEvent> events =
        List.of(
            new Noted("µ °C \"\\\n\u0000 \ud83e\uddea"),
            new Noted("half a character \ud83e, another \udd00."),
            new Counted(Long.MIN_VALUE),
            new Chosen(new Choice.Left(-0.0)),
            new Chosen(new Choice.Right(new Name(""))),
            new Measured(new TreeMap<>(), Map.of(), List.of()),
            new Timed(
                Instant.MAX,
                Duration.ofSeconds(-1, 1),
                Optional.of(new Amount(Double.NaN)),
                false,
                -1),
            new Timed(
                Instant.MIN,
                Duration.ZERO,
                Optional.of(new Amount(Double.NEGATIVE_INFINITY)),
                false,
                0));
    assertThat(events).allSatisfy(event -> assertThat(event(json(event))).isEqualTo(event));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyDoubleComesBackToTheLastBit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      assertThat(event(json(new Chosen(new Choice.Left(number)))))
          .as("seed %d, %s", seed, number)
          .isEqualTo(new Chosen(new Choice.Left(number)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"Counted\":{\"number\":1}} ",
        "{\"Counted\":{\"number\":1}}{}",
        "{\"Counted\":{\"number\":1},\"Noted\":{\"text\":\"\"}}",
        "{\"Counted\":{}}",
        "{\"Counted\":{\"number\":1,\"number\":1}}",
        "{\"Counted\":{\"number\":1,\"more\":1}}",
        "{\"Counted\":{\"number\":1.5}}",
        "{\"Counted\":{\"number\":\"1\"}}",
        "{\"Counted\":{\"number\":null}}",
        "{\"Counted\":{\"number\":99999999999999999999}}",
        "{\"Counted\":1}",
        "{\"Unknown\":{}}",
        "{\"Chosen\":{\"choice\":{\"Middle\":{}}}}",
        "{\"Chosen\":{\"choice\":{\"Left\":{\"value\":NaN}}}}",
        "{\"Measured\":{\"amounts\":{\"a\":{\"moles\":1},\"a\":{\"moles\":1}},\"byPlace\":{},\"colours\":[]}}",
        "{\"Measured\":{\"amounts\":{},\"byPlace\":{\"x\":1},\"colours\":[]}}",
        "{\"Measured\":{\"amounts\":{},\"byPlace\":{},\"colours\":[\"BLUE\"]}}",
        "{\"Timed\":{\"at\":\"yesterday\",\"lasted\":\"PT1S\",\"late\":true,\"count\":3}}"
      })
  void whatIsNotAnEventIsRefused(String json) {
    if (json.endsWith(" ")) {
      assertThat(event(json)).isEqualTo(new Counted(1));
    } else {
      assertThatThrownBy(() -> event(json)).isInstanceOf(JournalException.class);
    }
  }

  @Test
  void depthAndSizeAreBounded() {
    String deep = "{\"Noted\":{\"text\":" + "[".repeat(100_000);
    assertThatThrownBy(() -> event(deep)).isInstanceOf(JournalException.class);
    assertThatThrownBy(() -> json(new Noted("x".repeat(70_000))))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> event("{\"Noted\":{\"text\":\"" + "x".repeat(70_000) + "\"}}"))
        .isInstanceOf(JournalException.class);
    Noted longest = new Noted("x".repeat(65_536));
    assertThat(event(json(longest))).isEqualTo(longest);
  }

  record Unwritable(Object anything) implements JournalEvent {}

  record Endless(List<Endless> more) implements JournalEvent {}

  @Test
  void aTypeThatCannotBeWrittenIsRefusedWhenTheRegistryIsBuilt() {
    assertThatThrownBy(() -> EventTypes.of(List.of(Unwritable.class)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventTypes.of(List.of(Endless.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds itself");
    assertThatThrownBy(() -> EventTypes.of(List.of(TestEvent.class, TestEvent.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two event types");
    assertThatThrownBy(() -> EventTypes.of(List.of(JournalEvent.class)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
