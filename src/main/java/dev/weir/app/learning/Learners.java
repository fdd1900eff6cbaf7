package dev.weir.app.learning;

import dev.weir.app.terminal.BadDataException;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.features.FeatureSet;
import dev.weir.learn.features.MonomerFeatures;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.regress.RegressorKind;
import dev.weir.learn.validation.KineticLearner;
import dev.weir.learn.validation.Learner;
import dev.weir.learn.validation.OrientedLearner;
import dev.weir.learn.validation.StatisticalLearner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The learners that runs can be learnt by, by the names that tables and records give them. */
public final class Learners {
  /** The name of the kinetic one, which is used unless another is asked for. */
  public static final String KINETIC = new KineticLearner(QuantumTable.SHIPPED, Set.of()).title();

  private Learners() {}

  /**
   * Returns every learner of the validation table, the kinetic one last.
   *
   * @param strangers comonomers whose literature the kinetic one may use only when it was trained
   *     on them
   */
  public static List<Learner> all(
      Collection<SpeciesName> monomers, QuantumTable quantum, Set<SpeciesName> strangers) {
    MonomerFeatures features = MonomerFeatures.of(monomers, quantum, Map.of());
    List<Learner> learners = new ArrayList<>();
    for (FeatureSet set : FeatureSet.values()) {
      for (RegressorKind kind : RegressorKind.values()) {
        learners.add(new StatisticalLearner(kind, set, features));
      }
    }
    learners.add(new KineticLearner(quantum, strangers));
    return learners;
  }

  /**
   * Returns the learner of a name, for runs whose monomers are numbered either way.
   *
   * @param table that it will learn
   * @throws BadDataException when there is none of that name, naming all
   */
  public static Learner named(String name, RunTable table, QuantumTable quantum) {
    return named(name, LearningFiles.monomers(table), quantum);
  }

  /**
   * Returns the learner of a name.
   *
   * @param monomers that it will learn or be asked about
   * @throws BadDataException when there is none of that name, naming all
   */
  public static Learner named(String name, Set<SpeciesName> monomers, QuantumTable quantum) {
    List<Learner> all = all(new TreeSet<>(monomers), quantum, Set.of());
    return all.stream()
        .filter(learner -> learner.title().equals(name))
        .findFirst()
        .<Learner>map(OrientedLearner::new)
        .orElseThrow(
            () ->
                new BadDataException(
                    "no learner is named '%s'; there are %s"
                        .formatted(
                            name, String.join(", ", all.stream().map(Learner::title).toList()))));
  }
}
