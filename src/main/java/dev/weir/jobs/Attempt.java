package dev.weir.jobs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An attempt as its work sees it, in the child process.
 *
 * @param job the job's id
 * @param number of the attempt, from 1
 * @param arguments what to work on
 * @param data the data folder of the program, to read from
 * @param folder the attempt's own folder, to write into
 * @param progress where it says how far it is
 */
public record Attempt(
    String job,
    int number,
    SortedMap<String, String> arguments,
    Path data,
    Path folder,
    AttemptProgress progress) {

  /** Returns an argument; empty when it was not given. */
  public Optional<String> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }
}
