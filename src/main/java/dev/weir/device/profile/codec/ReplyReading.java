package dev.weir.device.profile.codec;

import dev.weir.device.BadReason;
import dev.weir.device.FaultClass;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.StateWord;
import java.util.List;
import java.util.Optional;

/**
 * What a reply says. Whatever is not exactly what the profile describes is garbage, never a number.
 */
public sealed interface ReplyReading {
  /**
   * The command was carried out.
   *
   * @param fields the fields of the reply; one that is {@link FieldValue.Absent} has no value by
   *     the device's own word
   * @param states the states shown, where the device shows any: one, or one for each flag
   */
  record Success(Fields fields, List<StateWord> states) implements ReplyReading {
    /** Copies the list. */
    public Success {
      states = List.copyOf(states);
    }
  }

  /**
   * The device answered with an error, or with an alarm in place of its state.
   *
   * @param text the device's words
   * @param kind the class of trouble
   * @param state the state shown, where the device shows one
   * @param clearWith the command that clears it where it latches
   * @param recover the command that brings the device back to its senses, where it needs one
   */
  record DeviceError(
      String text,
      FaultClass kind,
      Optional<StateWord> state,
      Optional<String> clearWith,
      Optional<String> recover)
      implements ReplyReading {
    /**
     * Tells whether an alarm took the place of the reply, so that the command must be sent once
     * more.
     */
    public boolean wasSwallowed() {
      return state.isPresent() && state.get().swallows();
    }
  }

  /**
   * Not a reply that the profile knows.
   *
   * @param reason the class of defect
   * @param text what came, made printable
   */
  record Garbage(BadReason reason, String text) implements ReplyReading {}
}
