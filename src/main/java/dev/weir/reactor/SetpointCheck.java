package dev.weir.reactor;

import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.Tag;
import dev.weir.flow.FeedName;
import dev.weir.flow.PressureDrop;
import dev.weir.flow.Setpoints;
import dev.weir.flow.Viscosity;
import dev.weir.reactor.FeedTrace.Role;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.Volume;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Says why set-points are refused, with value, limit and unit; nothing is ever clamped. Owned by
 * the control thread: it remembers its last answer, for the same wish comes ten times a second.
 */
final class SetpointCheck {
  /** Share of the need that must be left in a vessel before a run starts. */
  private static final double NEED = 1.2;

  /**
   * Viscosity of a solution with some 30 % of polymer by weight at reaction temperature (assumed):
   * thirty times that of the solvent.
   */
  private static final Viscosity HIGHEST_VISCOSITY = new Viscosity(20.0);

  private final Evidence evidence;
  private final ReactorDescription description;
  private final Device.TemperatureController controller;
  private final RecipeHeat heat;
  private final Set<FeedName> monomerFeeds = new HashSet<>();
  private final Tag watchdog;
  private Optional<Setpoints> checked = Optional.empty();
  private Optional<String> answer = Optional.empty();

  SetpointCheck(Evidence evidence, ControlSettings settings, RecipeHeat heat) {
    this.evidence = evidence;
    this.description = evidence.description();
    this.heat = heat;
    if (!(description.devices().get(description.temperatureController())
        instanceof Device.TemperatureController device)) {
      throw new IllegalArgumentException(
          "device %s is not a temperature controller"
              .formatted(description.temperatureController()));
    }
    this.controller = device;
    this.watchdog = new Tag(device.name(), Capability.WATCHDOG);
    for (FeedTrace feed : evidence.feeds()) {
      if (feed.line().feed().stock().keySet().stream().anyMatch(settings.monomers()::contains)) {
        monomerFeeds.add(feed.name());
      }
    }
  }

  /**
   * Tells why these set-points are outside what the reactor may ever be asked for; empty when they
   * are not.
   */
  Optional<String> outsideLimits(Setpoints setpoints) {
    if (checked.isEmpty() || !checked.get().equals(setpoints)) {
      answer = judge(setpoints);
      checked = Optional.of(setpoints);
    }
    return answer;
  }

  /** A device allows less than before: what was judged is judged again. */
  void limitsChanged() {
    checked = Optional.empty();
  }

