package dev.weir.device.profile.dialogue;

import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.CapabilityDeclaration;
import dev.weir.device.profile.language.Fields;
import dev.weir.units.Quantity;
import java.time.Instant;
import java.util.Optional;

/** Why an exchange is made. */
sealed interface Purpose {
  /** Brings the device into the framing. */
  record Enter(BoundStep bound) implements Purpose {}

  /** A step of the safe-state sequence. */
  record MakeSafe(BoundStep bound, int index) implements Purpose {}

  /** A step of the init sequence. */
  record Verify(BoundStep bound, int index) implements Purpose {}

  /** Tells the device its set-point. */
  record WriteSetpoint(CapabilityDeclaration.Write write, Quantity value) implements Purpose {}

  /** Asks what set-point it holds. */
  record ReadBack(String command) implements Purpose {}

  /** Sets it in motion. */
  record Start(String command) implements Purpose {}

  /** Stops it. */
  record Stop(String command) implements Purpose {}

  /** Reads what is read again and again. */
  record Poll(String command) implements Purpose {}

  /** Keeps its watchdog quiet. */
  record Refresh(BoundStep bound) implements Purpose {}

  /** Brings it back to its senses after an error. */
  record Recover(String command) implements Purpose {}

  /** Clears a fault that latched. */
  record Clear(String command) implements Purpose {}

  /** Asks what became of a silent command. */
  record Confirm(String command, Pending silent) implements Purpose {}

  /**
   * An exchange that is under way, or was silent.
   *
   * @param purpose why
   * @param call what was said
   * @param codec in which words
   * @param askedAt when
   */
  record Pending(Purpose purpose, Call call, ProfileCodec codec, Instant askedAt) {
    /** Returns the command whose reply tells what became of this one, if it is silent. */
    Optional<String> confirmedBy() {
      return codec.command(call.command()).manners().confirmBy();
    }
  }

  /** Returns the step of a sequence that it is, if it is one. */
  default Optional<BoundStep> step() {
    return switch (this) {
      case Enter(BoundStep bound) -> Optional.of(bound);
      case MakeSafe(BoundStep bound, int _) -> Optional.of(bound);
      case Verify(BoundStep bound, int _) -> Optional.of(bound);
      case Refresh(BoundStep bound) -> Optional.of(bound);
      case WriteSetpoint _, ReadBack _, Start _, Stop _, Poll _, Recover _, Clear _, Confirm _ ->
          Optional.empty();
    };
  }

  /** Returns the words in which it is said. */
  default ProfileCodec words(ProfileCodec usual) {
    return this instanceof Confirm(String _, Pending silent)
        ? silent.codec()
        : step().map(BoundStep::codec).orElse(usual);
  }

  /** Returns what is said. */
  default Call call() {
    return switch (this) {
      case Enter(BoundStep bound) -> bound.call();
      case MakeSafe(BoundStep bound, int _) -> bound.call();
      case Verify(BoundStep bound, int _) -> bound.call();
      case Refresh(BoundStep bound) -> bound.call();
      case WriteSetpoint(CapabilityDeclaration.Write write, Quantity value) ->
          Call.of(write.command(), Fields.of(write.field(), value));
      case ReadBack(String command) -> Call.of(command);
      case Start(String command) -> Call.of(command);
      case Stop(String command) -> Call.of(command);
      case Poll(String command) -> Call.of(command);
      case Recover(String command) -> Call.of(command);
      case Clear(String command) -> Call.of(command);
      case Confirm(String command, Pending _) -> Call.of(command);
    };
  }
}
