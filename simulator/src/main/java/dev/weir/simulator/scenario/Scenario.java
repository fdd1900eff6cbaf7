package dev.weir.simulator.scenario;

import dev.weir.units.TimeSpan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong on a bench, and when.
 *
 * @param name for people
 * @param seed of what is random in it
 * @param troubles in the order of their begin
 */
public record Scenario(String name, long seed, List<Scheduled> troubles) {
  /** Nothing goes wrong. */
  public static final Scenario CALM = new Scenario("calm", 0L, List.of());

  /** Orders the troubles by their begin; those of one moment keep their order. */
  public Scenario {
    troubles =
        troubles.stream()
            .sorted(Comparator.comparingDouble((Scheduled t) -> t.at().seconds()))
            .toList();
  }

  /**
   * One trouble at its time.
   *
   * @param at when it begins, from the bench's start
   * @param lasts how long it lasts; without end when nothing is said
   * @param trouble what goes wrong
   */
  public record Scheduled(TimeSpan at, Optional<TimeSpan> lasts, Trouble trouble) {}
}
