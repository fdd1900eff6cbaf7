package dev.weir.learn.validation;

import dev.weir.chemistry.CompositionFromConversions;
import dev.weir.chemistry.CompositionFromConversions.Conversions;
import dev.weir.chemistry.CompositionFromConversions.Known;
import dev.weir.chemistry.CompositionFromConversions.Undefined;
import dev.weir.chemistry.FeedComposition;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.FeatureSet;
import dev.weir.learn.features.MonomerFeatures;
import dev.weir.learn.regress.Normal;
import dev.weir.learn.regress.Regressor;
import dev.weir.learn.regress.RegressorKind;
import dev.weir.learn.regress.Samples;
import dev.weir.learn.regress.Tuning;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A regressor on a feature set, one for each target. F1 from conversions takes the errors of the
 * two predicted conversions as independent: the regressors are separate and know of no correlation.
 * Where too little is predicted to react, the feed composition stands for it with the widest
 * deviation that a share can have.
 *
 * @param kind of regressor
 * @param set of features
 * @param monomers what is known of the monomers
 */
public record StatisticalLearner(RegressorKind kind, FeatureSet set, MonomerFeatures monomers)
    implements Learner {
  /** Largest standard deviation of a share, that of 0 and 1 with equal odds. */
  private static final double WIDEST = 0.5;

  @Override
  public String title() {
    return kind.title() + " " + set.title();
  }

  @Override
  public Taught learn(RunTable training, long seed) {
    List<double[]> inputs = training.runs().stream().map(run -> set.of(run, monomers)).toList();
    Regressor one = tuned(inputs, training, Target.CONVERSION_1::measured, seed);
    Regressor two = tuned(inputs, training, Target.CONVERSION_2::measured, seed);
    Regressor overall = tuned(inputs, training, Target.CONVERSION::measured, seed);
    Regressor direct = tuned(inputs, training, Target.COMPOSITION_DIRECT::measured, seed);
    return run -> {
      double[] input = set.of(run, monomers);
      Normal conversion1 = one.at(input);
      Normal conversion2 = two.at(input);
      return new RunPrediction(
          conversion1,
          conversion2,
          overall.at(input),
          direct.at(input),
          composition(run.conditions().feedComposition(), conversion1, conversion2));
    };
  }

  private Regressor tuned(
      List<double[]> inputs, RunTable training, ToDoubleFunction<LearningRun> target, long seed) {
    Samples samples = new Samples(inputs, training.runs().stream().mapToDouble(target).toArray());
    return Tuning.tune(kind, samples, seed).regressor();
  }

  private static Normal composition(FeedComposition f10, Normal one, Normal two) {
    return switch (CompositionFromConversions.of(
        f10,
        Conversions.independent(
            one.mean(), one.standardDeviation(), two.mean(), two.standardDeviation()))) {
      case Known known -> new Normal(known.composition(), known.compositionDeviation());
      case Undefined undefined -> new Normal(f10.value(), WIDEST);
    };
  }
}
