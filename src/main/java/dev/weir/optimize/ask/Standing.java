package dev.weir.optimize.ask;

import dev.weir.optimize.stop.Aim;
import dev.weir.optimize.stop.StopFacts;
import dev.weir.optimize.stop.StopTerm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When to ask no more, in the asker's own terms. Pure; any thread.
 *
 * @param runs budget of runs, at least 1; used up it is no success
 * @param hours budget of time from the start of the first run, above 0, in h; used up it is no
 *     success
 * @param reached what the best run must have reached, and how surely
 * @param worth least expected improvement of the next run that pays for it, in the unit of the
 *     objective (several: of the hypervolume)
 * @param infeasible how improbable it must have become that any point meets the conditions, from 0
 *     to 1
 */
public record Standing(
    OptionalInt runs,
    OptionalDouble hours,
    Optional<Reached> reached,
    OptionalDouble worth,
    OptionalDouble infeasible) {
  /** Never stops. */
  public static final Standing ENDLESS =
      new Standing(
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  /**
   * What is enough.
   *
   * @param loss largest loss of the only objective: the tolerance about a target, the value itself
   *     to minimise, minus the value to maximise
   * @param probability how sure this must be of one run's conditions, above 0 and below 1
   */
  public record Reached(double loss, double probability) {
    /** Rejects probabilities that cannot be had. */
    public Reached {
      if (!(probability > 0.0 && probability < 1.0)) {
        throw new IllegalArgumentException(
            "probability must be above 0 and below 1, was " + probability);
      }
    }
  }

  /**
   * What is said.
   *
   * @param stop whether to ask no more
   * @param success whether that is because enough was reached
   * @param reason one sentence
   */
  public record Verdict(boolean stop, boolean success, String reason) {}

  /**
   * What is known of the next run.
   *
   * @param started runs that were told, whatever became of them, without the voided ones
   * @param hours since the start of the first run, in h; empty when the times are not known
   * @param surest the run that most probably has reached enough
   * @param expectedImprovement of the next run; NaN while nothing has been learnt
   * @param largestFeasibility of any point, from 0 to 1; 1 where some run met the conditions
   */
  public record Facts(
      int started,
      OptionalDouble hours,
      Optional<Surest> surest,
      double expectedImprovement,
      double largestFeasibility) {}

  /**
   * The run that most probably has reached enough.
   *
   * @param run its number in the table, from 1
   * @param probability from 0 to 1
   */
  public record Surest(int run, double probability) {}

  /** Judges; success comes first, so that a target reached with the last run is one. */
  public Verdict judge(Facts facts) {
    List<Double> gains =
        Double.isNaN(facts.expectedImprovement())
            ? List.of()
            : List.of(facts.expectedImprovement());
    return StopTerm.first(
            terms(),
            new Aim("aim", "", ""),
            new StopFacts(
                new StopFacts.Spent(
                    facts.started(),
                    facts.hours().stream().mapToObj(Standing::duration).findFirst(),
                    Optional.empty()),
                StopFacts.Runs.UNTOLD,
                Optional.of(
                    new StopFacts.Forecast(
                        facts.started(),
                        facts
                            .surest()
                            .map(run -> new StopFacts.Surest(run.run(), run.probability())),
                        gains,
                        Optional.of(
                            new StopFacts.Chance(
                                facts.largestFeasibility(), "meets the conditions"))))))
        .map(verdict -> new Verdict(true, verdict.reached(), verdict.reason()))
        .orElse(new Verdict(false, false, "nothing speaks for an end"));
  }

  private static Duration duration(double hours) {
    return Duration.ofMillis(Math.round(hours * Duration.ofHours(1).toMillis()));
  }

  private List<StopTerm> terms() {
    List<StopTerm> terms = new ArrayList<>();
    reached.ifPresent(enough -> terms.add(new StopTerm.Surely(enough.probability())));
    runs.ifPresent(most -> terms.add(new StopTerm.RunsUsed(most)));
    hours.ifPresent(most -> terms.add(new StopTerm.TimeUsed(duration(most))));
    infeasible.ifPresent(sure -> terms.add(new StopTerm.Hopeless(1.0 - sure, 0)));
    worth.stream()
        .filter(least -> least > 0.0)
        .forEach(least -> terms.add(new StopTerm.Worth(least, 1)));
    return terms;
  }
}
