package dev.weir.app.verb;

import dev.weir.app.file.WeirEvents;
import dev.weir.app.terminal.DataFailure;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.Progress;
import dev.weir.experiment.Outcome;
import dev.weir.journal.JournalReader;
import dev.weir.records.CampaignRecord;
import dev.weir.records.FormulaRecord;
import dev.weir.records.FormulasCsv;
import dev.weir.records.Opening;
import dev.weir.records.Records;
import dev.weir.records.RunRecord;
import dev.weir.records.RunsCsv;
import dev.weir.time.SystemClock;
import dev.weir.units.Decimal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code weir records}: the relational projection of the journal. Not while the daemon runs: the
 * database has one owner.
 */
@Command(
    name = "records",
    description = "Rebuilds, shows or exports the records; the daemon must not run meanwhile.",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.FAULT,
    subcommands = {
      RecordsVerb.Rebuild.class,
      RecordsVerb.Runs.class,
      RecordsVerb.Export.class,
      RecordsVerb.ExportFormulas.class
    })
public final class RecordsVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  private static void followToTheEnd(Records records, PrintWriter err) {
    Progress progress = new Progress(err, new SystemClock());
    try (JournalReader reader = records.reader()) {
      while (records.follow(reader) > 0) {
        progress.tell(() -> records.appliedSequence() + " entries in the records");
      }
    }
    switch (records.opening()) {
      case Opening.Created _, Opening.Continued _ -> {}
      case Opening.Rebuilt(String reason, Path setAside) ->
          err.printf("the records were built anew: %s; the old ones are in %s%n", reason, setAside);
    }
  }

  private static List<RunRecord> runs(Records records, Optional<String> campaign) {
    return records.campaigns().stream()
        .map(CampaignRecord::name)
        .distinct()
        .filter(name -> campaign.isEmpty() || campaign.get().equals(name))
        .flatMap(name -> records.runs(name).stream())
        .toList();
  }

  /** A verb on the records as they are when they have caught up with the journal. */
  private abstract static class OnRecords implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataFolder data = new DataFolder();

    @Override
    public final Integer call() throws Exception {
      CommandLine line = spec.commandLine();
      return DataFailure.exitCode(
          line.getErr(),
          () -> {
            Path journal = data.existingJournal();
            try (Records records = open(data.records(), journal)) {
              followToTheEnd(records, line.getErr());
              use(records, line.getOut());
              return ExitCode.DONE;
            }
          });
    }

    Records open(Path folder, Path journal) {
      return Records.open(folder, journal, WeirEvents.types());
    }

    abstract void use(Records records, PrintWriter out) throws IOException;
  }

  /** {@code weir records rebuild}. */
  @Command(
      name = "rebuild",
      description = "Sets the records aside and builds them anew from the journal.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = ExitCode.USAGE,
      exitCodeOnExecutionException = ExitCode.FAULT)
  static final class Rebuild extends OnRecords {
    @Override
    Records open(Path folder, Path journal) {
      return Records.openAnew(folder, journal, WeirEvents.types());
    }

    @Override
    void use(Records records, PrintWriter out) {
      out.printf("%d entries in the records%n", records.appliedSequence());
    }
  }

  /** {@code weir records runs}. */
  @Command(
      name = "runs",
      description = "Lists the runs.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = ExitCode.USAGE,
      exitCodeOnExecutionException = ExitCode.FAULT)
  static final class Runs extends OnRecords {
    @Option(names = "--campaign", paramLabel = "NAME", description = "only this campaign's")
    private Optional<String> campaign = Optional.empty();

    @Override
    void use(Records records, PrintWriter out) {
      runs(records, campaign).forEach(run -> out.println(oneLine(run)));
    }

    private static String oneLine(RunRecord run) {
      Optional<Outcome> outcome = run.observation().map(observation -> observation.outcome());
      return "%s %3d  %-8s  f10 %s  %s min  %s °C  %s"
          .formatted(
              run.campaign(),
              run.number(),
              run.state(),
              Decimal.fixed(run.requested().feedComposition().value(), 3),
              Decimal.fixed(run.requested().residenceTime().minutes(), 1),
              Decimal.fixed(run.requested().temperature().celsius(), 1),
              outcome.map(Runs::figures).orElse(run.reason()));
    }

    private static String figures(Outcome outcome) {
      return "F1 %.3f mol/mol  X %.3f mol/mol"
          .formatted(outcome.copolymerComposition(), outcome.conversion());
    }
  }

  /** {@code weir records export-formulas}. */
  @Command(
      name = "export-formulas",
      description = "Writes the generated formulas as comma-separated values.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = ExitCode.USAGE,
      exitCodeOnExecutionException = ExitCode.FAULT)
  static final class ExportFormulas extends OnRecords {
    @Parameters(paramLabel = "FILE.csv", description = "the file to write")
    private Path file = Path.of("formulas.csv");

    @Option(names = "--job", paramLabel = "ID", description = "only of this job")
    private Optional<String> job = Optional.empty();

    @Override
    void use(Records records, PrintWriter out) throws IOException {
      List<FormulaRecord> formulas = records.formulas(job, Integer.MAX_VALUE);
      try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        FormulasCsv.write(formulas, writer);
      }
      out.printf("%d formulas in %s%n", formulas.size(), file);
    }
  }

  /** {@code weir records export}. */
  @Command(
      name = "export",
      description = "Writes the runs as comma-separated values, with the units in the header.",
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = ExitCode.USAGE,
      exitCodeOnExecutionException = ExitCode.FAULT)
  static final class Export extends OnRecords {
    @Parameters(paramLabel = "FILE.csv", description = "the file to write")
    private Path file = Path.of("runs.csv");

    @Option(names = "--campaign", paramLabel = "NAME", description = "only this campaign's")
    private Optional<String> campaign = Optional.empty();

    @Override
    void use(Records records, PrintWriter out) throws IOException {
      List<RunRecord> runs = runs(records, campaign);
      try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        RunsCsv.write(runs, writer);
      }
      out.printf("%d runs in %s%n", runs.size(), file);
    }
  }
}
