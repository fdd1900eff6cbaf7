package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.RampCourse;
import dev.weir.flow.FlowPath;
import dev.weir.flow.Ramp;
import dev.weir.optimize.Lattice;
import dev.weir.optimize.LatticePoint;
import dev.weir.optimize.RampTerms;
import dev.weir.optimize.SearchSpace;
import dev.weir.optimize.SearchSpace.Quantity;
import dev.weir.units.Decimal;
import dev.weir.units.FlowRate;
import dev.weir.units.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Weighs ramps through the range of the residence time against the best steady run of the same
 * recipe. Pure.
 *
 * <p>Idea: the draws of the truth that an {@link Ensemble} holds are common to all points, so the
 * expected improvement of several aliquots together is that of the best of them in each draw. A
 * ramp is taken when it promises more than the steady run for the time as well as for the liquid
 * that it takes; heating and the analysis, which both need, are left out, which favours the steady
 * run.
 */
final class RampChoice {
  private static final double SECONDS_PER_HOUR = 3600.0;
  private static final double MICROLITRES_PER_MILLILITRE = 1000.0;
  private static final double MINUTE = 60.0;
  private static final int DECIMALS = 4;

  /** A ramp that is too fast is tried so often, slower by {@link #SLOWER} each time. */
  private static final int ATTEMPTS = 4;

  private static final double SLOWER = 1.5;

  private final Survey survey;
  private final RampTerms terms;
  private final List<Conditions> steadyOnly;

  /**
   * A choice.
   *
   * @param steadyOnly conditions whose ramp was refused
   */
  RampChoice(Survey survey, RampTerms terms, List<Conditions> steadyOnly) {
    this.survey = survey;
    this.terms = terms;
    this.steadyOnly = List.copyOf(steadyOnly);
  }

  /**
   * A run with what it promises and takes.
   *
   * @param conditions of its steady state
   * @param ramp what follows, if anything
   * @param gain expected improvement of all its aliquots together, in mol/mol
   * @param hours while the feeds flow, at least
   * @param millilitres of all feeds together, at least
   */
  record Candidate(
      Conditions conditions, Optional<Ramp> ramp, double gain, double hours, double millilitres) {
    /** Returns how much more it promises than another, for time or for liquid, whatever is less. */
    double over(Candidate other) {
      double perHour = gain * other.hours / (other.gain * hours);
      double perMillilitre = gain * other.millilitres / (other.gain * millilitres);
      return Math.min(perHour, perMillilitre);
    }
  }

  /**
   * What was chosen.
   *
   * @param run the run
   * @param words the two figures that decided, to be added to a reason
   */
  record Chosen(Candidate run, String words) {}

  /** Chooses between a steady run and the best of the ramps of its recipe. */
  Chosen between(Conditions steady) {
    Candidate alone = alone(steady);
    Optional<Candidate> best =
        alone.gain > 0.0
            ? ramps(steady).stream().max(Comparator.comparingDouble(one -> one.over(alone)))
            : Optional.empty();
    if (best.isEmpty()) {
      return new Chosen(alone, "; no ramp of this recipe is possible");
    }
    boolean better = best.get().over(alone) > 1.0;
    return new Chosen(
        better ? best.get() : alone,
        "; %s %s, %s %s"
            .formatted(
                better ? "a ramp for it promises" : "alone it promises",
                figures(better ? best.get() : alone),
                better ? "a steady run" : "the best ramp",
                figures(better ? alone : best.get())));
  }

  private Candidate alone(Conditions steady) {
    FlowRate total = path().totalFlow(steady.residenceTime());
    double seconds = terms.course().least(total).seconds();
    return new Candidate(
        steady,
        Optional.empty(),
        survey.gain(steady),
        seconds / SECONDS_PER_HOUR,
        total.microlitresPerMinute() * seconds / MINUTE / MICROLITRES_PER_MILLILITRE);
  }

  /** From the steady point and from both ends of the range, to both ends. */
  private List<Candidate> ramps(Conditions steady) {
    OptionalInt variable = residenceTime();
    List<Candidate> ramps = new ArrayList<>();
    if (variable.isEmpty()) {
      return ramps;
    }
    LatticePoint here = lattice().nearest(steady);
    int highest = lattice().count(variable.getAsInt()) - 1;
    int own = here.step(variable.getAsInt());
    for (int start : IntStream.of(own, 0, highest).distinct().toArray()) {
      for (int end : new int[] {0, highest}) {
        if (start != end) {
          ramp(here.with(variable.getAsInt(), start), end, variable.getAsInt())
              .ifPresent(ramps::add);
        }
      }
    }
    return ramps;
  }

