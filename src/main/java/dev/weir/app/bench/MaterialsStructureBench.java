package dev.weir.app.bench;

import dev.weir.app.job.MaterialsFiles;
import dev.weir.app.job.StructureFiles;
import dev.weir.app.job.StructureScoring;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.app.terminal.Progress;
import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.pair.PairNetwork;
import dev.weir.materials.structure.prediction.StructurePredictor;
import dev.weir.materials.structure.ranking.CandidateRanker;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import dev.weir.time.SystemClock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges structure prediction on the part of a file that was kept from the templates. */
@Command(
    name = "materials-structure",
    mixinStandardHelpOptions = true,
    description =
        "Predicts the structures of one part of a file from those of another: how often space group"
            + " and structure are hit in the first 1, 5 and 10, and how long it takes.")
final class MaterialsStructureBench implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--structures",
      paramLabel = "FILE",
      required = true,
      description = "known structures with a 'split', JSON Lines (.jsonl, .gz or .xz)")
  private Path structures = Path.of("structures.jsonl");

  @Option(
      names = "--queries",
      paramLabel = "PART",
      description = "the part that is asked for (default: ${DEFAULT-VALUE})",
      defaultValue = "val")
  private String queryPart = "val";

  @Option(
      names = "--templates",
      paramLabel = "PART",
      description = "the part that the templates come from (default: ${DEFAULT-VALUE})",
      defaultValue = "train")
  private String templatePart = "train";

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "asks every Nth query only (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private int every = 1;

  @Option(
      names = "--elements",
      paramLabel = "FILE",
      description = "features of the elements (CSV); default: the built-in table")
  private Optional<Path> elements = Optional.empty();

  @Option(
      names = "--folds",
      paramLabel = "N",
      description =
          "deals the queries into N folds, each predicted from the templates and the other folds"
              + " (default: ${DEFAULT-VALUE}, from the templates alone)",
      defaultValue = "1")
  private int folds = 1;

  @Option(
      names = "--ranker",
      paramLabel = "FILE",
      description = "a ranker of 'weir structure-ranker', or 'votes'; default: the program's own")
  private Optional<String> ranker = Optional.empty();

  @Option(
      names = "--fingerprint",
      description = "measures how long the fingerprint of a structure takes, and nothing else")
  private boolean fingerprint;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "5",
      description =
          "judges the pair classifiers on N random splits of the structures (default: 5), and"
              + " nothing else")
  private Optional<Integer> pairs = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "with --pairs, how long the networks may learn (default: ${DEFAULT-VALUE}; 0 leaves them"
              + " out)",
      defaultValue = "200")
  private int epochs = 200;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "with --pairs, epochs without gain after which a network ends (default: ${DEFAULT-VALUE})",
      defaultValue = "50")
  private int patience = 50;

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "with --pairs, networks of each split (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private int members = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "writes the figures as JSON")
  private Optional<Path> json = Optional.empty();

  /** For picocli. */
  MaterialsStructureBench() {}

  @Override
  public Integer call() {
    if (every < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--every must be 1 or more, was " + every);
    }
    if (folds < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--folds must be 1 or more, was " + folds);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<StructureEntry> all = StructureFiles.structures(structures, err);
    if (fingerprint) {
      FingerprintBench bench = new FingerprintBench();
      bench.run(all, List.of(5, 10, 20, 40));
      bench.print(out);
      json.ifPresent(file -> JsonFile.write(file, bench.figures()));
      return ExitCode.DONE;
    }
    if (pairs.isPresent()) {
      StructurePairsBench bench =
          new StructurePairsBench(
              all,
              new Descriptors(MaterialsFiles.elements(elements)),
              PairNetwork.Plan.PUBLISHED.within(epochs, patience),
              new Progress(err, new SystemClock()));
      bench.run(pairs.orElseThrow(), members);
      bench.print(out);
      json.ifPresent(file -> JsonFile.write(file, bench.figures()));
      return ExitCode.DONE;
    }
    List<StructureEntry> asked = part(all, queryPart);
    List<StructureEntry> templates = part(all, templatePart);
    CandidateRanker chosen = StructureFiles.ranker(ranker);
    StructureScoring scoring = new StructureScoring(new Progress(err, new SystemClock()));
    for (int fold = 0; fold < folds; fold++) {
      List<StructureEntry> queries = new ArrayList<>();
      List<StructureEntry> known = new ArrayList<>(templates);
      for (int i = 0; i < asked.size(); i++) {
        (i % folds == fold ? queries : known).add(asked.get(i));
      }
      if (folds == 1) {
        known = templates;
      }
      Set<Formula> formulas =
          queries.stream().map(StructureEntry::formula).collect(Collectors.toUnmodifiableSet());
      TemplateLibrary library = new TemplateLibrary(known).without(formulas);
      out.printf("%d templates of %d ratios%n", library.entries().size(), library.ratios());
      List<StructureEntry> thinned = new ArrayList<>();
      for (int i = 0; i < queries.size(); i += every) {
        thinned.add(queries.get(i));
      }
      scoring.run(
          new StructurePredictor(
              library, new Descriptors(MaterialsFiles.elements(elements)), chosen),
          thinned);
    }
    scoring.print(out);
    json.ifPresent(file -> JsonFile.write(file, scoring.figures()));
    return ExitCode.DONE;
  }

  private List<StructureEntry> part(List<StructureEntry> all, String name) {
    List<StructureEntry> part = all.stream().filter(entry -> entry.part().equals(name)).toList();
    if (part.isEmpty()) {
      throw new BadDataException("%s: no structure has the split '%s'".formatted(structures, name));
    }
    return part;
  }
}
