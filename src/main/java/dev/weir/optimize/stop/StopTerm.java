package dev.weir.optimize.stop;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A term on which no more runs are asked for. Pure functions of what is known; any thread. Terms
 * that speak of success and others may be judged together: {@link #first} asks the former first, so
 * that an aim reached with the last run of a budget is a success.
 */
public sealed interface StopTerm {
  /** Returns why there shall be no more runs, or nothing. */
  Optional<StopVerdict> judge(Aim aim, StopFacts facts);

  /** Returns the verdict of the first term that has one; successes come first. */
  static Optional<StopVerdict> first(List<StopTerm> terms, Aim aim, StopFacts facts) {
    List<StopVerdict> verdicts =
        terms.stream().flatMap(term -> term.judge(aim, facts).stream()).toList();
    return verdicts.stream()
        .filter(StopVerdict::reached)
        .findFirst()
        .or(() -> verdicts.stream().findFirst());
  }

  /**
   * Ends when a point reached the aim and its repeats confirm it: the mean of all accepted runs of
   * these requested conditions reaches it.
   *
   * @param repeats asked for after the first run, from 0
   */
  record Confirmed(int repeats) implements StopTerm {
    /** Rejects negative counts. */
    public Confirmed {
      if (repeats < 0) {
        throw new IllegalArgumentException("confirmations must not be negative, was " + repeats);
      }
    }

    @Override
    public Optional<StopVerdict> judge(Aim aim, StopFacts facts) {
      return facts.runs().reaching().stream()
          .filter(point -> point.runs() > repeats)
          .findFirst()
          .map(
              point ->
                  new StopVerdict(
                      true,
                      "%s reached by run %d%s: %s"
                          .formatted(
                              aim.name(),
                              point.first(),
                              point.runs() > 1
                                  ? " and %d repeats, on average".formatted(point.runs() - 1)
                                  : "",
                              point.outcome())));
    }
  }

  /**
   * Ends when the conditions of a run reach the aim in truth, noise taken off, with at least a
   * given probability.
   *
   * @param probability above 0 and below 1
   */
  record Surely(double probability) implements StopTerm {
    /** Rejects probabilities that promise nothing or cannot be had. */
    public Surely {
      between(probability);
    }

    @Override
    public Optional<StopVerdict> judge(Aim aim, StopFacts facts) {
      return facts
          .forecast()
          .flatMap(StopFacts.Forecast::surest)
          .filter(surest -> surest.probability() >= probability)
          .map(
              surest ->
                  new StopVerdict(
                      true,
                      "%s reached by run %d with a probability of %s, at least %s was asked for%s"
                          .formatted(
                              aim.name(),
                              surest.run(),
                              number(surest.probability()),
                              number(probability),
                              aim.clause())));
    }
  }

  /**
   * Ends when as many runs were started as the budget allows; never a success.
   *
   * @param most runs allowed, at least 1
   */
  record RunsUsed(int most) implements StopTerm {
    /** Rejects an empty budget. */
    public RunsUsed {
      if (most < 1) {
        throw new IllegalArgumentException("budget must be at least 1 run, was " + most);
      }
    }

    @Override
    public Optional<StopVerdict> judge(Aim aim, StopFacts facts) {
      return facts.spent().started() < most
          ? Optional.empty()
          : Optional.of(failure("budget of %d runs used up".formatted(most), facts));
    }
  }

  /**
   * Ends when the time is up, or leaves less than the next run takes at least; never a success.
   *
   * @param most time allowed from the beginning, pauses included, above 0
   */
  record TimeUsed(Duration most) implements StopTerm {
    /** Rejects times in which nothing can be done. */
    public TimeUsed {
      if (!most.isPositive()) {
        throw new IllegalArgumentException("time must be above 0 s, was " + span(most));
      }
    }

    @Override
    public Optional<StopVerdict> judge(Aim aim, StopFacts facts) {
      StopFacts.Spent spent = facts.spent();
      if (spent.elapsed().isEmpty()) {
        return Optional.empty();
      }
      Duration left = most.minus(spent.elapsed().get());
      if (!left.isPositive()) {
        return Optional.of(failure("time of %s used up".formatted(span(most)), facts));
      }
      return spent
          .next()
          .filter(least -> least.compareTo(left) > 0)
          .map(
              least ->
                  failure(
                      "of %s there are %s left, and the next run takes at least %s"
                          .formatted(span(most), span(left), span(least)),
                      facts));
    }
  }

  /**
   * Ends when the best measured loss has hardly become less for a while; never a success.
   *
   * @param runs how many accepted runs in a row, at least 1
   * @param leastGain improvement over all of them that counts, in units of the loss, 0 or more
   */
  record Stalled(int runs, double leastGain) implements StopTerm {
    /** Rejects empty spans and negative gains. */
    public Stalled {
      if (runs < 1) {
        throw new IllegalArgumentException("need at least 1 run without improvement, was " + runs);
      }
      if (!(leastGain >= 0.0) || !Double.isFinite(leastGain)) {
        throw new IllegalArgumentException("least gain must be finite and >= 0, was " + leastGain);
      }
    }

    @Override
    public Optional<StopVerdict> judge(Aim aim, StopFacts facts) {
      List<Double> losses = facts.runs().losses();
      int before = losses.size() - runs;
      if (before < 1) {
        return Optional.empty();
      }
      double gain = least(losses.subList(0, before)) - least(losses);
      return gain > leastGain
          ? Optional.empty()
          : Optional.of(
              failure(
                  "the last %d accepted runs came %s nearer to the %s, which is not more than %s"
                      .formatted(
                          runs,
                          aim.amount(number(gain)),
                          aim.name(),
                          aim.amount(number(leastGain))),
                  facts));
    }

    private static double least(List<Double> losses) {
      return losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
  }

  /**
   * Ends when the next run and those before it promised too little; never a success.
   *
   * @param leastGain expected improvement that is worth a run, in units of the loss, above 0
   * @param inARow how many proposals in a row must promise less, at least 1
   */
  record Worth(double leastGain, int inARow) implements StopTerm {
    /** Rejects gains that are always or never enough. */
    public Worth {
      if (!(leastGain > 0.0) || !Double.isFinite(leastGain)) {
        throw new IllegalArgumentException(
            "worth of a run must be finite and > 0, was " + leastGain);
      }
      if (inARow < 1) {
        throw new IllegalArgumentException("need at least 1 proposal, was " + inARow);
      }
    }

    @Override
    public Optional<StopVerdict> judge(Aim aim, StopFacts facts) {
      List<Double> gains = facts.forecast().map(StopFacts.Forecast::gains).orElse(List.of());
      if (gains.size() < inARow) {
        return Optional.empty();
      }
      List<Double> last = gains.subList(gains.size() - inARow, gains.size());
      return last.stream().anyMatch(gain -> !(gain < leastGain))
          ? Optional.empty()
          : Optional.of(
              failure(
                  "the next run is expected to come %s nearer to the %s, less than the %s that a run is worth%s"
                      .formatted(
                          aim.amount(number(last.getLast())),
                          aim.name(),
                          aim.amount(number(leastGain)),
                          inARow > 1 ? ", for %d proposals in a row".formatted(inARow) : ""),
                  facts));
    }
  }

  /**
   * Ends when nowhere in the space the aim is likely to be reached; never a success.
   *
   * @param probability up to which there is no hope, from 0 to below 1
   * @param leastRuns accepted runs that must speak first, from 0
   */
  record Hopeless(double probability, int leastRuns) implements StopTerm {
    /** Rejects probabilities that cannot be had, and negative counts. */
    public Hopeless {
      if (!(probability >= 0.0 && probability < 1.0)) {
        throw new IllegalArgumentException(
            "probability must be from 0 to below 1, was " + probability);
      }
      if (leastRuns < 0) {
        throw new IllegalArgumentException("runs must not be negative, was " + leastRuns);
      }
    }

    @Override
    public Optional<StopVerdict> judge(Aim aim, StopFacts facts) {
      return facts
          .forecast()
          .filter(forecast -> forecast.learntFrom() >= leastRuns)
          .flatMap(StopFacts.Forecast::best)
          .filter(best -> best.probability() <= probability)
          .map(
              best ->
                  failure(
                      "no point %s with a probability above %s, and %s or less is no hope"
                          .formatted(best.of(), number(best.probability()), number(probability)),
                      facts));
    }
  }

  private static StopVerdict failure(String reason, StopFacts facts) {
    String nearest = facts.runs().nearest();
    return new StopVerdict(false, nearest.isEmpty() ? reason : reason + "; " + nearest);
  }

  private static void between(double probability) {
    if (!(probability > 0.0 && probability < 1.0)) {
      throw new IllegalArgumentException("probability must be between 0 and 1, was " + probability);
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  private static String span(Duration span) {
    return span.compareTo(Duration.ofHours(1)) < 0
        ? "%d min %02d s".formatted(span.toMinutes(), span.toSecondsPart())
        : "%d h %02d min".formatted(span.toHours(), span.toMinutesPart());
  }
}