  private Optional<Candidate> ramp(LatticePoint start, int end, int variable) {
    Conditions first = lattice().conditions(start);
    if (steadyOnly.contains(first)) {
      return Optional.empty();
    }
    TimeSpan from = first.residenceTime();
    TimeSpan to = lattice().conditions(start.with(variable, end)).residenceTime();
    double seconds = terms.residenceTimes() * Math.max(from.seconds(), to.seconds());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Candidate> found = ramp(first, start, end, variable, new TimeSpan(seconds));
      if (found.isPresent()) {
        return found;
      }
      seconds *= SLOWER;
    }
    return Optional.empty();
  }

  private Optional<Candidate> ramp(
      Conditions first, LatticePoint start, int end, int variable, TimeSpan duration) {
    TimeSpan from = first.residenceTime();
    TimeSpan to = lattice().conditions(start.with(variable, end)).residenceTime();
    RampCourse whole = new RampCourse(path(), from, new Ramp(to, duration, List.of(to)));
    double reached = whole.reachedSeconds();
    int step = end > start.step(variable) ? 1 : -1;
    List<LatticePoint> within = new ArrayList<>();
    for (int at = start.step(variable) + step; at != end + step; at += step) {
      LatticePoint point = start.with(variable, at);
      if (!whole.isPast(lattice().conditions(point).residenceTime(), reached)) {
        break;
      }
      within.add(point);
    }
    if (within.isEmpty()) {
      return Optional.empty();
    }
    List<Conditions> aliquots = spread(within).stream().map(lattice()::conditions).toList();
    Ramp ramp = new Ramp(to, duration, aliquots.stream().map(Conditions::residenceTime).toList());
    return switch (new RampCourse(path(), from, ramp).foretell()) {
      case RampCourse.Foretold.Impossible _ -> Optional.empty();
      case RampCourse.Foretold.Possible possible -> {
        Candidate alone = alone(first);
        double held = terms.course().settings().sampling().seconds();
        List<Conditions> all = new ArrayList<>(aliquots);
        all.add(first);
        yield Optional.of(
            new Candidate(
                first,
                Optional.of(ramp),
                survey.gain(all),
                alone.hours + (possible.due().getLast().seconds() + held) / SECONDS_PER_HOUR,
                alone.millilitres
                    + possible.delivered().getLast().microlitres() / MICROLITRES_PER_MILLILITRE));
      }
    };
  }

  /** Takes at most as many points as a ramp may have aliquots, evenly, the last among them. */
  private List<LatticePoint> spread(List<LatticePoint> points) {
    int count = Math.min(terms.aliquots(), points.size());
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> points.get((int) Math.round(i * (double) points.size() / count) - 1))
        .toList();
  }

  private OptionalInt residenceTime() {
    List<SearchSpace.Variable> variables = lattice().space().variables();
    return IntStream.range(0, variables.size())
        .filter(k -> variables.get(k).quantity() == Quantity.RESIDENCE_TIME)
        .findFirst();
  }

  private Lattice lattice() {
    return survey.lattice();
  }

  private FlowPath path() {
    return terms.course().path();
  }

  private static String figures(Candidate candidate) {
    String what =
        candidate
            .ramp()
            .map(
                ramp ->
                    " (from %s, aliquots at %s min)"
                        .formatted(
                            minutes(candidate.conditions().residenceTime()) + " min",
                            ramp.aliquots().stream()
                                .map(RampChoice::minutes)
                                .collect(Collectors.joining(", "))))
            .orElse("");
    return "%s mol/mol in %s h and %s mL, %s mol/mol per h%s"
        .formatted(
            Decimal.fixed(candidate.gain(), DECIMALS),
            Decimal.fixed(candidate.hours(), 2),
            Decimal.fixed(candidate.millilitres(), 1),
            Decimal.fixed(candidate.gain() / candidate.hours(), DECIMALS),
            what);
  }

  private static String minutes(TimeSpan time) {
    return Decimal.fixed(time.minutes(), 1);
  }
}