  private Optional<String> judge(Setpoints setpoints) {
    for (Map.Entry<FeedName, FlowRate> entry : setpoints.flows().entrySet()) {
      if (!evidence.knows(entry.getKey())) {
        return Optional.of("there is no feed named " + entry.getKey());
      }
      Optional<String> refusal = judgeFlow(evidence.feed(entry.getKey()), entry.getValue());
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return judgeBath(setpoints)
        .or(() -> judgePressureDrop(setpoints))
        .or(() -> judgeMixture(setpoints));
  }

  /**
   * What a viscous filling of the coil would add to the pressure must fit between L, the lowest
   * that the regulator is set to, and H.
   */
  private Optional<String> judgePressureDrop(Setpoints setpoints) {
    ReactorDescription.Limits limits = description.limits();
    Pressure drop =
        PressureDrop.along(description.path(), setpoints.totalFlow(), HIGHEST_VISCOSITY);
    Pressure room = new Pressure(limits.pressureHigh().bars() - limits.pressureLow().bars());
    return drop.bars() > room.bars()
        ? Optional.of(
            "total flow %s: a pressure drop of %s at %s mPa s is more than the %s between pressure L and H"
                .formatted(
                    setpoints.totalFlow(),
                    drop.print(2),
                    HIGHEST_VISCOSITY.millipascalSeconds(),
                    room.print(2)))
        : Optional.empty();
  }

  private Optional<String> judgeFlow(FeedTrace feed, FlowRate flow) {
    double asked = flow.microlitresPerMinute();
    if (asked == 0.0) {
      return Optional.empty();
    }
    FlowRate lowest = larger(feed.pump().lowest(), feed.line().feed().lowest());
    FlowRate highest = smaller(feed.pump().highest(), feed.line().feed().highest());
    if (asked < lowest.microlitresPerMinute()) {
      return Optional.of(
          "feed %s: flow %s is below the lowest %s of pump %s"
              .formatted(feed.name(), flow, lowest, feed.pump().name()));
    }
    if (asked > highest.microlitresPerMinute()) {
      return Optional.of(
          "feed %s: flow %s is above the highest %s of pump %s"
              .formatted(feed.name(), flow, highest, feed.pump().name()));
    }
    return evidence
        .device(feed.pump().name())
        .refusal(flow)
        .map(text -> "feed " + feed.name() + ": " + text);
  }

  private Optional<String> judgeBath(Setpoints setpoints) {
    Temperature bath = setpoints.bath();
    Temperature high = description.limits().temperatureHigh();
    if (bath.celsius() > high.celsius()) {
      return Optional.of("bath set-point %s is above the limit of %s".formatted(bath, high));
    }
    if (bath.celsius() > controller.highest().celsius()) {
      return Optional.of(
          "bath set-point %s is above the highest %s of %s"
              .formatted(bath, controller.highest(), controller.name()));
    }
    if (bath.celsius() < controller.lowest().celsius()) {
      return Optional.of(
          "bath set-point %s is below the lowest %s of %s"
              .formatted(bath, controller.lowest(), controller.name()));
    }
    Optional<String> refusal = evidence.device(controller.name()).refusal(bath);
    if (refusal.isPresent()) {
      return refusal;
    }
    Temperature safe = description.rest().safeTemperature();
    if (setpoints.totalFlow().microlitresPerMinute() == 0.0 && bath.celsius() > safe.celsius()) {
      return Optional.of(
          "no feed flows (0 µL/min) while the bath is asked for %s, above the safe %s: contents would stand hot"
              .formatted(bath, safe));
    }
    return Optional.empty();
  }

  private Optional<String> judgeMixture(Setpoints setpoints) {
    boolean monomerFlows =
        monomerFeeds.stream().anyMatch(feed -> setpoints.flow(feed).microlitresPerMinute() > 0.0);
    for (FeedTrace feed : evidence.feeds()) {
      FlowRate flow = setpoints.flow(feed.name());
      if (feed.role() == Role.INITIATOR && flow.microlitresPerMinute() > 0.0 && !monomerFlows) {
        return Optional.of(
            "feed %s: initiator at %s needs a monomer feed above 0 µL/min"
                .formatted(feed.name(), flow));
      }
    }
    TemperatureDifference rise = heat.adiabaticRise(setpoints);
    TemperatureDifference limit = description.limits().adiabaticRise();
    return rise.kelvins() > limit.kelvins()
        ? Optional.of(
            "adiabatic rise %s is above the limit of %s".formatted(rise.print(1), limit.print(1)))
        : Optional.empty();
  }

  /** Tells why the plant in its present condition cannot take set-points that are within limits. */
  Optional<String> notNow(Setpoints setpoints) {
    boolean hot = setpoints.bath().celsius() > description.rest().safeTemperature().celsius();
    if (hot
        && controller.capabilities().contains(Capability.WATCHDOG)
        && !(evidence.values().value(watchdog) >= 1.0)) {
      return Optional.of(
          "bath set-point %s is above the safe %s, but the watchdog of %s is not read as armed"
              .formatted(
                  setpoints.bath(), description.rest().safeTemperature(), controller.name()));
    }
    if (!evidence.values().temperatureChannel().isGood()) {
      for (FeedTrace feed : evidence.feeds()) {
        // A feed that runs already is the stale-reading interlock's matter; none is started
        // blindly.
        if (feed.role() == Role.INITIATOR
            && feed.asked() == 0.0
            && setpoints.flow(feed.name()).microlitresPerMinute() > 0.0) {
          return Optional.of(
              "feed %s: initiator needs a fresh reactor temperature, there is none"
                  .formatted(feed.name()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Tells why what is left does not suffice for a run that needs so much of each reactive feed, and
   * the flush after it.
   */
  Optional<String> notEnoughLeft(SortedMap<FeedName, Volume> reactive) {
    for (Map.Entry<FeedName, Volume> need : reactive.entrySet()) {
      if (!evidence.knows(need.getKey())) {
        return Optional.of("there is no feed named " + need.getKey());
      }
      Optional<String> refusal = judgeLeft(evidence.feed(need.getKey()), need.getValue(), "run");
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    Optional<String> waste = noRoomForWaste(reactive);
    if (waste.isPresent()) {
      return waste;
    }
    if (reactive.containsKey(description.flushFeed())) {
      return Optional.empty();
    }
    Volume flush = new Volume(FlushTally.VOLUMES * description.path().total().microlitres());
    return judgeLeft(evidence.flushFeed(), flush, "flush");
  }

  private Optional<String> noRoomForWaste(SortedMap<FeedName, Volume> need) {
    double run = need.values().stream().mapToDouble(Volume::microlitres).sum();
    Volume all = new Volume(run + evidence.flushVolume());
    return description
        .wasteCapacity()
        .map(capacity -> new Volume(Math.max(0.0, capacity.microlitres() - evidence.wasted())))
        .filter(room -> room.microlitres() < NEED * all.microlitres())
        .map(
            room ->
                "waste: room for %s is less than 120 %% of the %s of a run and its flush; empty it and say so"
                    .formatted(room.print(1), all.print(1)));
  }

  private static Optional<String> judgeLeft(FeedTrace feed, Volume need, String purpose) {
    double usable = Math.max(0.0, feed.left() - feed.line().reserve().microlitres());
    if (usable >= NEED * need.microlitres()) {
      return Optional.empty();
    }
    return Optional.of(
        "feed %s: %s left above its reserve is less than 120 %% of the %s that the %s needs"
            .formatted(feed.name(), new Volume(usable).print(1), need.print(1), purpose));
  }

  private static FlowRate larger(FlowRate a, FlowRate b) {
    return a.microlitresPerMinute() >= b.microlitresPerMinute() ? a : b;
  }

  private static FlowRate smaller(FlowRate a, FlowRate b) {
    return a.microlitresPerMinute() <= b.microlitresPerMinute() ? a : b;
  }
}
