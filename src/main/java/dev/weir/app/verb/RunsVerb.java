package dev.weir.app.verb;

import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir runs}: tables of runs to learn from. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Tables of runs to learn from.",
    subcommands = RunsVerb.Synthetic.class)
public final class RunsVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli. */
  RunsVerb() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Writes synthetic runs. */
  @Command(
      name = "synthetic",
      mixinStandardHelpOptions = true,
      description = {
        "Writes a synthetic table of five comonomers with MMA, made by the chemistry of the simulator.",
        "No laboratory made these runs; the file says so."
      })
  static final class Synthetic implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--per-comonomer",
        paramLabel = "N",
        description = "Runs of each comonomer (default: ${DEFAULT-VALUE}).",
        defaultValue = "20")
    private int perComonomer;

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "Seed of truth, design and noise (default: ${DEFAULT-VALUE}).",
        defaultValue = "1")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "File (CSV).")
    private Path out = Path.of("");

    /** For picocli. */
    Synthetic() {}

    @Override
    public Integer call() {
      RunTable table = SyntheticRuns.make(perComonomer, seed);
      try {
        Files.writeString(out, RunFile.write(table));
      } catch (IOException e) {
        throw new BadDataException(out + ": cannot be written: " + e.getMessage());
      }
      spec.commandLine().getOut().println(out + ": " + table.origin());
      return ExitCode.DONE;
    }
  }
}
