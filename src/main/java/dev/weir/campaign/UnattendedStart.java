package dev.weir.campaign;

import dev.weir.campaign.CampaignDescription.AfterRestart;
import dev.weir.campaign.CampaignDescription.Start;
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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The cycle's step that clears and starts the reactor in the operator's stead, as far as the
 * campaign file allows it: never over an interlock that tripped, and after a crash only when the
 * campaign says so. Owned by the control thread.
 */
public final class UnattendedStart implements CycleStep {
  private static final String OPERATOR = "campaign";

  /** A start may be refused for a moment: a reading that is not there yet, say. */
  private static final Duration TRY_EVERY = Duration.ofSeconds(1);

  private final CampaignDescription description;
  private final CommandDesk commands;
  private final Supplier<Set<AlarmKind>> latched;
  private final BooleanSupplier campaignEnded;
  private Optional<ReactorState> answered = Optional.empty();
  private Instant nextTry = Instant.MIN;

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
    boolean again = answered.isPresent() && answered.get() == state;
    if (again && (state != ReactorState.STOPPED || cycle.now().isBefore(nextTry))) {
      return;
    }
    answered = Optional.of(state);
    nextTry = cycle.now().plus(TRY_EVERY);
    if (description.start() == Start.MANUAL || campaignEnded.getAsBoolean()) {
      return;
    }
    if (state == ReactorState.ABORTED && mayClear()) {
      var _ =
          commands.submit(
              new Command.Clear(
                  new Command.Origin(
                      OPERATOR, "every device is proven safe; the campaign goes on")));
    } else if (state == ReactorState.STOPPED) {
      var _ =
          commands.submit(
              new Command.Start(new Command.Origin(OPERATOR, "the campaign starts by itself")));
    }
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
