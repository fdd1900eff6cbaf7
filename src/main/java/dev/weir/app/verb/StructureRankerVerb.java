package dev.weir.app.verb;

import dev.weir.app.job.MaterialsFiles;
import dev.weir.app.job.StructureFiles;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.Progress;
import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.prediction.RankerTraining;
import dev.weir.materials.structure.ranking.CandidateRanker;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir structure-ranker}: grows a ranker of structures on known ones. */
@Command(
    name = "structure-ranker",
    mixinStandardHelpOptions = true,
    description = {
      "Grows a ranker for 'weir structure' on known structures: each eighth of them is predicted",
      "from the others, and what matches is right."
    })
public final class StructureRankerVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--structures",
      paramLabel = "FILE",
      required = true,
      description = "known structures, JSON Lines (.jsonl, .jsonl.gz or .jsonl.xz)")
  private Path structures = Path.of("structures.jsonl");

  @Option(
      names = "--part",
      paramLabel = "NAME",
      description = "only those whose 'split' is this; default: all")
  private Optional<String> part = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "predicts every Nth only (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private int every = 1;

  @Option(
      names = "--elements",
      paramLabel = "FILE",
      description = "features of the elements (CSV); default: the built-in table")
  private Optional<Path> elements = Optional.empty();

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "the ranker")
  private Path out = Path.of("ranker.bin");

  /** For picocli. */
  StructureRankerVerb() {}

  @Override
  public Integer call() {
    if (every < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--every must be 1 or more, was " + every);
    }
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, new SystemClock());
    List<StructureEntry> known =
        StructureFiles.structures(structures, err).stream()
            .filter(entry -> part.isEmpty() || entry.part().equals(part.orElseThrow()))
            .toList();
    try {
      CandidateRanker.Learned ranker =
          new RankerTraining(
                  known,
                  new Descriptors(MaterialsFiles.elements(elements)),
                  every,
                  line -> progress.tell(() -> line))
              .train();
      try (OutputStream stream = Files.newOutputStream(out)) {
        ranker.write(stream);
      }
    } catch (CrystalException e) {
      throw new BadDataException(structures + ": " + e.getMessage());
    } catch (IOException e) {
      throw new BadDataException(out + ": cannot be written: " + e.getMessage());
    }
    spec.commandLine().getOut().printf("%s: grown on %d structures%n", out, known.size());
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
