package dev.weir.jobs;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The kinds that this program knows, by name; parent and child process hold the same. */
public final class JobKinds {
  private final SortedMap<String, JobKind> kinds;

  private JobKinds(SortedMap<String, JobKind> kinds) {
    this.kinds = kinds;
  }

  /**
   * Returns a set of kinds.
   *
   * @throws IllegalArgumentException when two have the same name
   */
  public static JobKinds of(List<JobKind> kinds) {
    SortedMap<String, JobKind> byName = new TreeMap<>();
    for (JobKind kind : kinds) {
      if (byName.putIfAbsent(kind.name(), kind) != null) {
        throw new IllegalArgumentException("two job kinds have the name " + kind.name());
      }
    }
    return new JobKinds(byName);
  }

  /** Returns all kinds, by name. */
  public List<JobKind> all() {
    return List.copyOf(kinds.values());
  }

  /** Returns the kind of a name; empty when there is none. */
  public Optional<JobKind> find(String name) {
    return Optional.ofNullable(kinds.get(name));
  }

  /**
   * Returns the kind of a name.
   *
   * @throws RefusedJobException when there is none
   */
  public JobKind get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new RefusedJobException(
                    "there is no job kind '%s'; known are %s"
                        .formatted(
                            name, kinds.keySet().stream().collect(Collectors.joining(", ")))));
  }
}
