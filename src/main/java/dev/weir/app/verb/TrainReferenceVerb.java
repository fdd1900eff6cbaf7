package dev.weir.app.verb;

import dev.weir.app.job.MaterialsFiles;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.Progress;
import dev.weir.materials.data.EnergyTable;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.generate.AdversarialNetwork;
import dev.weir.materials.generate.AdversarialTraining;
import dev.weir.materials.generate.HoldOut;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir energy train-reference}: the published conditional adversarial generator. */
@Command(
    name = "train-reference",
    description = {
      "Trains the conditional adversarial generator as published (arXiv:1910.11499).",
      "'weir generate --reference' draws from it; the default generator needs no training of its own."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.FAULT)
final class TrainReferenceVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DATA.csv", description = "formulas and energies, may be gzipped")
  private Path data = Path.of("data.csv");

  @Option(
      names = "--elements",
      paramLabel = "TABLE.csv",
      description = "elemental features; as published, the 58 of XenonPy (default: built in)")
  private Optional<Path> elements = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder to write (default: data/formulas)")
  private Path out = MaterialsFiles.FOLDER;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "steps of the generator, five of the critic to each (default: 50000)")
  private long steps = 50_000;

  @Option(
      names = "--hold-out",
      paramLabel = "TENTH",
      description = "keeps one tenth of the formulas apart, 0 to 9")
  private Optional<Integer> holdOut = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "of everything random (default: 1)")
  private long seed = 1;

  /** For picocli. */
  TrainReferenceVerb() {}

  @Override
  public Integer call() throws IOException {
    CommandLine line = spec.commandLine();
    if (steps < 1) {
      throw new CommandLine.ParameterException(line, "--steps must be at least 1, was " + steps);
    }
    EnergyTable table = MaterialsFiles.energies(data, line.getErr());
    List<KnownFormula> rows =
        table.rows().stream()
            .filter(row -> holdOut.isEmpty() || HoldOut.tenth(row.formula()) != holdOut.get())
            .toList();
    ElementTable features = MaterialsFiles.elements(elements);
    Progress progress = new Progress(line.getErr(), new SystemClock());
    SystemClock clock = new SystemClock();
    long began = clock.nanoseconds();
    AdversarialNetwork network = train(features, rows, progress);
    Files.createDirectories(out);
    network.write(out.resolve(MaterialsFiles.REFERENCE));
    line.getOut()
        .printf(
            Locale.ROOT,
            "%d steps of the generator on %d formulas in %.0f s: %s%n",
            steps,
            rows.size(),
            (clock.nanoseconds() - began) / 1e9,
            out.resolve(MaterialsFiles.REFERENCE));
    return ExitCode.DONE;
  }

  private AdversarialNetwork train(
      ElementTable features, List<KnownFormula> rows, Progress progress) {
    try {
      return new AdversarialTraining(
              features,
              steps,
              seed,
              (step, distance, knownError, generatedError) ->
                  progress.tell(
                      () ->
                          String.format(
                              Locale.ROOT,
                              "step %d of %d: distance %.4f; of the range of energies, error %.4f on known"
                                  + " formulas, %.4f off what was asked on generated ones",
                              step,
                              steps,
                              distance,
                              knownError,
                              generatedError)))
          .train(rows);
    } catch (IllegalArgumentException e) {
      throw new BadDataException(String.valueOf(e.getMessage()));
    }
  }
}
