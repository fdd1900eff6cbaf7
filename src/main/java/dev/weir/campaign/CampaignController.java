package dev.weir.campaign;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunController;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.RunPlan;
import dev.weir.experiment.RunPlanner;
import dev.weir.experiment.RunResult;
import dev.weir.optimize.Budget;
import dev.weir.optimize.Past;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.Proposer;
import dev.weir.optimize.StopRule;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.Command;
import dev.weir.reactor.CommandDesk;
import dev.weir.reactor.Cycle;
import dev.weir.reactor.CycleStep;
import dev.weir.reactor.ReactorState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The cycle's step that leads a campaign: asks for a proposal, checks it against every limit,
 * starts its run, takes the result, and stops by a rule with a reason. A budget that is used up is
 * never reported as success. Owned by the control thread.
 */
public final class CampaignController implements CycleStep {
  /**
   * So many refused proposals in a row hold the reactor: something is wrong with the search space.
   */
  private static final int REFUSALS_TO_HOLD = 3;

  private static final String OPERATOR = "campaign";

  private final CampaignDescription description;
  private final long seed;
  private final Proposer proposer;
  private final ProposalDesk desk;
  private final CommandDesk commands;
  private final RunPlanner planner;
  private final RunController runs;
  private final List<Observation> observations;
  private int proposals;
  private int started;
  private int voided;
  private int refusedInARow;
  private final boolean continued;
  private final Optional<RunNumber> unfinished;
  private boolean announced;
  private CampaignStatus.State state = CampaignStatus.State.WAITING;
  private String reason = "waiting for the reactor";
  private Optional<Future<Proposal>> pending = Optional.empty();
  private Optional<Made> made = Optional.empty();
  private List<Observation> published = List.of();

  /** Conditions that were refused or whose run was void. */
  private final List<Conditions> barred;

  /**
   * Creates the controller of a campaign, new or continued.
   *
   * @param description the campaign
   * @param seed of its proposals
   * @param memory what the journal knows of it
   * @param collaborators the parts it works with
   */
  public CampaignController(
      CampaignDescription description,
      long seed,
      CampaignMemory memory,
      Collaborators collaborators) {
    this.description = description;
    this.seed = seed;
    this.proposer = collaborators.proposer();
    this.desk = collaborators.desk();
    this.commands = collaborators.commands();
    this.planner = collaborators.planner();
    this.runs = collaborators.runs();
    this.observations = new ArrayList<>(memory.observations());
    this.published = memory.observations();
    this.barred = new ArrayList<>(memory.barred());
    this.proposals = memory.proposals();
    this.started = memory.started();
    this.voided = memory.voided();
    this.continued = memory.begun();
    this.unfinished = memory.unfinished();
    memory
        .ended()
        .ifPresent(
            end -> {
              state = end.state();
              reason = end.reason();
              announced = true;
            });
  }

  /**
   * The parts a campaign works with.
   *
   * @param proposer finds the next point
   * @param desk where it computes
   * @param commands where the campaign starts and stops the reactor
   * @param planner turns conditions into set-points
   * @param runs performs one run at a time
   */
  public record Collaborators(
      Proposer proposer,
      ProposalDesk desk,
      CommandDesk commands,
      RunPlanner planner,
      RunController runs) {}

  @Override
  public String name() {
    return "campaign";
  }

  /** Tells whether the campaign has ended, one way or the other. */
  public boolean hasEnded() {
    return switch (state) {
      case REACHED, EXHAUSTED, STOPPED -> true;
      case WAITING, PROPOSING, RUNNING, BLOCKED -> false;
    };
  }

  @Override
  public void run(Cycle cycle) {
    announce(cycle);
    runs.takeResult().ifPresent(result -> take(result, cycle));
    if (hasEnded()) {
      return;
    }
    switch (state) {
      case WAITING -> awaitReactor(cycle);
      case PROPOSING -> awaitProposal(cycle);
      case BLOCKED -> retry(cycle);
      case RUNNING, REACHED, EXHAUSTED, STOPPED -> {}
    }
  }

  private void announce(Cycle cycle) {
    if (announced) {
      return;
    }
    announced = true;
    if (!continued) {
      cycle.appendForced(
          new CampaignEvent.CampaignStarted(
              description.name(),
              description.monomer1().text(),
              description.monomer2().text(),
              description.objective(),
              description.budget(),
              seed));
      return;
    }
    unfinished.ifPresent(
        run -> {
          cycle.appendForced(
              new RunEvent.RunVoided(description.name(), run, "the daemon ended during the run"));
          voided++;
        });
    cycle.appendForced(new CampaignEvent.CampaignContinued(description.name(), started));
  }

  private void awaitReactor(Cycle cycle) {
    if (cycle.state() != ReactorState.EXECUTE || !runs.isIdle()) {
      return;
    }
    Past past = new Past(published, barred, proposals);
    pending =
        Optional.of(
            desk.submit(
                () -> proposer.propose(description.space(), description.objective(), past, seed)));
    become(CampaignStatus.State.PROPOSING, "computing proposal " + (proposals + 1));
  }

  private void awaitProposal(Cycle cycle) {
    if (made.isPresent()) {
      startWhenForced(made.get(), cycle);
      return;
    }
    if (pending.isEmpty() || !pending.get().isDone()) {
      return;
    }
    Future<Proposal> done = pending.get();
    pending = Optional.empty();
    try {
      Proposal proposal = done.get();
      long sequence =
          cycle.appendForced(
              new CampaignEvent.ProposalMade(description.name(), proposals, proposal));
      made = Optional.of(new Made(proposals, proposal, sequence));
      proposals++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      end(cycle, CampaignStatus.State.STOPPED, "no proposal could be computed: " + e.getCause());
    }
  }

