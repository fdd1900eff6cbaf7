package dev.weir.optimize.copolymer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.chemistry.SpeciesName;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunCourse;
import dev.weir.experiment.RunSettings;
import dev.weir.flow.FlowPath;
import dev.weir.learn.StandInPlant;
import dev.weir.learn.StandInPlant.Chemistry;
import dev.weir.optimize.Basis;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Past;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.RampTerms;
import dev.weir.optimize.SearchSpace;
import dev.weir.optimize.SearchSpace.Quantity;
import dev.weir.optimize.SearchSpace.Variable;
import dev.weir.units.Length;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GreyBoxProposerTest {
  private static final CopolymerSystem SYSTEM =
      new CopolymerSystem(new SpeciesName("MMA"), new SpeciesName("MA"), new SpeciesName("AIBN"));
  private static final Objective OBJECTIVE =
      new Objective(new CopolymerComposition(0.6), 0.01, 0.5);
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new Variable(Quantity.FEED_COMPOSITION, 0.1, 0.9, 0.01),
              new Variable(Quantity.RESIDENCE_TIME, 300.0, 3600.0, 10.0),
              new Variable(Quantity.TEMPERATURE, 60.0, 90.0, 0.5)),
          StandInPlant.conditions(0.5, 20.0, 80.0));

  private static GreyBoxProposer proposer(int initial, Set<LayerKind> kinds) {
    return new GreyBoxProposer(GreyBoxProposer.Plan.standard(initial, 0, SYSTEM).withKinds(kinds));
  }

  private static final GreyBoxProposer ALL = proposer(4, EnumSet.allOf(LayerKind.class));

  /** A plant of MMA and methyl acrylate, whose ratios the catalogue does not have. */
  private static List<Observation> campaign(GreyBoxProposer proposer, int runs, long seed) {
    StandInPlant plant = new StandInPlant(Chemistry.MMA_METHYL_ACRYLATE, 0.01, 0.01, seed);
    List<Observation> observations = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      Past past = new Past(observations, List.of(), run - 1);
      observations.add(plant.run(run, proposer.propose(SPACE, OBJECTIVE, past, seed).conditions()));
    }
    return observations;
  }

  private static int runsUntilReached(GreyBoxProposer proposer, long seed) {
    List<Observation> observations = campaign(proposer, 12, seed);
    for (int run = 1; run <= observations.size(); run++) {
      if (OBJECTIVE.isReachedBy(
          Chemistry.MMA_METHYL_ACRYLATE.truth(observations.get(run - 1).requested()))) {
        return run;
      }
    }
    return observations.size() + 1;
  }

  @Test
  void itReachesATargetThatTheLiteratureDoesNotKnowWithinFourRunsAfterTheDesign() {
    List<Integer> runs = new ArrayList<>();
    for (long seed = 1; seed <= 5; seed++) {
      runs.add(runsUntilReached(ALL, seed));
    }
    System.out.println("grey box, 5 seeds, run that reached: " + runs);
    assertThat(runs.stream().sorted().toList().get(2)).isLessThanOrEqualTo(8);
    assertThat(runs).allMatch(run -> run <= 12);
  }

  @Test
  void theSameRunsGiveTheSameProposalToTheLastBit() {
    List<Observation> observations = campaign(ALL, 6, 2L);
    Past past = new Past(observations, List.of(), 6);
    assertThat(ALL.propose(SPACE, OBJECTIVE, past, 2L))
        .isEqualTo(ALL.propose(SPACE, OBJECTIVE, past, 2L));
  }

  @Test
  void aProposalTellsWhatItRestsOn() {
    List<Observation> observations = campaign(ALL, 6, 3L);
    Proposal proposal = ALL.propose(SPACE, OBJECTIVE, new Past(observations, List.of(), 6), 3L);
    Basis basis = proposal.basis().orElseThrow();
    assertThat(basis.layers().stream().mapToDouble(Basis.LayerWeight::weight).sum())
        .isBetween(1.0 - 1e-9, 1.0 + 1e-9);
    assertThat(basis.layers()).hasSize(4);
    assertThat(basis.composition().low()).isLessThan(basis.composition().high());
    assertThat(basis.probability()).isBetween(0.0, 1.0);
    assertThat(basis.data()).hasSize(64);
    assertThat(basis.believed()).isPresent();
    assertThat(proposal.reason()).contains("learnt mostly from the layer").contains("predicted F1");
  }

  @ParameterizedTest
  @EnumSource(LayerKind.class)
  void everyLayerAloneProposesInsideTheSpaceAndNothingTwice(LayerKind kind) {
    List<Observation> observations = campaign(proposer(3, EnumSet.of(kind)), 8, 4L);
    List<Conditions> requested = observations.stream().map(Observation::requested).toList();
    assertThat(requested).doesNotHaveDuplicates().allMatch(SPACE::contains);
  }

  @Test
  void theLastRunOfABudgetGoesToTheRecommendedPoint() {
    List<Observation> observations = campaign(ALL, 11, 5L);
    Proposal proposal =
        ALL.propose(
            SPACE,
            OBJECTIVE,
            new Past(observations, List.of(), 11, List.of(), OptionalInt.of(1)),
            5L);
    assertThat(proposal.source()).isEqualTo(Proposal.Source.RECOMMENDATION);
    assertThat(proposal.reason()).contains("the last run of the budget");
    assertThat(proposal.basis().orElseThrow().best().conditions()).isEqualTo(proposal.conditions());
  }

  @Test
  void whereTheChemistryFailedItKeepsAway() {
    List<Observation> observations = campaign(ALL, 6, 6L);
    Past free = new Past(observations, List.of(), 6);
    Conditions wanted = ALL.propose(SPACE, OBJECTIVE, free, 6L).conditions();
    Past burnt = new Past(observations, List.of(wanted), 6, List.of(wanted), OptionalInt.empty());
    Conditions other = ALL.propose(SPACE, OBJECTIVE, burnt, 6L).conditions();
    assertThat(new dev.weir.optimize.Lattice(SPACE).distance(wanted, other)).isGreaterThan(0.05);
  }

  @Test
  void withoutAnyRunItProposesFromTheLiteratureWhenAskedTo() {
    Proposal proposal = ALL.propose(SPACE, OBJECTIVE, new Past(List.of(), List.of(), 4), 1L);
    assertThat(proposal.source()).isEqualTo(Proposal.Source.ACQUISITION);
    assertThat(proposal.basis().orElseThrow().believed()).isEmpty();
  }

  private static final RunSettings LONG_PROOF =
      new RunSettings(
          0.98,
          TimeSpan.ofMinutes(6000.0),
          1.0,
          0.05,
          0.3,
          0.02,
          0.1,
          TimeSpan.ofMinutes(60.0),
          TimeSpan.ofMinutes(60.0),
          new TimeSpan(60.0),
          TimeSpan.ofMinutes(30.0));

  private static final RampTerms RAMPS =
      new RampTerms(
          4,
          0.6,
          new RunCourse(
              new FlowPath(
                  new Volume(300.0), new Volume(10_000.0), new Length(1.0), new Volume(500.0)),
              LONG_PROOF));

  /** Where a steady state takes days to prove, aliquots on the way cost next to nothing. */
  @Test
  void aRampIsProposedWhereItPromisesMoreForTimeAndLiquidAndTheReasonHasTheFigures() {
    GreyBoxProposer ramping =
        new GreyBoxProposer(
            GreyBoxProposer.Plan.standard(4, 0, SYSTEM)
                .withKinds(EnumSet.of(LayerKind.PLAIN))
                .withRamp(Optional.of(RAMPS)));
    int ramps = 0;
    for (long seed = 1; seed <= 5; seed++) {
      List<Observation> observations = campaign(ALL, 4, seed);
      Past past = new Past(observations, List.of(), 4);
      Proposal proposal = ramping.propose(SPACE, OBJECTIVE, past, seed);
      assertThat(proposal).isEqualTo(ramping.propose(SPACE, OBJECTIVE, past, seed));
      assertThat(proposal.reason()).contains(" mol/mol per h").contains(" mL");
      if (proposal.ramp().isEmpty()) {
        assertThat(proposal.reason()).contains("; alone it promises ");
        continue;
      }
      ramps++;
      assertThat(proposal.reason()).contains("; a ramp for it promises ");
      assertThat(SPACE.contains(proposal.conditions())).isTrue();
      assertThat(proposal.ramp().get().aliquots())
          .hasSizeLessThanOrEqualTo(4)
          .allMatch(time -> time.seconds() >= 300.0 && time.seconds() <= 3600.0);
      Past refused =
          new Past(
              observations,
              List.of(),
              5,
              List.of(),
              OptionalInt.empty(),
              List.of(proposal.conditions()));
      Proposal next = ramping.propose(SPACE, OBJECTIVE, refused, seed);
      assertThat(next.ramp().isEmpty() || !next.conditions().equals(proposal.conditions()))
          .as("a refused ramp is not proposed again")
          .isTrue();
    }
    System.out.println("ramps proposed for 5 seeds: " + ramps);
    assertThat(ramps).isPositive();
  }
}
