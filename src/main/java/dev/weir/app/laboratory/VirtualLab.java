package dev.weir.app.laboratory;

import dev.weir.app.extension.BenchDescription;
import dev.weir.app.extension.VirtualBench;
import dev.weir.app.extension.VirtualBenchProvider;
import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.terminal.ConfigurationException;
import dev.weir.campaign.CampaignDescription;
import dev.weir.device.line.Line;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.journal.Journal;
import dev.weir.reactor.ReactorEvent;
import dev.weir.reactor.ReportMailbox;
import dev.weir.time.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A whole lab on one thread in stepped time: plant, lines, control and, unless it has a thread of
 * its own, the journal. Each step is the same as on a bench, so a campaign in virtual time and a
 * paced one on the page run the same code. Owned by the thread that steps it.
 */
public final class VirtualLab implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(100);

  private final VirtualBench bench;
  private final BenchLines lines;
  private final List<Line> driven;
  private final Laboratory laboratory;
  private final Journal journal;
  private final boolean writesJournal;
  private final SteppedClock clock;
  private final Optional<VirtualRefill> refill;

  private VirtualLab(
      VirtualBench bench,
      BenchLines lines,
      Laboratory laboratory,
      Journal journal,
      boolean writesJournal,
      boolean refills,
      SteppedClock clock) {
    this.bench = bench;
    this.lines = lines;
    this.driven = lines.lines();
    this.laboratory = laboratory;
    this.journal = journal;
    this.writesJournal = writesJournal;
    this.clock = clock;
    this.refill = refills ? Optional.of(new VirtualRefill(laboratory)) : Optional.empty();
  }

  /**
   * What a virtual lab is made from.
   *
   * @param plan the control side
   * @param campaign the campaign file
   * @param plantSeed of every random number of the plant
   * @param journal where events go
   * @param writesJournal whether the lab's own steps write it; else a thread does
   */
  public record Order(
      Laboratory.Plan plan,
      CampaignFile campaign,
      long plantSeed,
      Journal journal,
      boolean writesJournal) {}

  /**
   * Makes a lab at rest.
   *
   * @throws ConfigurationException when no simulator is installed, or it does not know a setting
   */
  public static VirtualLab open(Order order) {
    ReactorFile reactor = order.plan().reactor();
    CampaignDescription campaign = order.plan().campaign();
    Instant start = order.plan().start();
    VirtualBench bench = bench(reactor, campaign, order.plantSeed(), start);
    ReportMailbox mailbox = new ReportMailbox();
    List<String> monomers = List.of(campaign.monomer1().text(), campaign.monomer2().text());
    BenchLines lines = BenchLines.of(reactor, Wirings.virtual(bench, monomers), mailbox);
    order
        .journal()
        .appendForced(
            start, Laboratory.sessionStarted(reactor, order.campaign().hash(), order.plan()));
    Laboratory laboratory =
        new Laboratory(
            order.plan(),
            Laboratory.Connections.virtual(
                order.journal(), mailbox, lines, new DirectProposals(), bench::refill));
    boolean refills =
        reactor.bench() instanceof ReactorFile.Bench.Simulated simulated && simulated.refills();
    return new VirtualLab(
        bench,
        lines,
        laboratory,
        order.journal(),
        order.writesJournal(),
        refills,
        new SteppedClock(start));
  }

  /** Returns the virtual bench that the installed simulator makes of a reactor file. */
  public static VirtualBench bench(
      ReactorFile reactor, CampaignDescription campaign, long plantSeed, Instant start) {
    if (!(reactor.bench() instanceof ReactorFile.Bench.Simulated simulated)) {
      throw new ConfigurationException(
          reactor.file() + ": bench: must be simulated for this verb, is real");
    }
    VirtualBenchProvider provider =
        ServiceLoader.load(VirtualBenchProvider.class)
            .findFirst()
            .orElseThrow(
                () -> new ConfigurationException("no simulator is installed beside the daemon"));
    try {
      return provider.create(
          new BenchDescription(
              reactor.reactor(),
              reactor.lines(),
              reactor.devices().stream().map(ProfiledDevice::description).toList(),
              reactor.profileFolder(),
              campaign.monomer1(),
              campaign.monomer2(),
              campaign.initiator(),
              simulated.settings(),
              plantSeed),
          start);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(reactor.file() + ": simulation: " + e.getMessage());
    }
  }

  /** Moves everything one control period ahead. */
  public Instant step() {
    Instant now = clock.advance(STEP);
    bench.step(now);
    for (int i = 0; i < driven.size(); i++) {
      driven.get(i).doWork(now);
    }
    laboratory.tick(now);
    refill.ifPresent(bench -> bench.look(now));
    if (writesJournal) {
      journal.agent().doWork(now);
    }
    return now;
  }

  /**
   * Makes everything safe, journals the end of the session, and lets the lines go; the journal
   * stays open.
   */
  void end(String reason) {
    laboratory.beginEnd(reason);
    do {
      step();
    } while (!laboratory.isAtRest());
    journal.appendForced(clock.now(), new ReactorEvent.SessionEnded(reason));
    if (writesJournal) {
      journal.agent().doWork(clock.now());
    }
  }

  /** Returns the control side. */
  public Laboratory laboratory() {
    return laboratory;
  }

  /** Returns the lines, in the order of the reactor file. */
  public List<Line> lines() {
    return driven;
  }

  /** Returns the virtual bench. */
  public VirtualBench bench() {
    return bench;
  }

  /** Returns the plant's present instant. */
  public Instant now() {
    return clock.now();
  }

  @Override
  public void close() {
    lines.close();
  }
}
