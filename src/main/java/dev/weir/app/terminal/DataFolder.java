package dev.weir.app.terminal;

import dev.weir.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * The option {@code --data}, shared by all verbs that read or write data. Filled by the command
 * line, then only read.
 */
public final class DataFolder {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "where journal and records live (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("data");

  /** Returns the folder of the journal. */
  public Path journal() {
    return folder.resolve("journal");
  }

  /** Returns the folder of the records. */
  public Path records() {
    return folder.resolve("records");
  }

  /** Returns the option as if it had been given. */
  public static DataFolder of(Path folder) {
    DataFolder data = new DataFolder();
    data.folder = folder;
    return data;
  }

  /** Returns the folder that holds all of them. */
  public Path folder() {
    return folder;
  }

  /** Returns the folder of the background jobs. */
  public Path jobs() {
    return folder.resolve("jobs");
  }

  /** Returns the file of the token for commands. */
  public Path token() {
    return folder.resolve("token");
  }

  /**
   * Returns the folder of the journal.
   *
   * @throws JournalException when there is no journal in it
   */
  public Path existingJournal() {
    Path journal = journal();
    try {
      if (Files.isDirectory(journal)) {
        try (Stream<Path> files = Files.list(journal)) {
          if (files.anyMatch(file -> file.getFileName().toString().endsWith(".wjl"))) {
            return journal;
          }
        }
      }
    } catch (IOException e) {
      throw new JournalException("%s: cannot be listed: %s".formatted(journal, e.getMessage()), e);
    }
    throw new JournalException(journal + ": there is no journal here");
  }
}
