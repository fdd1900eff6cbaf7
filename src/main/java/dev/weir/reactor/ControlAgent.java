package dev.weir.reactor;

import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.LinkState;
import dev.weir.device.Reading;
import dev.weir.device.SampleName;
import dev.weir.device.Tag;
import dev.weir.flow.FeedName;
import dev.weir.flow.Setpoints;
import dev.weir.journal.JournalEvent;
import dev.weir.reactor.RestartKnowledge.LatchedTrip;
import dev.weir.units.Volume;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The control agent: owns everything that can move. One thread calls {@link #tick} ten times a
 * second; every other thread only puts reports into the mailbox and submits commands.
 *
 * <p>It begins in ABORTING: everything is commanded safe and must prove it before an operator can
 * clear. All methods but {@link #submit} belong to the control thread.
 */
public final class ControlAgent implements CommandDesk {
  /** Percent in the whole. */
  private static final double PERCENT = 100.0;

  private static final long DISK_ASKED_EVERY = 10 * Nanos.SECOND;

  private final ControlSettings settings;
  private final Surroundings surroundings;
  private final RestartKnowledge knowledge;
  private final CommandQueue commands = new CommandQueue();
  private final CycleClock clock;
  private final Recorder recorder;
  private final LatestValues values;
  private final Evidence evidence;
  private final Alarms alarms;
  private final Sequence sequence;
  private final Safeguards safeguards;
  private final Orders orders;
  private final SetpointCheck check;
  private final Actuation actuation;
  private final Tag outputTag;
  private final long readingsEvery;
  private final List<DeviceReport> reports = new ArrayList<>();
  private final List<DeviceReport> reportsSeen = Collections.unmodifiableList(reports);
  private final List<CommandQueue.Waiting> received = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final PresentCycle cycle = new PresentCycle();
  private List<Command> accepted = List.of();
  private Optional<Setpoints> wanted = Optional.empty();
  private Optional<SampleName> wantedSample = Optional.empty();
  private Optional<String> suspends = Optional.empty();
  private Instant now;
  private boolean started;
  private long readingsAt = Long.MIN_VALUE;
  private long diskAt = Long.MIN_VALUE;
  private long droppedBefore;

  /** A command that was accepted, waiting for the force of its event. */
  private record Answer(long sequence, CompletableFuture<Acceptance> future) {}

  /**
   * Creates an agent that has not yet done anything.
   *
   * @param knowledge what the journal says about earlier sessions
   * @param start the plant's time now; no later than that of the first tick
   * @throws IllegalArgumentException when the description contradicts itself; the message lists
   *     every fault
   */
  public ControlAgent(
      ReactorDescription description,
      ControlSettings settings,
      Surroundings surroundings,
      RestartKnowledge knowledge,
      Instant start) {
    List<String> faults = DescriptionFaults.of(description);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    this.settings = settings;
    this.surroundings = surroundings;
    this.knowledge = knowledge;
    this.now = start;
    clock = new CycleClock(surroundings.nanoseconds(), settings.period());
    recorder = new Recorder(surroundings.journal(), start);
    values = new LatestValues(description, settings, start);
    evidence = new Evidence(description, settings, values, knowledge, start);
    alarms = new Alarms(recorder, knowledge);
    sequence = new Sequence(evidence, recorder, alarms, start);
    safeguards =
        new Safeguards(evidence, settings, alarms, sequence, new Latches(recorder, knowledge));
    orders = new Orders(evidence, recorder, alarms, sequence, safeguards);
    check = new SetpointCheck(evidence, settings, surroundings.heat());
    actuation = new Actuation(evidence, recorder, surroundings.requests());
    outputTag = new Tag(description.temperatureController(), Capability.OUTPUT_ACTUAL);
    readingsEvery = settings.readingsEvery().toNanos();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Any thread may call it. The future is completed by the control thread, once the command's
   * event is on the disk: hang only asynchronous continuations on it.
   */
  @Override
  public CompletableFuture<Acceptance> submit(Command command) {
    return commands.submit(command);
  }

  /**
   * Does one control cycle; nothing in it blocks.
   *
   * @param instant the plant's time, never before that of the last cycle
   */
  public void tick(Instant instant) {
    if (instant.isBefore(now)) {
      throw new IllegalArgumentException(
          "the plant's time went back from %s to %s".formatted(now, instant));
    }
    now = instant;
    clock.begin();
    recorder.beginCycle(instant);
    evidence.beginCycle(Nanos.of(instant), sequence.state());
    takeReports();
    clock.lap("values");
    guard();
    clock.lap("interlocks");
    runSteps();
    actuate();
    clock.lap("requests");
    recordReadings();
    answerCommands();
    clock.lap("events");
    clock.end();
  }

  private void takeReports() {
    reports.clear();
    surroundings.mailbox().drainTo(reports);
    for (int index = 0; index < reports.size(); index++) {
      DeviceReport report = reports.get(index);
      if (evidence.knows(report.device())) {
        take(report, evidence.device(report.device()));
      }
    }
    values.age(evidence.now(), evidence.flowsSteadily(LatestValues.FROZEN_AFTER));
    evidence.observe();
    evidence.observeOutput(values.value(outputTag) / PERCENT);
    sequence.tally().observe();
    evidence.observeSolvent(sequence.tally().isClean());
  }

  private void take(DeviceReport report, DeviceTrace device) {
    long at = Nanos.of(report.at());
    switch (report) {
      case DeviceReport.ReadingTaken taken -> {
        values.take(taken);
        switch (taken.reading()) {
          case Reading.Good ignored -> device.answered(at);
          case Reading.Bad ignored -> {}
        }
      }
      case DeviceReport.SetpointConfirmed confirmed -> {
        values.take(confirmed);
        device.answered(at);
      }
      case DeviceReport.LinkChanged changed -> takeLink(changed, device);
      case DeviceReport.MadeSafe made -> {
        if (made.confirmed() != device.isProvenSafe()) {
          recorder.append(new ReactorEvent.DeviceMadeSafe(made.device(), made.confirmed()));
        }
        device.madeSafe(made.confirmed(), at);
      }
      case DeviceReport.DeviceFault fault -> {
        if (device.faulted(fault.kind(), fault.text(), at)) {
          recorder.append(
              new ReactorEvent.DeviceFaulted(fault.device(), fault.kind(), fault.text()));
        }
      }
      case DeviceReport.LimitsNarrowed narrowed -> {
        device.narrowed(narrowed.lowest(), narrowed.highest());
        check.limitsChanged();
      }
      case DeviceReport.AnalysisArrived ignored -> device.answered(at);
      case DeviceReport.AnalysisRefused ignored -> device.answered(at);
    }
  }

  private void takeLink(DeviceReport.LinkChanged changed, DeviceTrace device) {
    if (changed.state() != device.link()) {
      recorder.append(
          new ReactorEvent.LinkMoved(changed.device(), changed.state(), changed.reason()));
    }
    device.linkMoved(changed.state(), Nanos.of(changed.at()));
    if (changed.state() != LinkState.READY) {
      values.linkLost(changed.device());
    }
  }

  private void guard() {
    if (!started) {
      started = true;
      safeguards.start(knowledge, now);
    }
    evidence.observeWall(surroundings.wallAhead().get());
    evidence.observeJournal(recorder.isHealthy(), recorder.failure(), actuation.waitsSince());
    long dropped = surroundings.mailbox().dropped();
    evidence.observeDropped(dropped - droppedBefore);
    droppedBefore = dropped;
    if (diskAt == Long.MIN_VALUE || evidence.now() - diskAt >= DISK_ASKED_EVERY) {
      diskAt = evidence.now();
      evidence.observeFreeBytes(surroundings.freeBytes().getAsLong());
    }
    safeguards.judge(now);
    takeCommands();
    sequence.advance(now);
  }

  private void takeCommands() {
    received.clear();
    commands.drainTo(received);
    if (received.isEmpty()) {
      accepted = List.of();
      return;
    }
    // Whatever else arrived in this cycle, an abort comes first; the others meet the state it
    // leaves.
    received.sort(Comparator.comparing(waiting -> !(waiting.command() instanceof Command.Abort)));
    List<Command> taken = new ArrayList<>();
    for (CommandQueue.Waiting waiting : received) {
      Command command = waiting.command();
      Optional<String> refusal = orders.refusal(command);
      if (refusal.isPresent()) {
        waiting.answer().complete(new Acceptance.Refused(refusal.get()));
      } else {
        long written =
            recorder.appendForced(
                new ReactorEvent.CommandAccepted(
                    command.getClass().getSimpleName(),
                    command.origin().operator(),
                    command.origin().reason()));
        orders.obey(command, now);
        answers.addLast(new Answer(written, waiting.answer()));
        taken.add(command);
      }
    }
    accepted = List.copyOf(taken);
  }

  private void runSteps() {
    wanted = Optional.empty();
    wantedSample = Optional.empty();
    suspends = safeguards.asksForSuspension();
    for (int index = 0; index < surroundings.steps().size(); index++) {
      CycleStep step = surroundings.steps().get(index);
      runStep(step);
      clock.lap(step.name());
    }
    if (suspends.isPresent()) {
      sequence.suspend(now, suspends.get());
    } else {
      sequence.suspensionOver(now);
    }
  }

  /**
   * Whatever a step throws is a fault of the program: it must end in the safe state, not in a dead
   * control thread.
   */
  private void runStep(CycleStep step) {
    try {
      step.run(cycle);
    } catch (RuntimeException e) {
      StackTraceElement[] frames = e.getStackTrace();
      String place = frames.length == 0 ? "" : " at " + frames[0];
      safeguards.stepFailed(step.name(), e + place, now);
    }
  }

  private void actuate() {
    actuation.take(sequence.outputs(wanted));
    actuation.post(now.plus(settings.lease()), wantedSample);
  }

  private void recordReadings() {
    if (readingsAt != Long.MIN_VALUE && evidence.now() - readingsAt < readingsEvery) {
      return;
    }
    readingsAt = evidence.now();
    SortedMap<String, Double> fresh = values.freshGood();
    if (!fresh.isEmpty()) {
      recorder.append(new ReactorEvent.ReadingsRecorded(Collections.unmodifiableSortedMap(fresh)));
    }
  }

  private void answerCommands() {
    while (!answers.isEmpty()) {
      Answer answer = answers.peekFirst();
      if (recorder.isForced(answer.sequence())) {
        answer.future().complete(new Acceptance.Accepted(answer.sequence()));
      } else if (!recorder.isHealthy()) {
        answer
            .future()
            .complete(
                new Acceptance.Refused(
                    "carried out, but the journal cannot be written: " + recorder.failure()));
      } else {
        return;
      }
      answers.removeFirst();
    }
  }

  /**
   * Begins the end of the session: safe stop at once. Go on ticking until {@link #isAtRest}; then
   * journal {@link ReactorEvent.SessionEnded}.
   *
   * @param reason why the daemon ends
   */
  public void endSession(String reason) {
    recorder.beginCycle(now);
    sequence.abort(now, reason);
  }

  /**
   * Tells whether everything is safe, or alarmed as unconfirmed, and nothing more will happen by
   * itself.
   */
  public boolean isAtRest() {
    return sequence.state() == ReactorState.ABORTED;
  }

  /** Returns the reactor's state. */
  public ReactorState state() {
    return sequence.state();
  }

  /** Returns the interlocks that have tripped and not been cleared, oldest first. */
  public List<LatchedTrip> latched() {
    return safeguards.latched();
  }

  /**
   * Returns what the outside may know, as of the last cycle. Immutable: it may be handed to any
   * thread.
   */
  public ReactorStatus status() {
    SortedMap<FeedName, Volume> left = new TreeMap<>();
    evidence.feeds().forEach(feed -> left.put(feed.name(), new Volume(feed.left())));
    SortedMap<DeviceName, LinkState> links = new TreeMap<>();
    evidence.devices().forEach(device -> links.put(device.name(), device.link()));
    return new ReactorStatus(
        sequence.state(),
        sequence.since(),
        sequence.reason(),
        actuation.asked(),
        values.all(),
        Collections.unmodifiableSortedMap(left),
        Collections.unmodifiableSortedMap(links),
        new Volume(evidence.wasted()),
        alarms.list(),
        clock.times());
  }

  /** The cycle as the steps see it. */
  private final class PresentCycle implements Cycle {
    @Override
    public Instant now() {
      return now;
    }

    @Override
    public ReactorState state() {
      return sequence.state();
    }

    @Override
    public Set<AlarmKind> trips() {
      return safeguards.latched().stream()
          .map(LatchedTrip::kind)
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ProcessValues values() {
      return values;
    }

    @Override
    public List<DeviceReport> reports() {
      return reportsSeen;
    }

    @Override
    public Optional<String> want(Setpoints setpoints) {
      if (sequence.state() != ReactorState.EXECUTE) {
        return Optional.of(
            "the reactor is %s (%s); set-points are taken only in EXECUTE"
                .formatted(sequence.state(), sequence.reason()));
      }
      Optional<String> refusal = check.outsideLimits(setpoints).or(() -> check.notNow(setpoints));
      if (refusal.isEmpty()) {
        wanted = Optional.of(setpoints);
      }
      return refusal;
    }

    @Override
    public Optional<String> refusal(Setpoints setpoints) {
      return check.outsideLimits(setpoints);
    }

    @Override
    public Optional<String> shortage(SortedMap<FeedName, Volume> need) {
      return check.notEnoughLeft(need);
    }

    @Override
    public void wantAnalysis(SampleName sample) {
      wantedSample = Optional.of(sample);
    }

    @Override
    public void raise(AlarmKind kind, String source, String text) {
      alarms.raise(kind, source, text, now);
    }

    @Override
    public void returnToNormal(AlarmKind kind, String source) {
      alarms.returnToNormal(kind, source);
    }

    @Override
    public void suspend(String reason) {
      if (suspends.isEmpty()) {
        suspends = Optional.of(reason);
      }
    }

    @Override
    public long append(JournalEvent event) {
      return recorder.append(event);
    }

    @Override
    public long appendForced(JournalEvent event) {
      return recorder.appendForced(event);
    }

    @Override
    public boolean isForced(long sequence) {
      return recorder.isForced(sequence);
    }

    @Override
    public SortedMap<FeedName, Volume> delivered() {
      SortedMap<FeedName, Volume> delivered = new TreeMap<>();
      evidence.feeds().forEach(feed -> delivered.put(feed.name(), new Volume(feed.delivered())));
      return delivered;
    }

    @Override
    public List<Command> commands() {
      return accepted;
    }
  }
}
