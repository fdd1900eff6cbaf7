package dev.weir.device.profile.language;

import dev.weir.device.FaultClass;
import java.util.Optional;

/**
 * A state that a device shows in its replies.
 *
 * @param text as written
 * @param name what the profile calls it
 * @param motion what it says about motion
 * @param alarm the trouble it reports, if any
 * @param swallows whether a reply with this state means that the command was not carried out and
 *     must be sent once more
 * @param refuses the class of error that it is when a reply shows it: the command was not carried
 *     out
 * @param clearWith the command that clears it where it latches; sent before the device is set in
 *     motion by another wish, never by itself
 */
public record StateWord(
    String text,
    String name,
    Motion motion,
    Optional<FaultClass> alarm,
    boolean swallows,
    Optional<FaultClass> refuses,
    Optional<String> clearWith) {
  /** What a state says about motion. */
  public enum Motion {
    /** The drive moves, or can start to move without being told. */
    RUNNING,
    /** The drive stands still until it is told. */
    STOPPED,
    /** Nothing. */
    UNSAID
  }
}
