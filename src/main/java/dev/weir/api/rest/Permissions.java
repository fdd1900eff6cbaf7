package dev.weir.api.rest;

import dev.weir.api.rest.StatusReply.CommandReply;
import dev.weir.campaign.LabSnapshot;
import dev.weir.experiment.RunPhase;
import dev.weir.experiment.RunStatus;
import dev.weir.reactor.ReactorDescription;
import dev.weir.reactor.ReactorState;
import dev.weir.reactor.ReactorStatus.AlarmCondition;
import dev.weir.units.Decimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What may be asked in the present state, what it would do and why not, so that a page can say it
 * beside its buttons. The control thread decides anew when a command arrives.
 */
final class Permissions {
  private Permissions() {}

  static List<CommandReply> of(ReactorDescription reactor, LabSnapshot snapshot) {
    return Arrays.stream(CommandName.values())
        .map(
            command -> {
              Optional<String> whyNot =
                  whyNot(command, snapshot, reactor.wasteCapacity().isPresent());
              return new CommandReply(
                  command.word(), whyNot.isEmpty(), consequence(command, reactor), whyNot);
            })
        .toList();
  }

  private static Optional<String> whyNot(
      CommandName command, LabSnapshot snapshot, boolean isWatched) {
    ReactorState state = snapshot.reactor().state();
    return switch (command) {
      case ABORT -> Optional.empty();
      case REFILL -> Optional.empty();
      case RUN_POINT -> Optional.empty();
      case EMPTY_WASTE -> unless(isWatched, "the waste vessel of this reactor is not watched");
      case SHELVE -> unless(!snapshot.reactor().alarms().isEmpty(), "there is no alarm");
      case START -> unless(command.fits(state), "only when STOPPED");
      case HOLD -> unless(command.fits(state), "only while it runs");
      case RESUME -> unless(command.fits(state), "only when HELD");
      case STOP -> unless(command.fits(state), "nothing to stop");
      case CLEAR -> unless(command.fits(state), "only when ABORTED");
      case ACKNOWLEDGE -> unless(anyUnseen(snapshot), "every alarm is acknowledged");
      case VOID_RUN ->
          unless(snapshot.run().filter(Permissions::goesOn).isPresent(), "no run is under way");
    };
  }

  private static Optional<String> unless(boolean allowed, String reason) {
    return allowed ? Optional.empty() : Optional.of(reason);
  }

  private static boolean anyUnseen(LabSnapshot snapshot) {
    return snapshot.reactor().alarms().stream()
        .map(alarm -> alarm.condition())
        .anyMatch(
            condition ->
                condition != AlarmCondition.ACKNOWLEDGED && condition != AlarmCondition.SHELVED);
  }

  static boolean goesOn(RunStatus run) {
    return run.phase() != RunPhase.ACCEPTED && run.phase() != RunPhase.VOID;
  }

  private static String consequence(CommandName command, ReactorDescription reactor) {
    String flush =
        Decimal.fixed(reactor.rest().flushFlow().microlitresPerMinute() / 1e3, 2) + " mL/min";
    String safe = reactor.rest().safeTemperature().print(0);
    return switch (command) {
      case START -> "Solvent flows and the bath heats; then the campaign goes on by itself.";
      case HOLD ->
          "Reactive feeds off, flush with "
              + flush
              + " solvent, bath to "
              + safe
              + ". The present run is lost.";
      case RESUME -> "Flush and heat again; then the campaign goes on with a new run.";
      case STOP ->
          "The present run is lost. Flush with "
              + flush
              + " solvent, cool to "
              + safe
              + ", then pumps and heater off.";
      case ABORT ->
          "Every pump and the heater to safe at once, without a flush. Latched until cleared.";
      case CLEAR -> "Identities, limits and watchdogs are read back, then the reactor is STOPPED.";
      case ACKNOWLEDGE -> "Says that the alarm has been seen. It changes nothing else.";
      case REFILL -> "Sets what a vessel holds. Give the lot number as the reason.";
      case SHELVE ->
          "Puts an alarm aside for at most 60 min. It stays active, a trip stays latched.";
      case EMPTY_WASTE -> "Says that the waste vessel is empty now.";
      case RUN_POINT -> "The campaign runs these conditions next, when every limit allows them.";
      case VOID_RUN -> "The present run ends without a result; the campaign goes on with the next.";
    };
  }
}
