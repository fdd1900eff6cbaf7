package dev.weir.learn.validation;

import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.FeatureSet;
import dev.weir.learn.features.MonomerFeatures;
import dev.weir.learn.regress.Regressor;
import dev.weir.learn.regress.RegressorKind;
import dev.weir.learn.regress.Samples;
import dev.weir.learn.regress.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * A regressor on a feature set: one for the rate and one for the selectivity of a run ({@link
 * RateAndSelectivity}), from which X1, X2, X and F1 follow together, and one for F1 by itself.
 *
 * <p>Settings and the width of intervals come from inner folds like what is asked: random folds for
 * a monomer that was trained on, folds that leave a whole monomer out for one that was not, where
 * random folds would only interpolate.
 *
 * @param kind of regressor
 * @param set of features
 * @param monomers what is known of the monomers
 */
public record StatisticalLearner(RegressorKind kind, FeatureSet set, MonomerFeatures monomers)
    implements Learner {
  @Override
  public String title() {
    return kind.title() + " " + set.title();
  }

  @Override
  public Taught learn(RunTable training, long seed) {
    Set<SpeciesName> trained = new TreeSet<>();
    training.runs().forEach(run -> trained.add(run.monomer1()));
    Split split = trained.size() < 2 ? Split.DCV : Split.MEV;
    AnalyserNoise noise = AnalyserNoise.of(training.runs());
    Supplier<Regressors> familiar = once(() -> regressors(training, Split.DCV, seed));
    Supplier<Regressors> unfamiliar = once(() -> regressors(training, split, seed));
    return run -> {
      Regressors by = trained.contains(run.monomer1()) ? familiar.get() : unfamiliar.get();
      double[] input = set.of(run, monomers);
      return noise.measured(
          run.conditions().feedComposition(),
          RateAndSelectivity.truth(
              run.conditions().feedComposition().value(),
              by.rate.at(input),
              by.selectivity.at(input)),
          by.direct.at(input));
    };
  }

  private record Regressors(Regressor rate, Regressor selectivity, Regressor direct) {}

  private Regressors regressors(RunTable training, Split split, long seed) {
    return new Regressors(
        tuned(
            training,
            split,
            RateAndSelectivity.RATE::measured,
            RateAndSelectivity.RATE::noise,
            seed),
        tuned(
            training,
            split,
            RateAndSelectivity.SELECTIVITY::measured,
            RateAndSelectivity.SELECTIVITY::noise,
            seed),
        tuned(
            training,
            split,
            Target.COMPOSITION_DIRECT::measured,
            StatisticalLearner::compositionNoise,
            seed));
  }

  private Regressor tuned(
      RunTable training,
      Split split,
      ToDoubleFunction<LearningRun> target,
      ToDoubleFunction<LearningRun> noise,
      long seed) {
    Samples samples =
        new Samples(
            training.runs().stream().map(run -> set.of(run, monomers)).toList(),
            training.runs().stream().mapToDouble(target).toArray(),
            training.runs().stream().mapToDouble(noise).toArray());
    return switch (split) {
      case DCV -> Tuning.tune(kind, samples, seed).regressor();
      case MEV -> Tuning.tune(kind, samples, split.folds(training, seed), seed).regressor();
    };
  }

  private static double compositionNoise(LearningRun run) {
    double deviation = AnalyserNoise.of(List.of(run)).deviation();
    return Math.pow(
        AnalyserNoise.ofComposition(
            run.conditions().feedComposition().value(),
            run.conversion(),
            run.copolymerComposition(),
            deviation),
        2);
  }

  /** Makes a thing when it is first asked for: what nobody asks for is not tuned. Any thread. */
  private static <T> Supplier<T> once(Supplier<T> maker) {
    List<T> made = new ArrayList<>(1);
    return () -> {
      synchronized (made) {
        if (made.isEmpty()) {
          made.add(maker.get());
        }
        return made.getFirst();
      }
    };
  }
}
