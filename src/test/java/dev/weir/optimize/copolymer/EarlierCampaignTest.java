package dev.weir.optimize.copolymer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.StandInPlant;
import dev.weir.learn.features.QuantumTable;
import dev.weir.optimize.Objective;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class EarlierCampaignTest {
  private static final CopolymerSystem STYRENE = system("MMA", "St");
  private static final CopolymerSystem TURNED = system("St", "MMA");
  private static final CopolymerSystem ACETOXYSTYRENE = system("MMA", "PACS");
  private static final CopolymerSystem GLYCIDYL = system("MMA", "GMA");

  private static CopolymerSystem system(String one, String two) {
    return new CopolymerSystem(new SpeciesName(one), new SpeciesName(two), new SpeciesName("AIBN"));
  }

  /** Runs of a plant whose parameters depart from the literature by so much. */
  private static List<Measured> runs(CopolymerSystem system, int count, double... departures) {
    TerminalModel model = new TerminalModel(system);
    double[] parameters = KineticBelief.literature(system).meanVector();
    for (int k = 0; k < departures.length; k++) {
      parameters[k] += departures[k];
    }
    SplittableRandom random = new SplittableRandom(11L);
    List<Measured> runs = new ArrayList<>();
    double[] two = new double[2];
    for (int i = 0; i < count; i++) {
      Conditions conditions =
          StandInPlant.conditions(
              random.nextDouble(0.1, 0.9), random.nextDouble(5, 60), random.nextDouble(65, 95));
      model.transformed(parameters, conditions, model.steps(parameters, conditions), two);
      runs.add(
          new Measured(
              conditions,
              new MeasuredConversion(
                  Transformed.back(two[0]) + 0.005 * random.nextGaussian(), 0.005),
              new MeasuredConversion(
                  Transformed.back(two[1]) + 0.005 * random.nextGaussian(), 0.005)));
    }
    return runs;
  }

  @Test
  void departuresOfThePlantAreExpectedAgainAndThoseOfMonomersByTheirLikeness() {
    EarlierCampaign earlier =
        new EarlierCampaign("first", STYRENE, runs(STYRENE, 14, 0.5, 0.4, 0.0, 0.5));
    KineticBelief alike = earlier.belief(ACETOXYSTYRENE, QuantumTable.SHIPPED);
    KineticBelief unlike = earlier.belief(GLYCIDYL, QuantumTable.SHIPPED);
    double toAlike =
        alike.mean(KineticParameter.LOG_RATIO_1)
            - KineticBelief.literature(ACETOXYSTYRENE).mean(KineticParameter.LOG_RATIO_1);
    double toUnlike =
        unlike.mean(KineticParameter.LOG_RATIO_1)
            - KineticBelief.literature(GLYCIDYL).mean(KineticParameter.LOG_RATIO_1);
    assertThat(toAlike).isGreaterThan(0.2).isGreaterThan(toUnlike);
    assertThat(alike.deviation(KineticParameter.LOG_RATE))
        .isLessThan(KineticBelief.literature(ACETOXYSTYRENE).deviation(KineticParameter.LOG_RATE));
    assertThat(alike.origin()).contains("first");
  }

  @Test
  void itDoesNotMatterWhichMonomerCameFirst() {
    List<Measured> runs = runs(STYRENE, 12, 0.4, -0.3, 0.0, 0.3);
    KineticBelief straight =
        new EarlierCampaign("a", STYRENE, runs).belief(ACETOXYSTYRENE, QuantumTable.SHIPPED);
    KineticBelief turned =
        new EarlierCampaign("a", TURNED, runs.stream().map(Measured::turned).toList())
            .belief(ACETOXYSTYRENE, QuantumTable.SHIPPED);
    for (KineticParameter parameter : KineticParameter.values()) {
      assertThat(turned.mean(parameter))
          .as(parameter.name())
          .isCloseTo(straight.mean(parameter), within(1e-6));
    }
  }

  @Test
  void aMisleadingCampaignLosesItsWeightWithinThreeRuns() {
    KineticBelief literature = KineticBelief.literature(ACETOXYSTYRENE);
    KineticBelief misleading =
        new EarlierCampaign("liar", STYRENE, runs(STYRENE, 14, -0.8, -0.8, 0.0, -1.0))
            .belief(ACETOXYSTYRENE, QuantumTable.SHIPPED);
    List<Observation> observations = new ArrayList<>();
    for (Measured run : runs(ACETOXYSTYRENE, 3, 0.1, 0.1, 0.0, 0.2)) {
      observations.add(
          StandInPlant.observation(
              observations.size() + 1,
              run.conditions(),
              StandInPlant.outcome(
                  run.conditions().feedComposition().value(),
                  run.conversion1(),
                  run.conversion2())));
    }
    Ensemble ensemble =
        Ensemble.fit(
            new Ensemble.Setup(
                ACETOXYSTYRENE,
                List.of(literature, misleading),
                EnumSet.of(LayerKind.KINETICS),
                new Goal.Reach(new Objective(new CopolymerComposition(0.7), 0.01, 0.6))),
            observations,
            List.of(StandInPlant.conditions(0.5, 20.0, 80.0)),
            3L);
    assertThat(ensemble.shares().get(1).weight()).isLessThan(0.2);
  }
}
