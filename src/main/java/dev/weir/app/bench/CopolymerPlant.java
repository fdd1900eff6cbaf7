package dev.weir.app.bench;

import dev.weir.app.extension.BenchDescription;
import dev.weir.app.extension.SteadyConditions;
import dev.weir.app.extension.TrueOutcome;
import dev.weir.app.extension.VirtualBench;
import dev.weir.app.extension.VirtualBenchProvider;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.terminal.ConfigurationException;
import dev.weir.chemistry.Reagents;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.device.SampleName;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.SteadyState;
import dev.weir.flow.Feed;
import dev.weir.optimize.copolymer.CopolymerSystem;
import dev.weir.reactor.ReactorDescription;
import dev.weir.units.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The virtual plant asked directly for its steady state, with an analyser's noise on top: whole
 * campaigns in seconds, for benchmarks. The plant's chemistry is not that of the proposer: it has
 * its own constants, a distribution of residence times, heat, and whatever effects are set. Owned
 * by one thread.
 */
final class CopolymerPlant {
  private static final SpeciesName STYRENE = new SpeciesName("St");

  private final VirtualBench bench;
  private final ReactorFile reactor;
  private final CopolymerSystem system;
  private final double noise;
  private final Map<Conditions, TrueOutcome> known = new TreeMap<>(CopolymerPlant::compare);

  /**
   * A plant.
   *
   * @param settings how its chemistry differs from the literature, by the simulator's names
   * @param noise standard deviation of a measured conversion, in mol/mol
   */
  CopolymerPlant(
      ReactorFile reactor, CopolymerSystem system, Map<String, String> settings, double noise) {
    this.reactor = reactor;
    this.system = system;
    this.noise = noise;
    VirtualBenchProvider provider =
        ServiceLoader.load(VirtualBenchProvider.class)
            .findFirst()
            .orElseThrow(
                () -> new ConfigurationException("no simulator is installed beside the daemon"));
    bench =
        provider.create(
            new BenchDescription(
                fedWith(reactor.reactor(), system.monomer2()),
                reactor.lines(),
                reactor.devices().stream().map(ProfiledDevice::description).toList(),
                reactor.profileFolder(),
                system.monomer1(),
                system.monomer2(),
                system.initiator(),
                settings,
                1L),
            VirtualCampaign.START);
  }

  /** The bench as it would be with another comonomer in the bottle of styrene. */
  private static ReactorDescription fedWith(ReactorDescription reactor, SpeciesName comonomer) {
    List<ReactorDescription.FeedLine> feeds =
        reactor.feeds().stream()
            .map(
                line ->
                    line.feed().stock().containsKey(STYRENE)
                        ? new ReactorDescription.FeedLine(
                            filled(line.feed(), comonomer),
                            line.pump(),
                            line.capacity(),
                            line.reserve())
                        : line)
            .toList();
    return new ReactorDescription(
        reactor.name(),
        feeds,
        reactor.flushFeed(),
        reactor.path(),
        reactor.devices(),
        reactor.temperatureController(),
        reactor.pressureSensor(),
        reactor.analyser(),
        reactor.limits(),
        reactor.rest());
  }

  private static Feed filled(Feed feed, SpeciesName comonomer) {
    return new Feed(
        feed.name(),
        new TreeMap<>(Map.of(comonomer, feed.stock().get(STYRENE))),
        feed.lowest(),
        feed.highest());
  }

  private static int compare(Conditions a, Conditions b) {
    return a.toString().compareTo(b.toString());
  }

  /** Returns what comes out in the long run, free of noise. */
  Outcome truth(Conditions conditions) {
    TrueOutcome truth = known.computeIfAbsent(conditions, this::asked);
    return outcome(
        conditions,
        new MeasuredConversion(truth.conversion1().value(), 0.0),
        new MeasuredConversion(truth.conversion2().value(), 0.0));
  }

  private TrueOutcome asked(Conditions conditions) {
    Reagents reagents = new Reagents(system.monomer1(), system.monomer2(), system.initiator());
    return bench.truth(
        new SteadyConditions(
            reagents.recipe(
                conditions.feedComposition(), conditions.totalMonomer(), conditions.initiator()),
            reactor.reactor().path().totalFlow(conditions.residenceTime()),
            conditions.temperature()));
  }

  /** Returns what an analyser with noise would report of a run. */
  Observation run(int number, Conditions conditions, SplittableRandom random) {
    Outcome truth = truth(conditions);
    return new Observation(
        new RunNumber(number),
        conditions,
        conditions,
        outcome(
            conditions,
            measured(truth.conversion1().value(), random),
            measured(truth.conversion2().value(), random)),
        new SteadyState(true, 1.0, 0.0, 0.0, 0.0, 0.0, "steady state of the virtual plant"),
        new SampleName("run-" + number),
        VirtualCampaign.START,
        VirtualCampaign.START,
        new TimeSpan(0.0),
        new TreeMap<>(),
        "none");
  }

  private MeasuredConversion measured(double truth, SplittableRandom random) {
    return new MeasuredConversion(truth + noise * random.nextGaussian(), noise);
  }

  private static Outcome outcome(
      Conditions conditions, MeasuredConversion first, MeasuredConversion second) {
    double f10 = conditions.feedComposition().value();
    double made1 = f10 * first.value();
    double made2 = (1.0 - f10) * second.value();
    double made = made1 + made2;
    double composition = made > 0.0 ? Math.max(0.0, Math.min(1.0, made1 / made)) : f10;
    double spread =
        made > 0.0
            ? Math.hypot(
                    f10 * (1.0 - composition) * first.standardDeviation(),
                    (1.0 - f10) * composition * second.standardDeviation())
                / made
            : 1.0;
    return new Outcome(
        first,
        second,
        composition,
        spread,
        made,
        Math.hypot(f10 * first.standardDeviation(), (1.0 - f10) * second.standardDeviation()));
  }
}
