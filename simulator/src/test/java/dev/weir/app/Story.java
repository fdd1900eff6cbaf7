package dev.weir.app;

import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.file.WeirEvents;
import dev.weir.app.laboratory.Laboratory;
import dev.weir.app.laboratory.VirtualCampaign;
import dev.weir.app.laboratory.VirtualLab;
import dev.weir.app.terminal.WeirHome;
import dev.weir.campaign.CampaignDescription;
import dev.weir.journal.Entry;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalSettings;
import dev.weir.reactor.ReactorEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A session of the whole house on the virtual bench, for the tests that tell stories. */
public final class Story {
  public static final JournalSettings SETTINGS =
      new JournalSettings(64L * 1024 * 1024, Duration.ofMinutes(10), 65_536);
  private static final Duration LONGEST = Duration.ofHours(6);

  private final Path folder;
  private final ReactorFile reactor;
  private final CampaignFile campaign;

  private Story(Path folder, ReactorFile reactor, CampaignFile campaign) {
    this.folder = folder;
    this.reactor = reactor;
    this.campaign = campaign;
  }

  /** A story without trouble. */
  static Story calm(Path folder) {
    return of(folder, Path.of("config/reactors/simulated.yaml"));
  }

  /**
   * A story with trouble.
   *
   * @param trouble lines of a scenario, without the dash
   */
  static Story with(Path folder, String... trouble) throws IOException {
    return with(folder, UnaryOperator.identity(), trouble);
  }

  /**
   * A story with trouble on a reactor of its own.
   *
   * @param change makes the text of its reactor file from that of the simulated one
   * @param trouble lines of a scenario, without the dash
   */
  static Story with(Path folder, UnaryOperator<String> change, String... trouble)
      throws IOException {
    StringBuilder text = new StringBuilder("scenario: story\nseed: 1\ntroubles:\n");
    for (String line : trouble) {
      text.append("  - {").append(line).append("}\n");
    }
    Path scenario = Files.writeString(folder.resolve("story.yaml"), text);
    return of(
        folder,
        Files.writeString(
            folder.resolve("reactor.yaml"),
            change.apply(
                Files.readString(WeirHome.find(Path.of("config/reactors/simulated.yaml")))
                    .replace("  seed: 1\n", "  seed: 1\n  scenario: " + scenario + "\n"))));
  }

  /**
   * A story without trouble on another plant.
   *
   * @param settings lines of the simulation, as in the reactor file
   */
  static Story onPlant(Path folder, String... settings) throws IOException {
    return of(
        folder,
        Files.writeString(
            folder.resolve("reactor.yaml"),
            Files.readString(WeirHome.find(Path.of("config/reactors/simulated.yaml")))
                .replace("  seed: 1\n", "  seed: 1\n  " + String.join("\n  ", settings) + "\n")));
  }

  private static Story of(Path folder, Path reactorFile) {
    return new Story(
        folder,
        ReactorFile.read(WeirHome.find(reactorFile)),
        CampaignFile.read(WeirHome.find(Path.of("config/campaigns/styrene-mma.yaml"))));
  }

  Path journalFolder() {
    return folder.resolve("journal");
  }

  ReactorFile reactor() {
    return reactor;
  }

  CampaignDescription campaign() {
    return campaign.description();
  }

  /** What is looked at once in a second of the plant. */
  @FunctionalInterface
  interface Until {
    boolean holds(VirtualLab lab);
  }

  /** Runs a session from the beginning until something holds, and returns the journal. */
  List<Entry> until(Until until) throws IOException {
    return session(journalFolder(), List.of(), VirtualCampaign.START, until);
  }

  /**
   * Runs a session on a journal until something holds; then the process is gone: what lies on the
   * disk at that moment is copied to another folder.
   */
  void killedWhen(Path remains, Until until) throws IOException {
    run(
        journalFolder(),
        List.of(),
        VirtualCampaign.START,
        lab -> {
          if (until.holds(lab)) {
            copy(journalFolder(), remains);
            return true;
          }
          return false;
        });
  }

  /** Runs the next session on what an earlier one has left. */
  List<Entry> session(Path journalFolder, List<Entry> history, Instant start, Until until)
      throws IOException {
    run(journalFolder, history, start, until);
    return entries(journalFolder);
  }

  public static List<Entry> entries(Path journalFolder) throws IOException {
    try (Stream<Entry> entries = JournalReader.stream(journalFolder, WeirEvents.types(), 1)) {
      return entries.toList();
    }
  }

  private void run(Path journalFolder, List<Entry> history, Instant start, Until until)
      throws IOException {
    Laboratory.Plan plan =
        new Laboratory.Plan(
            reactor, campaign.description(), 1, new Laboratory.Bench(1.0, true), history, start);
    try (Journal journal =
            Journal.open(journalFolder, WeirEvents.types(), SETTINGS, JournalDisk.withoutForce());
        VirtualLab lab = VirtualLab.open(new VirtualLab.Order(plan, campaign, 1, journal, true))) {
      Instant latest = start.plus(LONGEST);
      boolean over = false;
      while (!over) {
        if (lab.now().isAfter(latest)) {
          throw new AssertionError("it has not come to that within 6 h of the plant");
        }
        lab.step();
        if (lab.now().toEpochMilli() % 1000 < 100) {
          lab.laboratory().publish(lab.now());
          over = until.holds(lab);
        }
      }
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Entry first(List<Entry> story, Predicate<Entry> wanted) {
    return story.stream().filter(wanted).findFirst().orElseThrow();
  }

  static List<Entry> after(List<Entry> story, Entry entry) {
    return story.stream().filter(each -> each.sequence() > entry.sequence()).toList();
  }

  /** Either every device is commanded safe, or nothing but solvent flows. */
  static boolean stopsReactiveFeeds(Entry entry) {
    return entry.event() instanceof ReactorEvent.SafeIntended
        || (entry.event() instanceof ReactorEvent.SetpointsIntended intended
            && intended.setpoints().flows().entrySet().stream()
                .allMatch(
                    flow ->
                        flow.getKey().text().equals("solvent")
                            || flow.getValue().microlitresPerMinute() == 0.0));
  }
}
