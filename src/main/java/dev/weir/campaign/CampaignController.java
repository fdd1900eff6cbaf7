package dev.weir.campaign;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RampPlan;
import dev.weir.experiment.RunController;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.RunPlan;
import dev.weir.experiment.RunPlanner;
import dev.weir.experiment.RunResult;
import dev.weir.experiment.VoidCause;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.TakenPredictor;
import dev.weir.optimize.stop.StopVerdict;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.Command;
import dev.weir.reactor.CommandDesk;
import dev.weir.reactor.Cycle;
import dev.weir.reactor.CycleStep;
import dev.weir.reactor.ReactorState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

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

  private final long seed;
  private final ProposalDraft draft;
  private final CommandDesk commands;
  private final RunController runs;
  private final CampaignLedger ledger;
  private final boolean continued;
  private final AtomicReference<Optional<Wanted>> wanted = new AtomicReference<>(Optional.empty());
  private volatile CampaignDescription description;
  private RunPlanner planner;
  private CampaignEnd end;
  private int refusedInARow;
  private boolean announced;
  private volatile CampaignStatus.State state = CampaignStatus.State.WAITING;
  private String reason = "waiting for the reactor";

  /** Why the campaign ends, unless what has been learnt says that the objective was reached. */
  private Optional<StopVerdict> ending = Optional.empty();

  /**
   * Creates the controller of a campaign, new or continued.
   *
   * @param description the campaign
   * @param seed of its proposals; one that goes on keeps the seed it started with
   * @param ledger what the journal knows of it
   * @param collaborators the parts it works with
   */
  public CampaignController(
      CampaignDescription description,
      long seed,
      CampaignLedger ledger,
      Collaborators collaborators) {
    this.description = description;
    this.seed = ledger.seed().orElse(seed);
    this.draft = new ProposalDraft(collaborators.proposers(), collaborators.desk(), description);
    this.end = CampaignEnd.of(description);
    this.commands = collaborators.commands();
    this.planner = collaborators.planner();
    this.runs = collaborators.runs();
    this.ledger = ledger;
    this.continued = ledger.begun();
    ledger
        .ended()
        .filter(_ -> changes().isEmpty())
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
   * @param proposers where the proposer comes from that finds the next point
   * @param desk where it computes
   * @param commands where the campaign starts and stops the reactor
   * @param planner turns conditions into set-points
   * @param runs performs one run at a time
   */
  public record Collaborators(
      Function<CampaignDescription, ProposerSource> proposers,
      ProposalDesk desk,
      CommandDesk commands,
      RunPlanner planner,
      RunController runs) {}

  /**
   * Asks for another description of the same campaign; any thread. It is taken before the next run
   * starts, journalled with each change, and all runs are kept.
   *
   * @param by who asks
   * @return why it is refused; empty when it will be taken
   */
  public Optional<String> change(CampaignDescription other, String by) {
    if (hasEnded()) {
      return Optional.of(
          "campaign %s has ended; end the daemon and start it again, and it goes on with the changed file"
              .formatted(description.name()));
    }
    Optional<String> refusal = CampaignSettings.whyNotDuringACampaign(description, other);
    if (refusal.isEmpty()) {
      wanted.set(Optional.of(new Wanted(other, by)));
    }
    return refusal;
  }

  /** Another description, and who asked for it. */
  private record Wanted(CampaignDescription description, String by) {}

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
    obey(cycle);
    if (state != CampaignStatus.State.RUNNING && ending.isEmpty()) {
      takeChange(cycle);
      end.byTime(ledger, cycle.now()).ifPresent(verdict -> finish(verdict, cycle));
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
      SortedMap<String, String> settings = CampaignSettings.of(description);
      record(
          new CampaignEvent.CampaignStarted(
              description.name(),
              description.monomer1().text(),
              description.monomer2().text(),
              description.objective(),
              description.budget(),
              seed,
              Optional.of(settings),
              Optional.of(CampaignTerms.of(description, planner.path()))),
          cycle);
      return;
    }
    ledger
        .unfinished()
        .ifPresent(
            run -> {
              RunEvent ended =
                  ledger.isOnlyRampUnfinished()
                      ? new RunEvent.RampEnded(
                          description.name(),
                          run,
                          ledger.aliquotsOf(run),
                          "the daemon ended during the ramp")
                      : new RunEvent.RunVoided(
                          description.name(),
                          run,
                          "the daemon ended during the run",
                          Optional.of(VoidCause.INTERRUPTED));
              cycle.appendForced(ended);
              ledger.take(ended);
            });
    recordChanges(cycle, Optional.empty());
    record(new CampaignEvent.CampaignContinued(description.name(), ledger.started()), cycle);
    resume(cycle);
  }

  /** What the description says else than before, when the journal knows that. */
  private List<String> changes() {
    return ledger
        .settings()
        .map(before -> CampaignSettings.changes(before, CampaignSettings.of(description)))
        .orElse(List.of());
  }

  private void recordChanges(Cycle cycle, Optional<String> by) {
    List<String> changes = changes();
    if (!changes.isEmpty()) {
      record(
          new CampaignEvent.CampaignChanged(
              description.name(),
              description.objective(),
              description.budget(),
              CampaignSettings.of(description),
              changes,
              Optional.of(CampaignTerms.of(description, planner.path())),
              by),
          cycle);
    }
  }

  /** Goes on under another description, when one is wanted. */
  private void takeChange(Cycle cycle) {
    Optional<Wanted> other = wanted.getAndSet(Optional.empty());
    if (other.isEmpty()) {
      return;
    }
    description = other.get().description();
    draft.describe(description);
    planner = planner.proving(description.run());
    end = CampaignEnd.of(description);
    cycle.returnToNormal(AlarmKind.FEED_EMPTY, description.name());
    recordChanges(cycle, Optional.of(other.get().by()));
    become(CampaignStatus.State.WAITING, "the campaign file was read again");
    resume(cycle);
  }

  /** Goes on with the proposal that was made and not run, or judges what the last run came to. */
  private void resume(Cycle cycle) {
    Optional<CampaignLedger.Undecided> undecided = ledger.undecided();
    if (undecided.isEmpty()) {
      judge(cycle);
      return;
    }
    CampaignLedger.Undecided next = undecided.get();
    boolean outside =
        next.proposal().source() != Proposal.Source.OPERATOR
            && !description.space().contains(next.proposal().conditions());
    if (outside) {
      refuse(next, "it lies outside the search space as it is now", cycle);
      refusedInARow = 0;
    } else {
      become(
          CampaignStatus.State.PROPOSING,
          "going on with proposal %d, made before the restart".formatted(next.index() + 1));
    }
  }

  /** Operators' own points, and proposals that they skip. */
  private void obey(Cycle cycle) {
    for (Command command : cycle.commands()) {
      if (command instanceof Command.RunPoint point && ledger.mayAsk()) {
        record(
            new CampaignEvent.PointAsked(
                description.name(),
                new Conditions(
                    point.feedComposition(),
                    point.residenceTime(),
                    point.temperature(),
                    point.totalMonomer(),
                    point.initiator()),
                point.origin().operator(),
                point.origin().reason(),
                point.ramp()),
            cycle);
      } else if (command instanceof Command.VoidRun skip
          && runs.isIdle()
          && ledger.undecided().isPresent()) {
        cycle.returnToNormal(AlarmKind.FEED_EMPTY, description.name());
        refuse(
            ledger.undecided().get(),
            "skipped by %s: %s".formatted(skip.origin().operator(), skip.origin().reason()),
            cycle);
        refusedInARow = 0;
      }
    }
  }

  private void awaitReactor(Cycle cycle) {
    if (cycle.state() != ReactorState.EXECUTE || !runs.isIdle()) {
      return;
    }
    NextProposal next = next();
    if (next.given().isPresent()) {
      propose(next.given().get(), new TakenPredictor.None("the point was given"), cycle);
      return;
    }
    draft.begin(ledger);
    become(CampaignStatus.State.PROPOSING, "computing proposal " + (ledger.proposals() + 1));
  }

  private NextProposal next() {
    return new NextProposal(CampaignTerms.of(description, planner.path()), seed, ledger);
  }

  /** Records what the proposal starts from, unless that is known, and has it computed. */
  private void equipped(ProposerSource.Equipped equipped, Cycle cycle) {
    if (!ledger.taken().equals(Optional.of(equipped.taken()))) {
      record(
          new CampaignEvent.PredictorTaken(
              description.name(), ledger.proposals(), equipped.taken()),
          cycle);
    }
    draft.compute(next(), equipped);
  }

  private void propose(Proposal proposal, TakenPredictor taken, Cycle cycle) {
    record(
        new CampaignEvent.ProposalMade(
            description.name(), ledger.proposals(), proposal, Optional.of(taken)),
        cycle);
    become(CampaignStatus.State.PROPOSING, "proposal %d is made".formatted(ledger.proposals()));
  }

  private void awaitProposal(Cycle cycle) {
    if (ending.isEmpty() && ledger.undecided().isPresent()) {
      startWhenForced(ledger.undecided().get(), cycle);
      return;
    }
    if (draft.isIdle()) {
      become(CampaignStatus.State.WAITING, "waiting for the reactor");
      return;
    }
    draft
        .poll()
        .ifPresent(
            step -> {
              switch (step) {
                case ProposalDraft.Step.Equipped(ProposerSource.Equipped from) ->
                    equipped(from, cycle);
                case ProposalDraft.Step.Found(Proposal proposal) -> take(proposal, cycle);
                case ProposalDraft.Step.Failed(Throwable cause) -> failed(cause, cycle);
              }
            });
  }

  private void failed(Throwable cause, Cycle cycle) {
    if (ending.isPresent()) {
      end(cycle, ending.get());
    } else {
      end(cycle, CampaignStatus.State.STOPPED, "no proposal could be computed: " + cause);
    }
  }

  private void take(Proposal proposal, Cycle cycle) {
    Optional<StopVerdict> verdict = end.before(proposal, ledger, cycle.now());
    if (ending.isPresent()) {
      end(cycle, verdict.filter(StopVerdict::reached).orElse(ending.get()));
    } else if (verdict.isPresent()) {
      end(cycle, verdict.get());
    } else {
      propose(proposal, used(proposal, ledger.taken().orElseThrow()), cycle);
    }
  }

  /** What is learnt from nothing does not rest on the predictor either. */
  private static TakenPredictor used(Proposal proposal, TakenPredictor taken) {
    return switch (proposal.source()) {
      case ACQUISITION, CONFIRMATION, RECOMMENDATION -> taken;
      case INITIAL_DESIGN, REPEAT, OPERATOR, RANDOM ->
          new TakenPredictor.None("the point is not computed from what was learnt");
    };
  }

  private void startWhenForced(CampaignLedger.Undecided next, Cycle cycle) {
    if (!cycle.isForced(next.sequence()) || cycle.state() != ReactorState.EXECUTE) {
      return;
    }
    switch (planner.plan(next.proposal().conditions(), next.proposal().ramp())) {
      case RunPlanner.Planned.Infeasible(String why) -> refuse(next, why, cycle);
      case RunPlanner.Planned.Feasible feasible -> {
        Optional<String> shortage = cycle.shortage(feasible.need());
        Optional<String> refusal =
            cycle
                .refusal(feasible.setpoints())
                .or(() -> feasible.ramp().flatMap(ramp -> cycle.refusal(ramp.last())));
        Optional<StopVerdict> late =
            end.beforeRun(feasible.least().toDuration(), ledger, cycle.now());
        boolean steadyMayDo =
            feasible.ramp().isPresent() && next.proposal().source() == Proposal.Source.ACQUISITION;
        if (steadyMayDo && (late.isPresent() || shortage.isPresent())) {
          refuse(next, "a ramp: " + late.map(StopVerdict::reason).or(() -> shortage).get(), cycle);
        } else if (late.isPresent()) {
          finish(late.get(), cycle);
        } else if (shortage.isPresent()) {
          block(shortage.get(), cycle);
        } else if (refusal.isPresent()) {
          refuse(next, refusal.get(), cycle);
        } else {
          start(next, feasible, cycle);
        }
      }
    }
  }

  private void start(
      CampaignLedger.Undecided next, RunPlanner.Planned.Feasible feasible, Cycle cycle) {
    refusedInARow = 0;
    RunNumber run = next.accepted().orElseGet(() -> new RunNumber(ledger.started() + 1));
    if (next.accepted().isEmpty()) {
      record(new CampaignEvent.ProposalAccepted(description.name(), next.index(), run), cycle);
    }
    RunPlan plan =
        new RunPlan(
            description.name(),
            run,
            next.proposal().conditions(),
            description.monomer1(),
            description.monomer2(),
            feasible.setpoints(),
            feasible.need(),
            description.run(),
            feasible.ramp());
    runs.start(plan, cycle);
    ledger.take(
        new RunEvent.RunStarted(
            plan.campaign(),
            run,
            plan.conditions(),
            plan.setpoints(),
            plan.ramp().map(RampPlan::ramp)));
    become(
        CampaignStatus.State.RUNNING,
        "run %d of %d".formatted(ledger.started(), description.budget()));
  }

  private void refuse(CampaignLedger.Undecided next, String why, Cycle cycle) {
    CampaignEvent.ProposalRefused refused =
        new CampaignEvent.ProposalRefused(description.name(), next.index(), why);
    ledger.take(refused, cycle.append(refused), cycle.now());
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
    CampaignLedger.Undecided next = ledger.undecided().orElseThrow();
    boolean enough =
        switch (planner.plan(next.proposal().conditions(), next.proposal().ramp())) {
          case RunPlanner.Planned.Infeasible ignored -> true;
          case RunPlanner.Planned.Feasible feasible -> cycle.shortage(feasible.need()).isEmpty();
        };
    if (enough) {
      cycle.returnToNormal(AlarmKind.FEED_EMPTY, description.name());
      become(CampaignStatus.State.PROPOSING, "the shortage is over");
    }
  }

  private void take(RunResult result, Cycle cycle) {
    switch (result) {
      case RunResult.Accepted(Observation observation, Optional<RunResult.Ramped> ramp) -> {
        ledger.take(new RunEvent.RunAccepted(description.name(), observation));
        ramp.ifPresent(
            its -> {
              its.aliquots()
                  .forEach(
                      aliquot ->
                          ledger.take(new RunEvent.AliquotAccepted(description.name(), aliquot)));
              ledger.take(its.ended());
            });
      }
      case RunResult.Voided(RunNumber run, String why, VoidCause cause) ->
          ledger.take(new RunEvent.RunVoided(description.name(), run, why, Optional.of(cause)));
    }
    become(CampaignStatus.State.WAITING, "run %s ended".formatted(result.run()));
    judge(cycle);
  }

  private void judge(Cycle cycle) {
    end.afterRuns(ledger, cycle.now()).ifPresent(verdict -> finish(verdict, cycle));
  }

  /**
   * Ends the campaign; before it ends without success, what has been learnt is asked once more
   * whether the objective was reached after all, when that is a term.
   */
  private void finish(StopVerdict verdict, Cycle cycle) {
    if (verdict.reached() || !end.mayBeSure(ledger)) {
      end(cycle, verdict);
      return;
    }
    ending = Optional.of(verdict);
    draft.begin(ledger);
    become(CampaignStatus.State.PROPOSING, "judging what the runs have come to");
  }

  private void end(Cycle cycle, StopVerdict verdict) {
    end(
        cycle,
        verdict.reached() ? CampaignStatus.State.REACHED : CampaignStatus.State.EXHAUSTED,
        verdict.reason());
  }

  private void end(Cycle cycle, CampaignStatus.State how, String why) {
    record(new CampaignEvent.CampaignEnded(description.name(), how, why), cycle);
    become(how, why);
    var _ = commands.submit(new Command.Stop(new Command.Origin(OPERATOR, why)));
  }

  /** Journals an event that must survive, and folds it as a restart would. */
  private void record(CampaignEvent event, Cycle cycle) {
    ledger.take(event, cycle.appendForced(event), cycle.now());
  }

  private void become(CampaignStatus.State next, String why) {
    state = next;
    reason = why;
  }

  private Optional<Observation> best() {
    return ledger.observations().stream()
        .min(
            Comparator.comparingDouble(
                observation -> description.objective().loss(observation.outcome())));
  }

  /** Returns the campaign as it is described now; any thread. */
  public CampaignDescription description() {
    return description;
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
        ledger.started(),
        ledger.accepted(),
        ledger.voided(),
        description.objective(),
        ledger.observations(),
        best().map(Observation::run),
        ledger.current(),
        ledger.waiting(),
        end.time().flatMap(time -> ledger.since().map(since -> since.plus(time))));
  }
}
