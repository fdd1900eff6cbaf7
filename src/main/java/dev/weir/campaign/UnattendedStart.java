package dev.weir.campaign;

import dev.weir.campaign.CampaignDescription.AfterRestart;
import dev.weir.campaign.CampaignDescription.Start;
import dev.weir.reactor.Acceptance;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.Command;
import dev.weir.reactor.CommandDesk;
import dev.weir.reactor.Cycle;
import dev.weir.reactor.CycleStep;
import dev.weir.reactor.ReactorState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The cycle's step that clears and starts the reactor in the operator's stead, as far as the
 * campaign file allows it: never over an interlock that tripped, after a crash only when the
 * campaign says so, and not where a person has stopped it, until a person starts it again or a new
 * session begins. Owned by the control thread.
 */
public final class UnattendedStart implements CycleStep {
  private static final String OPERATOR = "campaign";

  /** What was refused, for a reading that had not come yet, is asked for again after so long. */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  private static final Acceptance PENDING = new Acceptance.Accepted(0);

  private final CampaignDescription description;
  private final CommandDesk commands;
  private final Supplier<Set<AlarmKind>> latched;
  private final BooleanSupplier campaignEnded;
  private Optional<Asked> asked = Optional.empty();
  private boolean stoppedByPerson;

  /** What was asked, in which state, and when. */
  private record Asked(ReactorState state, Instant at, CompletableFuture<Acceptance> answer) {
    /** Tells whether the answer in the same state still holds. */
    boolean holds(ReactorState present, Instant now) {
      return state == present
          && (!(answer.getNow(PENDING) instanceof Acceptance.Refused)
              || Duration.between(at, now).compareTo(AGAIN_AFTER) < 0);
    }
  }

  /**
   * Creates the step.
   *
   * @param description what the campaign allows
   * @param commands where it clears and starts
   * @param latched the interlocks that are latched now
   * @param campaignEnded whether there is nothing left to start for
   */
  public UnattendedStart(
      CampaignDescription description,
      CommandDesk commands,
      Supplier<Set<AlarmKind>> latched,
      BooleanSupplier campaignEnded) {
    this.description = description;
    this.commands = commands;
    this.latched = latched;
    this.campaignEnded = campaignEnded;
  }

  @Override
  public String name() {
    return "unattended start";
  }

  @Override
  public void run(Cycle cycle) {
    ReactorState state = cycle.state();
    for (Command command : cycle.commands()) {
      if (command instanceof Command.Stop(Command.Origin origin)) {
        stoppedByPerson = !origin.operator().equals(OPERATOR);
      } else if (command instanceof Command.Start) {
        stoppedByPerson = false;
      }
    }
    if (asked.isPresent() && asked.get().holds(state, cycle.now())) {
      return;
    }
    asked = wish(state).map(wish -> new Asked(state, cycle.now(), commands.submit(wish)));
  }

  private Optional<Command> wish(ReactorState state) {
    if (description.start() == Start.MANUAL || stoppedByPerson || campaignEnded.getAsBoolean()) {
      return Optional.empty();
    }
    return switch (state) {
      case ABORTED ->
          mayClear()
              ? Optional.of(
                  new Command.Clear(origin("every device is proven safe; the campaign goes on")))
              : Optional.empty();
      case STOPPED -> Optional.of(new Command.Start(origin("the campaign starts by itself")));
      case ABORTING,
          CLEARING,
          STARTING,
          EXECUTE,
          HOLDING,
          HELD,
          UNHOLDING,
          SUSPENDING,
          SUSPENDED,
          UNSUSPENDING,
          STOPPING ->
          Optional.empty();
    };
  }

  private static Command.Origin origin(String reason) {
    return new Command.Origin(OPERATOR, reason);
  }

  /**
   * After a crash the campaign must allow it; over any other interlock, only a person may clear.
   */
  private boolean mayClear() {
    Set<AlarmKind> trips = latched.get();
    boolean onlyRestart = trips.stream().allMatch(kind -> kind == AlarmKind.RESTARTED);
    boolean allowed = trips.isEmpty() || description.afterRestart() == AfterRestart.CONTINUE;
    return onlyRestart && allowed;
  }
}
