package dev.weir.app.laboratory;

import dev.weir.app.file.ReactorFile;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.terminal.Hashes;
import dev.weir.app.terminal.Version;
import dev.weir.campaign.CampaignController;
import dev.weir.campaign.CampaignDescription;
import dev.weir.campaign.CampaignLedger;
import dev.weir.campaign.CampaignStatus;
import dev.weir.campaign.CampaignTerms;
import dev.weir.campaign.LabSnapshot;
import dev.weir.campaign.ProposalDesk;
import dev.weir.campaign.UnattendedStart;
import dev.weir.chemistry.Heat;
import dev.weir.device.Capability;
import dev.weir.device.DeviceRequest;
import dev.weir.device.Tag;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.experiment.RunController;
import dev.weir.experiment.RunPlanner;
import dev.weir.flow.Diffusivity;
import dev.weir.flow.Feed;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowSolver;
import dev.weir.flow.ResidenceTimeDistribution;
import dev.weir.jobs.JobOutbox;
import dev.weir.journal.Entry;
import dev.weir.journal.JournalAppender;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.CommandDesk;
import dev.weir.reactor.ControlAgent;
import dev.weir.reactor.ControlSettings;
import dev.weir.reactor.ReactorDescription;
import dev.weir.reactor.ReactorEvent;
import dev.weir.reactor.ReactorState;
import dev.weir.reactor.RecipeHeat;
import dev.weir.reactor.ReportMailbox;
import dev.weir.reactor.RestartKnowledge;
import dev.weir.reactor.Surroundings;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The control side of a lab, wired together: the agent, the run controller and the campaign.
 * Whoever holds it gives it its cycles; it knows no thread and no clock. All methods but {@link
 * #commands} and {@link #snapshot} belong to the control thread.
 */
public final class Laboratory {
  private static final int POLLS_TO_STALE = 3;

  private final ControlAgent agent;
  private final RunController runs;
  private final CampaignController campaign;
  private final Bench bench;
  private final ReactorDescription reactor;
  private volatile LabSnapshot snapshot;

  /**
   * What stands behind the lines, for the snapshot.
   *
   * @param speed plant seconds per wall second
   * @param simulated whether it is virtual
   */
  public record Bench(double speed, boolean simulated) {}

  /**
   * What a lab is made from.
   *
   * @param reactor the reactor file
   * @param campaign the campaign
   * @param seed of the proposals
   * @param bench what stands behind the lines
   * @param history everything in the journal so far
   * @param start the plant's first instant
   * @param jobEvents what background jobs have to say to the journal
   * @param predictors the registry that proposals start from; empty where none is kept
   */
  public record Plan(
      ReactorFile reactor,
      CampaignDescription campaign,
      long seed,
      Bench bench,
      List<Entry> history,
      Instant start,
      JobOutbox jobEvents,
      Optional<PredictorFolder> predictors) {
    /** A plan without background jobs and predictors. */
    public Plan(
        ReactorFile reactor,
        CampaignDescription campaign,
        long seed,
        Bench bench,
        List<Entry> history,
        Instant start) {
      this(reactor, campaign, seed, bench, history, start, new JobOutbox(), Optional.empty());
    }

    /** Returns the same plan with proposals that start from a registry's live predictor. */
    public Plan withPredictors(PredictorFolder folder) {
      return new Plan(
          reactor, campaign, seed, bench, history, start, jobEvents, Optional.of(folder));
    }
  }

  /**
   * What a lab is connected to.
   *
   * @param journal where events go
   * @param mailbox where the lines put their reports
   * @param requests takes the wishes about devices
   * @param proposals where proposals are computed
   * @param nanoseconds a steady counter for cycle times
   * @param wallAhead how far the wall's clock is ahead of the plant's
   * @param freeBytes space left for the journal
   * @param refilled told of each vessel that was refilled; for a plant that only exists here
   */
  record Connections(
      JournalAppender journal,
      ReportMailbox mailbox,
      Consumer<DeviceRequest> requests,
      ProposalDesk proposals,
      LongSupplier nanoseconds,
      Supplier<Duration> wallAhead,
      LongSupplier freeBytes,
      Consumer<FeedName> refilled) {
    /** Returns connections in virtual time. */
    static Connections virtual(
        JournalAppender journal,
        ReportMailbox mailbox,
        Consumer<DeviceRequest> requests,
        ProposalDesk proposals,
        Consumer<FeedName> refilled) {
      return new Connections(
          journal,
          mailbox,
          requests,
          proposals,
          () -> 0L,
          () -> Duration.ZERO,
          () -> Long.MAX_VALUE,
          refilled);
    }
  }

  Laboratory(Plan plan, Connections connections) {
    this.reactor = plan.reactor().reactor();
    CampaignDescription description = plan.campaign();
    RunPlanner planner = planner(plan);
    this.bench = plan.bench();
    this.runs =
        new RunController(
            new RunController.RunBench(
                reactor.path(),
                reactor.flushFeed(),
                reactor.rest().idleFlow(),
                reactor.rest().safeTemperature(),
                flow -> {
                  ResidenceTimeDistribution distribution =
                      ResidenceTimeDistribution.ofPath(
                          reactor.path(), flow, Diffusivity.SMALL_MOLECULE);
                  return seconds -> distribution.washout(new TimeSpan(seconds)).value();
                },
                planner::conditionsOf));
    CommandDesk desk = command -> commands().submit(command);
    this.campaign =
        new CampaignController(
            description,
            plan.seed(),
            CampaignLedger.of(description.name(), plan.history()),
            new CampaignController.Collaborators(
                asked ->
                    new LearntProposers(
                        asked.name(),
                        CampaignTerms.of(asked, plan.reactor().reactor().path()),
                        plan.history(),
                        plan.predictors()),
                connections.proposals(),
                desk,
                planner,
                runs));
    UnattendedStart unattended =
        new UnattendedStart(description, desk, this::latched, campaign::hasEnded);
    this.agent =
        new ControlAgent(
            reactor,
            ControlSettings.standard(
                    Set.of(description.initiator()),
                    Set.of(description.monomer1(), description.monomer2()))
                .withExpiries(expiries(plan.reactor())),
            new Surroundings(
                connections.journal(),
                connections.mailbox(),
                connections.requests(),
                List.of(
                    runs,
                    campaign,
                    unattended,
                    new JobEventsStep(plan.jobEvents()),
                    new RefillStep(connections.refilled())),
                heat(reactor),
                connections.nanoseconds(),
                connections.wallAhead(),
                connections.freeBytes()),
            RestartKnowledge.of(plan.history()),
            plan.start());
    this.snapshot = look(plan.start());
  }

  private static RunPlanner planner(Plan plan) {
    List<Feed> feeds =
        plan.reactor().reactor().feeds().stream().map(ReactorDescription.FeedLine::feed).toList();
    return new RunPlanner(
        feeds,
        plan.reactor().resolutions(),
        plan.reactor().reactor().path(),
        plan.campaign().monomer1(),
        plan.campaign().monomer2(),
        plan.campaign().initiator(),
        plan.campaign().run());
  }

  /** A value is stale when it has missed three of its polls. */
  private static Map<Tag, Duration> expiries(ReactorFile reactor) {
    Map<Tag, Duration> expiries = new TreeMap<>();
    for (ProfiledDevice device : reactor.devices()) {
      for (Capability capability : device.device().capabilities()) {
        device
            .period(capability)
            .map(period -> period.multipliedBy(POLLS_TO_STALE))
            .filter(age -> age.compareTo(Duration.ofSeconds(POLLS_TO_STALE)) > 0)
            .ifPresent(age -> expiries.put(new Tag(device.description().name(), capability), age));
      }
    }
    return expiries;
  }

  private static RecipeHeat heat(ReactorDescription reactor) {
    List<Feed> feeds = reactor.feeds().stream().map(ReactorDescription.FeedLine::feed).toList();
    return setpoints ->
        FlowSolver.achieved(setpoints.flows(), feeds)
            .map(
                recipe ->
                    Heat.adiabaticRise(recipe)
                        .orElseThrow(
                            () ->
                                new IllegalStateException(
                                    "the heat of polymerisation of %s is not known"
                                        .formatted(recipe.inlet().keySet()))))
            .orElse(new TemperatureDifference(0.0));
  }

  private Set<AlarmKind> latched() {
    return agent.latched().stream()
        .map(RestartKnowledge.LatchedTrip::kind)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Does one control cycle. */
  void tick(Instant now) {
    agent.tick(now);
  }

  /** Makes the latest cycle visible to other threads. */
  public void publish(Instant now) {
    snapshot = look(now);
  }

  /** Returns what the campaign has come to. */
  public CampaignStatus campaignStatus() {
    return campaign.status();
  }

  private LabSnapshot look(Instant now) {
    return new LabSnapshot(
        now,
        bench.speed(),
        bench.simulated(),
        agent.status(),
        runs.status(now),
        Optional.of(campaign.status()));
  }

  /** Returns the campaign as it is described now; any thread. */
  public CampaignDescription campaign() {
    return campaign.description();
  }

  /**
   * Asks for another description of the same campaign; any thread.
   *
   * @param by who asks
   * @return why it is refused
   */
  public Optional<String> change(CampaignDescription other, String by) {
    return campaign.change(other, by);
  }

  /** Returns the reactor as configured. */
  public ReactorDescription reactor() {
    return reactor;
  }

  /** Returns what stands behind the lines. */
  public Bench bench() {
    return bench;
  }

  /** Returns where commands go; any thread. */
  public CommandDesk commands() {
    return agent;
  }

  /** Returns the latest snapshot; any thread. */
  public LabSnapshot snapshot() {
    return snapshot;
  }

  /** Tells whether the campaign has ended and the reactor is stopped. */
  boolean isFinished() {
    return campaign.hasEnded() && agent.state() == ReactorState.STOPPED;
  }

  /**
   * Begins the end of the session: everything is commanded safe; go on with cycles until {@link
   * #isAtRest}.
   */
  void beginEnd(String reason) {
    agent.endSession(reason);
  }

  /** Tells whether everything is safe, or alarmed as unconfirmed. */
  boolean isAtRest() {
    return agent.isAtRest();
  }

  /** Returns the event with which a session begins. */
  static ReactorEvent.SessionStarted sessionStarted(
      ReactorFile reactor, String campaignHash, Plan plan) {
    return new ReactorEvent.SessionStarted(
        Version.text(),
        Hashes.sha256(reactor.hash() + campaignHash),
        plan.bench().simulated(),
        RestartKnowledge.of(plan.history()).unclean());
  }
}
