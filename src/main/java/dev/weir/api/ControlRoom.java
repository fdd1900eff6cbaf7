package dev.weir.api;

import dev.weir.api.section.Section;
import dev.weir.campaign.LabSnapshot;
import dev.weir.jobs.JobDesk;
import dev.weir.reactor.CommandDesk;
import dev.weir.reactor.ReactorDescription;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Everything the interface may look at or ask.
 *
 * @param reactor the reactor as configured
 * @param snapshot gives the latest snapshot; called from any thread, never blocks
 * @param desk where commands go
 * @param archive what was before
 * @param jobs where background jobs are asked for; empty when this program has none
 * @param sections what other rooms bring to the page and to REST, in the order of their tabs
 */
public record ControlRoom(
    ReactorDescription reactor,
    Supplier<LabSnapshot> snapshot,
    CommandDesk desk,
    Archive archive,
    Optional<JobDesk> jobs,
    List<Section> sections) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,29}");

  /** Words in addresses that are taken. */
  private static final Set<String> OWN =
      Set.of(
          "alarms",
          "api",
          "campaigns",
          "commands",
          "description",
          "events",
          "health",
          "job-kinds",
          "jobs",
          "journal",
          "page",
          "pulse",
          "reactor",
          "runs",
          "sections",
          "status",
          "trends");

  /**
   * Copies the sections.
   *
   * @throws IllegalArgumentException when two have one name, or a name is taken or no address
   */
  public ControlRoom {
    sections = List.copyOf(sections);
    Set<String> names = new HashSet<>(OWN);
    for (Section section : sections) {
      if (!NAME.matcher(section.name()).matches() || !names.add(section.name())) {
        throw new IllegalArgumentException(
            "a section needs a free name of at most 30 lower-case letters and dashes, was '%s'"
                .formatted(section.name()));
      }
    }
  }

  /** A room without sections of other rooms. */
  public ControlRoom(
      ReactorDescription reactor,
      Supplier<LabSnapshot> snapshot,
      CommandDesk desk,
      Archive archive,
      Optional<JobDesk> jobs) {
    this(reactor, snapshot, desk, archive, jobs, List.of());
  }

  /** A room without background jobs. */
  public ControlRoom(
      ReactorDescription reactor,
      Supplier<LabSnapshot> snapshot,
      CommandDesk desk,
      Archive archive) {
    this(reactor, snapshot, desk, archive, Optional.empty());
  }
}
