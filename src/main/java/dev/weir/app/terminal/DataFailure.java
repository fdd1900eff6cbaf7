package dev.weir.app.terminal;

import dev.weir.journal.JournalException;
import dev.weir.records.RecordsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

/**
 * How the data verbs end when the data are bad (65) or the machine fails (70): one line on standard
 * error.
 */
public final class DataFailure {
  private DataFailure() {}

  /** Runs a verb's work and turns its failure into an exit code. */
  public static int exitCode(PrintWriter err, Callable<Integer> work) throws Exception {
    try {
      return work.call();
    } catch (JournalException e) {
      err.println(e.getMessage());
      return e.getCause() instanceof IOException ? ExitCode.FAULT : ExitCode.BAD_DATA;
    } catch (RecordsException | IOException e) {
      err.println(e.getMessage());
      return ExitCode.FAULT;
    }
  }
}
