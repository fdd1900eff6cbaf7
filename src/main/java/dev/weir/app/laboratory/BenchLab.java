package dev.weir.app.laboratory;

import dev.weir.app.file.CampaignFile;
import dev.weir.campaign.CampaignDescription;
import dev.weir.device.line.Line;
import dev.weir.device.line.LineName;
import dev.weir.device.line.LineRunner;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalRunner;
import dev.weir.reactor.Command;
import dev.weir.reactor.ReactorEvent;
import dev.weir.reactor.ReportMailbox;
import dev.weir.time.SystemClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lab on a real bench: one platform thread for each line, a worker for proposals, and the control
 * cycle on the thread that runs it, ten times a second.
 */
public final class BenchLab implements RunningLab {
  private static final Logger LOG = LoggerFactory.getLogger(BenchLab.class);
  private static final Duration PERIOD = Duration.ofMillis(100);

  private final SystemClock clock;
  private final Journal journal;
  private final BenchLines lines;
  private final List<LineRunner> runners = new ArrayList<>();
  private final WorkerProposals proposals = new WorkerProposals();
  private final Laboratory laboratory;
  private final JournalRunner writer;

  /**
   * Makes a lab whose lines are not open yet.
   *
   * @param plan the control side
   * @param campaign the campaign file
   * @param journal where events go; a thread of its own writes it and closes it
   * @param captures where the lines are written down, if they are
   */
  public BenchLab(
      Laboratory.Plan plan,
      CampaignFile campaign,
      Journal journal,
      Optional<CaptureFolder> captures,
      SystemClock clock) {
    this.clock = clock;
    this.journal = journal;
    CampaignDescription description = plan.campaign();
    ReportMailbox mailbox = new ReportMailbox();
    List<String> monomers = List.of(description.monomer1().text(), description.monomer2().text());
    this.lines =
        BenchLines.of(
            plan.reactor(),
            Wirings.real(monomers, journal.folder().resolveSibling("opcua"), captures),
            mailbox);
    journal.appendForced(
        plan.start(), Laboratory.sessionStarted(plan.reactor(), campaign.hash(), plan));
    this.laboratory =
        new Laboratory(
            plan,
            new Laboratory.Connections(
                journal,
                mailbox,
                lines,
                proposals,
                clock::nanoseconds,
                clock::wallAhead,
                () -> journal.folder().toFile().getUsableSpace(),
                _ -> {}));
    this.writer = JournalRunner.start(journal, clock, clock);
    for (Line line : lines.lines()) {
      runners.add(
          new LineRunner(
              line, clock, pause -> clock.waitUntil(clock.now().plus(pause)), this::lineBroke));
    }
  }

  /**
   * A line that fails by a fault of the program leaves its devices alone: everything is stopped.
   */
  private void lineBroke(LineName line, Throwable failure) {
    LOG.error("line {} failed and is closed", line, failure);
    var _ =
        laboratory
            .commands()
            .submit(
                new Command.Abort(
                    new Command.Origin("daemon", "line %s failed: %s".formatted(line, failure))));
  }

  @Override
  public Laboratory laboratory() {
    return laboratory;
  }

  @Override
  public List<Line> lines() {
    return lines.lines();
  }

  @Override
  public void run(BooleanSupplier goOn) {
    runners.forEach(LineRunner::start);
    cycles(goOn);
    laboratory.beginEnd("the daemon was asked to end");
    cycles(() -> !laboratory.isAtRest());
    journal.appendForced(clock.now(), new ReactorEvent.SessionEnded("the daemon was asked to end"));
  }

  private void cycles(BooleanSupplier goOn) {
    Instant due = clock.now();
    while (goOn.getAsBoolean()) {
      Instant now = clock.now();
      laboratory.tick(now);
      laboratory.publish(now);
      due = due.plus(PERIOD);
      if (due.isBefore(now)) {
        due = now;
      }
      clock.waitUntil(due);
    }
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public void close() {
    runners.forEach(LineRunner::close);
    lines.close();
    proposals.close();
    writer.close();
  }
}
