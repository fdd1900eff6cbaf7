package dev.weir.device.profile.dialogue;

import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.language.Behaviour;
import dev.weir.device.profile.language.Watchdog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of one device and the sequences spoken in them: others once it has told a parameter of
 * its own. Immutable.
 *
 * @param codec the words
 * @param enter what brings a device that speaks another framing into this one
 * @param refresh what keeps its watchdog quiet, when not every message will do
 * @param init the steps that identify it and set it up
 * @param safe the steps that make it safe, and behind them those that prove it
 * @param safeSteps how many of these are not proof
 */
record Bindings(
    ProfileCodec codec,
    Optional<BoundStep> enter,
    Optional<BoundStep> refresh,
    List<BoundStep> init,
    List<BoundStep> safe,
    int safeSteps) {

  static Bindings of(Behaviour behaviour, ProfileCodec codec) {
    List<BoundStep> steps = BoundStep.list(behaviour.safeState().steps(), codec);
    List<BoundStep> sequence = new ArrayList<>(steps);
    sequence.addAll(BoundStep.list(behaviour.safeState().proof(), codec));
    return new Bindings(
        codec,
        codec.framing().enter().map(step -> BoundStep.of(step, codec)),
        behaviour
            .watchdog()
            .filter(watchdog -> watchdog.isArmedIn(codec.framing().name()))
            .flatMap(Watchdog::refresh)
            .map(step -> BoundStep.of(step, codec)),
        BoundStep.list(behaviour.init(), codec),
        List.copyOf(sequence),
        steps.size());
  }

  /** Returns the steps that prove it safe. */
  List<BoundStep> proof() {
    return safe.subList(safeSteps, safe.size());
  }
}
