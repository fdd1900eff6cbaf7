package dev.weir.device.profile.language;

import dev.weir.device.Capability;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a device can do and how it is led.
 *
 * @param capabilities what it offers
 * @param limits the ranges of its set-points
 * @param start name of the command that sets it in motion, if it has one
 * @param stop name of the command that stops it, if it has one
 * @param init the steps that identify it, set it up and read it back, after every opening of the
 *     line
 * @param safeState how it is made safe
 * @param polling what is read again and again
 * @param watchdog its own communication watchdog, if it has one
 * @param learned the parameters that the device tells itself, and where: a configured value holds
 *     until it has
 */
public record Behaviour(
    Map<Capability, CapabilityDeclaration> capabilities,
    Map<Capability, Limit> limits,
    Optional<String> start,
    Optional<String> stop,
    List<Step> init,
    SafeState safeState,
    List<PollGroup> polling,
    Optional<Watchdog> watchdog,
    Map<String, Learned> learned) {
  /** Copies the collections. */
  public Behaviour {
    capabilities = Collections.unmodifiableMap(new TreeMap<>(capabilities));
    limits = Collections.unmodifiableMap(new TreeMap<>(limits));
    init = List.copyOf(init);
    polling = List.copyOf(polling);
    learned = Collections.unmodifiableMap(new TreeMap<>(learned));
  }

  /**
   * How a device is made safe. It works from any state.
   *
   * @param steps what is sent; each must be acknowledged
   * @param proof what is asked until its answers prove that the device is safe
   * @param mustStandStill whether the state shown in the last proof must be one without motion
   */
  public record SafeState(List<Step> steps, List<Step> proof, boolean mustStandStill) {
    /** Copies the lists. */
    public SafeState {
      steps = List.copyOf(steps);
      proof = List.copyOf(proof);
    }
  }
}
