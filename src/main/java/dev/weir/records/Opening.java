package dev.weir.records;

import java.nio.file.Path;

/** How the records were found when they were opened. */
public sealed interface Opening {
  /** There were none: they are being built from the journal. */
  record Created() implements Opening {}

  /**
   * They fit the journal.
   *
   * @param applied the last entry they had
   */
  record Continued(long applied) implements Opening {}

  /**
   * They did not fit the journal, or were damaged: they were renamed, and new ones are being built
   * from the journal.
   *
   * @param reason what was wrong
   * @param setAside what they are called now
   */
  record Rebuilt(String reason, Path setAside) implements Opening {}
}
