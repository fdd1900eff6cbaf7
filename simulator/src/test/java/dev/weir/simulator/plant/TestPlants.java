package dev.weir.simulator.plant;

import dev.weir.chemistry.SpeciesName;
import dev.weir.flow.Feed;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowPath;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Volume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plants for tests: MMA, styrene, initiator and solvent into a 10 mL coil of 1 mm. */
public final class TestPlants {
  static final FeedName MMA = new FeedName("mma");
  static final FeedName STYRENE = new FeedName("styrene");
  static final FeedName INITIATOR = new FeedName("initiator");
  static final FeedName SOLVENT = new FeedName("solvent");

  private TestPlants() {}

  /** Returns a description with exact pumps unless the settings say otherwise. */
  public static PlantDescription description(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(Map.of("pump_error", "0 %"));
    all.putAll(settings);
    return new PlantDescription(
        List.of(
            vessel(MMA, Map.of("MMA", 6.0)),
            vessel(STYRENE, Map.of("St", 6.0)),
            vessel(INITIATOR, Map.of("AIBN", 0.15)),
            vessel(SOLVENT, Map.of())),
        new FlowPath(
            Volume.parse("0.3 mL"),
            Volume.parse("10 mL"),
            Length.parse("1 mm"),
            Volume.parse("0.5 mL")),
        new SpeciesName("MMA"),
        new SpeciesName("St"),
        new SpeciesName("AIBN"),
        PlantSettings.parse(all),
        1L);
  }

  private static PlantDescription.Vessel vessel(FeedName name, Map<String, Double> stock) {
    TreeMap<SpeciesName, Concentration> solutes = new TreeMap<>();
    stock.forEach(
        (species, molar) -> solutes.put(new SpeciesName(species), new Concentration(molar)));
    return new PlantDescription.Vessel(
        new Feed(name, solutes, FlowRate.ZERO, FlowRate.parse("10 mL/min")), Volume.parse("2 L"));
  }

  /** Sets a pump running. */
  static void pump(VirtualPlant plant, FeedName feed, double microlitresPerMinute) {
    plant.pump(feed).rate(new FlowRate(microlitresPerMinute));
    plant.pump(feed).run(true);
  }

  /** Steps a plant in tenths of a second. */
  static void run(VirtualPlant plant, double seconds) {
    for (int i = 0; i < Math.round(seconds * 10.0); i++) {
      plant.step(0.1);
    }
  }
}
