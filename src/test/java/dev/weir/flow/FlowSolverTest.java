package dev.weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.chemistry.Recipe;
import dev.weir.chemistry.SpeciesName;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FlowSolverTest {
  private static final Feed MMA = feed("mma", 10.0, 5000.0, Map.of("MMA", 4.0));
  private static final Feed STYRENE = feed("styrene", 10.0, 5000.0, Map.of("St", 4.0));
  private static final Feed INITIATOR = feed("initiator", 10.0, 5000.0, Map.of("AIBN", 0.3));
  private static final Feed SOLVENT = feed("solvent", 10.0, 5000.0, Map.of());
  private static final List<Feed> FEEDS = List.of(MMA, STYRENE, INITIATOR, SOLVENT);

  private static Feed feed(String name, double lowest, double highest, Map<String, Double> stock) {
    TreeMap<SpeciesName, Concentration> concentrations = new TreeMap<>();
    stock.forEach((k, v) -> concentrations.put(new SpeciesName(k), new Concentration(v)));
    return new Feed(
        new FeedName(name), concentrations, new FlowRate(lowest), new FlowRate(highest));
  }

  private static Recipe recipe(Map<String, Double> inlet) {
    TreeMap<SpeciesName, Concentration> concentrations = new TreeMap<>();
    inlet.forEach((k, v) -> concentrations.put(new SpeciesName(k), new Concentration(v)));
    return new Recipe(concentrations);
  }

  private static double flow(FlowSolution solution, String feed) {
    assertThat(solution).isInstanceOf(FlowSolution.Feasible.class);
    return ((FlowSolution.Feasible) solution)
        .flows()
        .getOrDefault(new FeedName(feed), FlowRate.ZERO)
        .microlitresPerMinute();
  }

  private static String reason(FlowSolution solution) {
    assertThat(solution).isInstanceOf(FlowSolution.Infeasible.class);
    return ((FlowSolution.Infeasible) solution).reason();
  }

  @Test
  void stocksAreDilutedAndSolventFillsTheRest() {
    FlowSolution solution =
        FlowSolver.solve(
            FEEDS, recipe(Map.of("MMA", 1.0, "St", 0.5, "AIBN", 0.03)), new FlowRate(1000.0));
    assertThat(flow(solution, "mma")).isEqualTo(250.0, within(1e-9));
    assertThat(flow(solution, "styrene")).isEqualTo(125.0, within(1e-9));
    assertThat(flow(solution, "initiator")).isEqualTo(100.0, within(1e-9));
    assertThat(flow(solution, "solvent")).isEqualTo(525.0, within(1e-9));
  }

  @Test
  void aFeedWhoseSpeciesIsNotListedRests() {
    FlowSolution solution =
        FlowSolver.solve(FEEDS, recipe(Map.of("MMA", 1.0, "St", 0.0)), new FlowRate(1000.0));
    assertThat(flow(solution, "styrene")).isZero();
    assertThat(flow(solution, "initiator")).isZero();
    assertThat(flow(solution, "solvent")).isEqualTo(750.0, within(1e-9));
  }

  @Test
  void anEmptyRecipeIsPureSolvent() {
    FlowSolution solution = FlowSolver.solve(FEEDS, recipe(Map.of()), new FlowRate(200.0));
    assertThat(flow(solution, "solvent")).isEqualTo(200.0, within(1e-12));
  }

  @Test
  void stocksThatShareSpeciesAreDisentangled() {
    List<Feed> feeds =
        List.of(
            feed("one", 1.0, 5000.0, Map.of("MMA", 3.0, "AIBN", 0.05)),
            feed("two", 1.0, 5000.0, Map.of("St", 3.0, "AIBN", 0.05)),
            feed("three", 1.0, 5000.0, Map.of("AIBN", 0.2)),
            SOLVENT);
    FlowSolution solution =
        FlowSolver.solve(
            feeds, recipe(Map.of("MMA", 1.0, "St", 1.0, "AIBN", 0.05)), new FlowRate(900.0));
    assertThat(flow(solution, "one")).isEqualTo(300.0, within(1e-8));
    assertThat(flow(solution, "two")).isEqualTo(300.0, within(1e-8));
    assertThat(flow(solution, "three")).isEqualTo(900.0 * (0.05 - 0.1 / 3.0) / 0.2, within(1e-8));
  }

  @Test
  void belowTheTurndownOfAPumpIsRefusedWithValueLimitAndUnit() {
    FlowSolution solution =
        FlowSolver.solve(FEEDS, recipe(Map.of("MMA", 1.0, "AIBN", 0.003)), new FlowRate(500.0));
    assertThat(reason(solution))
        .isEqualTo(
            "feed initiator would run at 5.000 µL/min, below its pump's lowest 10.000 µL/min");
  }

  @Test
  void aTraceBelowAllRoundingIsRefusedWithItsReasonToo() {
    FlowSolution solution =
        FlowSolver.solve(FEEDS, recipe(Map.of("MMA", 1.0, "AIBN", 1e-11)), new FlowRate(500.0));
    assertThat(reason(solution)).contains("feed initiator would run at").contains("µL/min");
  }

  @Test
  void aStrongDilutionIsExactWhereThePumpHasNoTurndown() {
    List<Feed> feeds = List.of(MMA, feed("initiator", 0.0, 5000.0, Map.of("AIBN", 0.3)), SOLVENT);
    for (double wanted : new double[] {1e-3, 1e-6, 1e-9}) {
      FlowSolution solution =
          FlowSolver.solve(feeds, recipe(Map.of("MMA", 1.0, "AIBN", wanted)), new FlowRate(500.0));
      assertThat(flow(solution, "initiator") / (500.0 * wanted / 0.3)).isEqualTo(1.0, within(1e-9));
    }
  }

  @Test
  void aboveThePumpsHighestIsRefusedWithValueLimitAndUnit() {
    FlowSolution solution =
        FlowSolver.solve(FEEDS, recipe(Map.of("MMA", 3.0, "AIBN", 0.03)), new FlowRate(8000.0));
    assertThat(reason(solution))
        .isEqualTo(
            "feed mma would run at 6000.000 µL/min, above its pump's highest 5000.000 µL/min");
  }

  @Test
  void aTurndownIsAvoidedByTheDiluteStockOfTheSameSpecies() {
    List<Feed> feeds = new ArrayList<>(FEEDS);
    feeds.add(feed("dilute", 10.0, 5000.0, Map.of("AIBN", 0.03)));
    FlowSolution solution =
        FlowSolver.solve(feeds, recipe(Map.of("MMA", 1.0, "AIBN", 0.003)), new FlowRate(500.0));
    assertThat(flow(solution, "initiator")).isZero();
    assertThat(flow(solution, "dilute")).isEqualTo(50.0, within(1e-9));
  }

  @Test
  void twoPumpsOfTheSameStockShareALoadThatOneCannotCarry() {
    List<Feed> feeds =
        List.of(
            feed("left", 10.0, 400.0, Map.of("MMA", 4.0)),
            feed("right", 10.0, 800.0, Map.of("MMA", 4.0)),
            SOLVENT);
    FlowSolution both = FlowSolver.solve(feeds, recipe(Map.of("MMA", 2.0)), new FlowRate(1800.0));
    assertThat(flow(both, "left")).isEqualTo(300.0, within(1e-6));
    assertThat(flow(both, "right")).isEqualTo(600.0, within(1e-6));
    FlowSolution one = FlowSolver.solve(feeds, recipe(Map.of("MMA", 2.0)), new FlowRate(600.0));
    assertThat(flow(one, "left")).isEqualTo(300.0, within(1e-9));
    assertThat(flow(one, "right")).isZero();
  }

  @Test
  void aPumpAtExactlyItsLimitIsAllowedAndStaysWithinIt() {
    FlowSolution solution =
        FlowSolver.solve(FEEDS, recipe(Map.of("MMA", 4.0 * 0.1 / 3.0)), new FlowRate(300.0));
    assertThat(flow(solution, "mma")).isBetween(10.0, 10.0 + 1e-9);
  }

  @Test
  void stocksThatAreTooDiluteAreRefused() {
    FlowSolution solution =
        FlowSolver.solve(FEEDS, recipe(Map.of("MMA", 3.0, "St", 3.0)), new FlowRate(1000.0));
    assertThat(reason(solution))
        .contains("too dilute")
        .contains("1500.000 µL/min")
        .contains("1000.000 µL/min");
  }

  @Test
  void withoutSolventTheRestOfTheFlowCannotBeFilled() {
    FlowSolution solution =
        FlowSolver.solve(
            List.of(MMA, STYRENE), recipe(Map.of("MMA", 1.0, "St", 1.0)), new FlowRate(1000.0));
    assertThat(reason(solution)).contains("no solvent feed").contains("500.000 µL/min");
  }

  @Test
  void aSpeciesThatNoFeedCarriesIsNamed() {
    FlowSolution solution =
        FlowSolver.solve(FEEDS, recipe(Map.of("GMA", 1.0)), new FlowRate(1000.0));
    assertThat(reason(solution)).isEqualTo("recipe asks for 1 mol/L GMA, but no feed carries it");
  }

  @Test
  void aSpeciesThatComesOnlyTogetherWithAnUnwantedOneIsNamed() {
    FlowSolution solution =
        FlowSolver.solve(
            List.of(feed("mixed", 1.0, 5000.0, Map.of("MMA", 3.0, "AIBN", 0.05)), SOLVENT),
            recipe(Map.of("MMA", 1.0)),
            new FlowRate(1000.0));
    assertThat(reason(solution)).contains("feed mixed also carries [AIBN]");
  }

  @Test
  void proportionsThatNoMixtureHasAreRefusedWithTheNearest() {
    FlowSolution solution =
        FlowSolver.solve(
            List.of(feed("mixed", 1.0, 5000.0, Map.of("MMA", 2.0, "St", 2.0)), SOLVENT),
            recipe(Map.of("MMA", 1.0, "St", 0.5)),
            new FlowRate(1000.0));
    assertThat(reason(solution)).contains("nearest has").contains("mol/L").contains("wanted");
  }

  @Test
  void noFlowAtAllIsRefusedAndHasNoRecipe() {
    assertThat(reason(FlowSolver.solve(FEEDS, recipe(Map.of("MMA", 1.0)), FlowRate.ZERO)))
        .contains("0 µL/min");
    assertThat(FlowSolver.achieved(new TreeMap<>(), FEEDS)).isEmpty();
  }

  @Test
  void aFlowOfAFeedThatDoesNotExistIsAMistake() {
    assertThatThrownBy(
            () ->
                FlowSolver.achieved(
                    new TreeMap<>(Map.of(new FeedName("ghost"), new FlowRate(1.0))), FEEDS))
        .hasMessageContaining("ghost");
    assertThatThrownBy(
            () -> FlowSolver.solve(List.of(MMA, MMA), recipe(Map.of()), new FlowRate(1.0)))
        .hasMessageContaining("mma");
  }

  @Test
  void whateverTheStocksRecipeToFlowsToRecipeClosesTheMassBalance() {
    long seed = 42L;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int solved = 0;
    for (int i = 0; i < 400; i++) {
      List<Feed> feeds = randomFeeds(random);
      FlowRate total = new FlowRate(random.nextDouble(100.0, 5000.0));
      Recipe wanted = FlowSolver.achieved(randomFlows(random, feeds, total), feeds).orElseThrow();
      FlowSolution solution = FlowSolver.solve(feeds, wanted, total);
      assertThat(solution).as("case %s: %s", i, solution).isInstanceOf(FlowSolution.Feasible.class);
      FlowSolution.Feasible feasible = (FlowSolution.Feasible) solution;
      double sum = 0.0;
      for (Feed feed : feeds) {
        double flow =
            feasible.flows().getOrDefault(feed.name(), FlowRate.ZERO).microlitresPerMinute();
        sum += flow;
        if (flow > 0.0) {
          assertThat(flow)
              .isBetween(
                  feed.lowest().microlitresPerMinute() * (1.0 - 1e-12),
                  feed.highest().microlitresPerMinute() * (1.0 + 1e-12));
        }
      }
      assertThat(sum).isEqualTo(total.microlitresPerMinute(), within(1e-6));
      Recipe again = FlowSolver.achieved(feasible.flows(), feeds).orElseThrow();
      wanted
          .inlet()
          .forEach(
              (species, concentration) ->
                  assertThat(
                          again
                              .inlet()
                              .getOrDefault(species, new Concentration(0.0))
                              .molesPerLitre())
                      .isEqualTo(concentration.molesPerLitre(), within(1e-7)));
      solved++;
    }
    assertThat(solved).isEqualTo(400);
  }

  private static List<Feed> randomFeeds(SplittableRandom random) {
    String[] species = {"MMA", "St", "GMA", "AIBN"};
    int count = random.nextInt(2, 7);
    List<Feed> feeds = new ArrayList<>();
    for (int j = 0; j < count; j++) {
      TreeMap<String, Double> stock = new TreeMap<>();
      for (String name : species) {
        if (random.nextInt(3) == 0) {
          stock.put(name, random.nextDouble(0.05, 6.0));
        }
      }
      feeds.add(feed("feed-" + j, random.nextDouble(0.0, 5.0), 6000.0, stock));
    }
    return feeds;
  }

  private static SortedMap<FeedName, FlowRate> randomFlows(
      SplittableRandom random, List<Feed> feeds, FlowRate total) {
    double[] shares = new double[feeds.size()];
    double sum = 0.0;
    for (int j = 0; j < shares.length; j++) {
      shares[j] = random.nextDouble(0.3, 1.0);
      sum += shares[j];
    }
    TreeMap<FeedName, FlowRate> flows = new TreeMap<>();
    for (int j = 0; j < shares.length; j++) {
      flows.put(feeds.get(j).name(), new FlowRate(shares[j] / sum * total.microlitresPerMinute()));
    }
    return flows;
  }
}
