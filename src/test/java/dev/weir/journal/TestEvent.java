package dev.weir.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Events that use every form of value. */
public sealed interface TestEvent extends JournalEvent {
  record Noted(String text) implements TestEvent {}

  record Counted(long number) implements TestEvent {}

  record Measured(
      SortedMap<Name, Amount> amounts, Map<Integer, Double> byPlace, List<Colour> colours)
      implements TestEvent {}

  record Timed(Instant at, Duration lasted, Optional<Amount> amount, boolean late, int count)
      implements TestEvent {}

  record Chosen(Choice choice) implements TestEvent {}

  /** Written bare. */
  record Name(String text) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      return text.compareTo(other.text);
    }
  }

  /** Written as an object, for the unit. */
  record Amount(double moles) {}

  enum Colour {
    RED,
    GREEN
  }

  sealed interface Choice {
    record Left(double value) implements Choice {}

    record Right(Name name) implements Choice {}
  }
}
