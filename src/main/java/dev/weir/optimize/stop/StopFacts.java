package dev.weir.optimize.stop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known when it is asked whether to go on. What is not known is empty, and then no term
 * that needs it ends anything.
 *
 * @param spent what has been spent so far
 * @param runs what the runs have come to
 * @param forecast what the next proposal says; empty while none is judged
 */
public record StopFacts(Spent spent, Runs runs, Optional<Forecast> forecast) {

  /** Returns the same facts with what the next proposal says. */
  public StopFacts with(Forecast next) {
    return new StopFacts(spent, runs, Optional.of(next));
  }

  /**
   * What has been spent.
   *
   * @param started runs started so far, whatever became of them, from 0
   * @param elapsed time since the beginning, pauses included; empty where there is no clock
   * @param next least time that the next run takes; empty when it is not known
   */
  public record Spent(int started, Optional<Duration> elapsed, Optional<Duration> next) {
    /** Rejects negative counts. */
    public Spent {
      if (started < 0) {
        throw new IllegalArgumentException("started runs must not be negative, was " + started);
      }
    }

    /** What has been spent where there is no clock. */
    public static Spent runs(int started) {
      return new Spent(started, Optional.empty(), Optional.empty());
    }
  }

  /**
   * What the runs have come to.
   *
   * @param reaching points whose accepted runs, on average, reached the aim, nearest first
   * @param losses measured loss of each accepted run, in order
   * @param nearest the nearest run in a few words; empty when the asker does not tell
   */
  public record Runs(List<Reaching> reaching, List<Double> losses, String nearest) {
    /** Nothing is told of them. */
    public static final Runs UNTOLD = new Runs(List.of(), List.of(), "");

    /** Copies the lists. */
    public Runs {
      reaching = List.copyOf(reaching);
      losses = List.copyOf(losses);
    }
  }

  /**
   * A point whose runs reached the aim.
   *
   * @param first number of its first run
   * @param runs how many accepted runs it has had, from 1
   * @param outcome their mean, in a few words with units
   */
  public record Reaching(int first, int runs, String outcome) {}

  /**
   * What a proposal says of itself and of what it was learnt from.
   *
   * @param learntFrom accepted runs that it rests on, from 0
   * @param surest the run that most probably reached the aim, noise taken off
   * @param gains expected improvements of the proposals that were learnt, in order, the one that is
   *     judged last; empty when that one was not found by its expected improvement
   * @param best how likely anything better is; empty when nothing has been learnt
   */
  public record Forecast(
      int learntFrom, Optional<Surest> surest, List<Double> gains, Optional<Chance> best) {
    /** Copies the list. */
    public Forecast {
      gains = List.copyOf(gains);
    }
  }

  /**
   * The run that most probably reached the aim.
   *
   * @param run its number, from 1
   * @param probability from 0 to 1
   */
  public record Surest(int run, double probability) {}

  /**
   * The largest probability that any point of the space has.
   *
   * @param probability from 0 to 1
   * @param of what, such as "meets the conditions"
   */
  public record Chance(double probability, String of) {}
}