  private void startWhenForced(Made next, Cycle cycle) {
    if (!cycle.isForced(next.sequence()) || cycle.state() != ReactorState.EXECUTE) {
      return;
    }
    switch (planner.plan(next.proposal().conditions())) {
      case RunPlanner.Planned.Infeasible(String why) -> refuse(next, why, cycle);
      case RunPlanner.Planned.Feasible feasible -> {
        Optional<String> shortage = cycle.shortage(feasible.need());
        Optional<String> refusal = cycle.refusal(feasible.setpoints());
        if (shortage.isPresent()) {
          block(shortage.get(), cycle);
        } else if (refusal.isPresent()) {
          refuse(next, refusal.get(), cycle);
        } else {
          start(next, feasible, cycle);
        }
      }
    }
  }

  private void start(Made next, RunPlanner.Planned.Feasible feasible, Cycle cycle) {
    started++;
    refusedInARow = 0;
    RunNumber run = new RunNumber(started);
    cycle.appendForced(new CampaignEvent.ProposalAccepted(description.name(), next.index(), run));
    runs.start(
        new RunPlan(
            description.name(),
            run,
            next.proposal().conditions(),
            description.monomer1(),
            description.monomer2(),
            feasible.setpoints(),
            feasible.need(),
            description.run()),
        cycle);
    become(CampaignStatus.State.RUNNING, "run %d of %d".formatted(started, description.budget()));
  }

  private void refuse(Made next, String why, Cycle cycle) {
    cycle.append(new CampaignEvent.ProposalRefused(description.name(), next.index(), why));
    barred.add(next.proposal().conditions());
    made = Optional.empty();
    refusedInARow++;
    become(
        CampaignStatus.State.WAITING, "proposal %d refused: %s".formatted(next.index() + 1, why));
    if (refusedInARow >= REFUSALS_TO_HOLD) {
      refusedInARow = 0;
      cycle.raise(AlarmKind.UNSAFE_PROPOSAL, description.name(), why);
      var _ =
          commands.submit(
              new Command.Hold(
                  new Command.Origin(
                      OPERATOR, REFUSALS_TO_HOLD + " proposals in a row were refused: " + why)));
    }
  }

  private void block(String why, Cycle cycle) {
    cycle.append(new CampaignEvent.CampaignBlocked(description.name(), why));
    cycle.raise(AlarmKind.FEED_EMPTY, description.name(), why);
    become(CampaignStatus.State.BLOCKED, why);
  }

  private void retry(Cycle cycle) {
    Made next = made.orElseThrow();
    boolean enough =
        switch (planner.plan(next.proposal().conditions())) {
          case RunPlanner.Planned.Infeasible ignored -> true;
          case RunPlanner.Planned.Feasible feasible -> cycle.shortage(feasible.need()).isEmpty();
        };
    if (enough) {
      cycle.returnToNormal(AlarmKind.FEED_EMPTY, description.name());
      become(CampaignStatus.State.PROPOSING, "the shortage is over");
    }
  }

  private void take(RunResult result, Cycle cycle) {
    Optional<Made> ran = made;
    made = Optional.empty();
    switch (result) {
      case RunResult.Accepted(Observation observation) -> {
        observations.add(observation);
        published = List.copyOf(observations);
      }
      case RunResult.Voided ignored -> {
        voided++;
        ran.ifPresent(gone -> barred.add(gone.proposal().conditions()));
      }
    }
    become(CampaignStatus.State.WAITING, "run %s ended".formatted(result.run()));
    judge(cycle);
  }

  private void judge(Cycle cycle) {
    List<StopRule> rules = new ArrayList<>(description.stopRules());
    rules.add(new StopRule.BudgetUsed());
    StopRule.first(
            rules, description.objective(), published, new Budget(description.budget(), started))
        .ifPresent(
            verdict ->
                end(
                    cycle,
                    verdict.reached()
                        ? CampaignStatus.State.REACHED
                        : CampaignStatus.State.EXHAUSTED,
                    verdict.reason()));
  }

  private void end(Cycle cycle, CampaignStatus.State how, String why) {
    cycle.appendForced(new CampaignEvent.CampaignEnded(description.name(), how, why));
    become(how, why);
    var _ = commands.submit(new Command.Stop(new Command.Origin(OPERATOR, why)));
  }

  private void become(CampaignStatus.State next, String why) {
    state = next;
    reason = why;
  }

  private Optional<Observation> best() {
    return published.stream()
        .min(
            Comparator.comparingDouble(
                observation -> description.objective().loss(observation.outcome())));
  }

  /** Returns what the outside may know. */
  public CampaignStatus status() {
    return new CampaignStatus(
        description.name(),
        description.monomer1().text(),
        description.monomer2().text(),
        state,
        reason,
        description.budget(),
        started,
        published.size(),
        voided,
        description.objective(),
        published,
        best().map(Observation::run),
        made.map(Made::proposal));
  }

  /**
   * A proposal that was made, waiting for the disk or for reagent, or being run.
   *
   * @param index its place in the campaign
   * @param proposal the proposal
   * @param sequence the event that must be forced before it is acted on
   */
  private record Made(int index, Proposal proposal, long sequence) {}
}
