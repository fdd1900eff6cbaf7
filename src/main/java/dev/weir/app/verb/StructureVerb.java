package dev.weir.app.verb;

import dev.weir.app.job.MaterialsFiles;
import dev.weir.app.job.StructureFiles;
import dev.weir.app.job.StructureScoring;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.app.terminal.Progress;
import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.prediction.Prediction;
import dev.weir.materials.structure.prediction.PredictionLines;
import dev.weir.materials.structure.prediction.StructureAnswer;
import dev.weir.materials.structure.prediction.StructureBatch;
import dev.weir.materials.structure.prediction.StructurePage;
import dev.weir.materials.structure.prediction.StructurePredictor;
import dev.weir.materials.structure.ranking.CandidateRanker;
import dev.weir.materials.structure.substitution.Relaxation;
import dev.weir.materials.structure.symmetry.Spglib;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts crystal structures of formulas. */
@Command(
    name = "structure",
    mixinStandardHelpOptions = true,
    description = {
      "Predicts the crystal structures of formulas by putting their elements into known structures.",
      "With --formulas and --out a batch: what --out holds already is not predicted again.",
      "With --queries and --score it predicts known structures and says how often it hits; their",
      "formulas are then removed from the templates."
    })
public final class StructureVerb implements Callable<Integer> {
  private static final int MOST_CANDIDATES = 100;

  /** How many formulas the page shows; all of them are in the files. */
  private static final int MOST_SHOWN = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FORMULA", arity = "0..*", description = "for example BaTiO3")
  private List<String> formulas = new ArrayList<>();

  @Option(
      names = "--templates",
      paramLabel = "FILE",
      description =
          "known structures: JSON Lines (.jsonl, .jsonl.gz or .jsonl.xz) or a folder of CIF files;"
              + " default: textbook structures, for demonstration")
  private Optional<Path> templates = Optional.empty();

  @Option(
      names = "--formulas",
      paramLabel = "FILE",
      description =
          "more formulas: the first column of each line, # begins a comment; or the JSON of 'weir"
              + " generate'")
  private Optional<Path> formulaFile = Optional.empty();

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description = "known structures whose formulas are asked for, in the layout of --templates")
  private Optional<Path> queries = Optional.empty();

  @Option(
      names = "--score",
      description = "compares what is predicted with --queries and prints the hits")
  private boolean scoring;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "candidates of each formula (default: ${DEFAULT-VALUE})",
      defaultValue = "10")
  private int top = 10;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "writes a CIF for each candidate, predictions.jsonl and a page to look at")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--cifs",
      paramLabel = "N",
      description = "CIF files of each formula (default: as many as --top)")
  private Optional<Integer> cifs = Optional.empty();

  @Option(
      names = "--every-atom",
      description = "CIF files as P 1 with every atom, also where spglib is installed")
  private boolean everyAtom;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads of a batch (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private int threads = 1;

  @Option(
      names = "--relax",
      paramLabel = "COMMAND",
      description =
          "relaxes each first candidate by a program of yours: it reads the CIF {in} and writes"
              + " the CIF {out}")
  private Optional<String> relax = Optional.empty();

  @Option(
      names = "--relax-limit",
      paramLabel = "SECONDS",
      description = "after which the relaxation is killed (default: ${DEFAULT-VALUE})",
      defaultValue = "600")
  private int relaxSeconds = 600;

  @Option(
      names = "--ranker",
      paramLabel = "FILE",
      description =
          "a ranker of 'weir structure-ranker', or 'votes' for the plain rule; default: the"
              + " program's own")
  private Optional<String> ranker = Optional.empty();

  @Option(
      names = "--elements",
      paramLabel = "FILE",
      description = "features of the elements (CSV); default: the built-in table")
  private Optional<Path> elements = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "writes the results as JSON")
  private Optional<Path> json = Optional.empty();

  /** For picocli. */
  StructureVerb() {}

  @Override
  public Integer call() throws InterruptedException {
    check();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, new SystemClock());
    CandidateRanker chosen = StructureFiles.ranker(ranker);
    TemplateLibrary library = new TemplateLibrary(StructureFiles.templates(templates, err));
    List<StructureEntry> known =
        queries.map(file -> StructureFiles.structures(file, err)).orElse(List.of());
    Set<Formula> asked =
        known.stream().map(StructureEntry::formula).collect(Collectors.toUnmodifiableSet());
    StructurePredictor predictor =
        new StructurePredictor(
            asked.isEmpty() ? library : library.without(asked),
            new Descriptors(MaterialsFiles.elements(elements)),
            chosen);
    if (scoring) {
      return score(predictor, known, progress);
    }
    StructureBatch batch = new StructureBatch(predictor, top, threads);
    List<String> texts = new ArrayList<>(formulas);
    formulaFile.ifPresent(file -> texts.addAll(StructureFiles.formulas(file)));
    known.forEach(entry -> texts.add(entry.formula().toString()));
    return formulaFile.isPresent() && out.isPresent()
        ? batch(batch, texts, out.orElseThrow(), progress)
        : predict(batch, texts, progress);
  }

  private void check() {
    if (top < 1 || top > MOST_CANDIDATES) {
      throw usage("--top must be 1 to %d, was %d".formatted(MOST_CANDIDATES, top));
    }
    if (threads < 1 || threads > 64) {
      throw usage("--threads must be 1 to 64, was %d".formatted(threads));
    }
    if (relaxSeconds < 1) {
      throw usage("--relax-limit must be 1 s or more, was %d s".formatted(relaxSeconds));
    }
    if (relax.isPresent() && out.isEmpty()) {
      throw usage("--relax needs --out DIR");
    }
    if (relax.isPresent() && formulaFile.isPresent()) {
      throw usage("--relax goes with formulas that are named, not with --formulas");
    }
    if (scoring && queries.isEmpty()) {
      throw usage("--score needs --queries FILE");
    }
    if (formulas.isEmpty() && formulaFile.isEmpty() && queries.isEmpty()) {
      throw usage("name a formula, --formulas FILE or --queries FILE");
    }
  }

  private int score(StructurePredictor predictor, List<StructureEntry> known, Progress progress) {
    StructureScoring score = new StructureScoring(progress);
    score.run(predictor, known);
    score.print(spec.commandLine().getOut());
    json.ifPresent(file -> JsonFile.write(file, score.figures()));
    return ExitCode.DONE;
  }

  private int batch(StructureBatch batch, List<String> texts, Path folder, Progress progress)
      throws InterruptedException {
    Optional<Spglib> spglib = everyAtom ? Optional.empty() : Spglib.load();
    try {
      StructureBatch.Summary summary =
          batch.run(
              texts,
              folder,
              ranked -> writeCifs(ranked, folder, spglib),
              (done, total) -> {
                progress.tell(() -> "%d of %d formulas".formatted(done, total));
                return true;
              });
      spec.commandLine()
          .getOut()
          .printf(
              "%d formulas: %d done before, %d predicted, %d without template, %d refused%n",
              summary.asked(),
              summary.resumed(),
              summary.predicted(),
              summary.withoutTemplate(),
              summary.refused());
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new BadDataException(folder + ": " + e.getMessage());
    }
  }

  private List<Path> writeCifs(Prediction.Ranked ranked, Path folder, Optional<Spglib> spglib) {
    List<Path> files = new ArrayList<>();
    int count = Math.min(cifs.orElse(top), ranked.candidates().size());
    for (int i = 0; i < count; i++) {
      String name = "%s-%03d".formatted(ranked.formula(), i + 1);
      Path file = folder.resolve(name + ".cif");
      StructureFiles.write(file, StructureFiles.cif(name, ranked.candidates().get(i), spglib));
      files.add(file);
    }
    return files;
  }

  private int predict(StructureBatch batch, List<String> texts, Progress progress)
      throws InterruptedException {
    Optional<Spglib> spglib = everyAtom ? Optional.empty() : Spglib.load();
    List<Map<String, Object>> results = new ArrayList<>();
    List<Prediction.Ranked> shown = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < texts.size(); i++) {
      int done = i + 1;
      StructureAnswer answer = batch.answer(texts.get(i));
      Map<String, Object> result = new LinkedHashMap<>(PredictionLines.of(texts.get(i), answer));
      switch (answer) {
        case StructureAnswer.Refused(String reason) -> {
          spec.commandLine().getErr().printf("%s: %s%n", texts.get(i), reason);
          refused++;
        }
        case StructureAnswer.Predicted(Prediction.NoTemplate none) -> tell(none);
        case StructureAnswer.Predicted(Prediction.Ranked ranked) -> {
          if (shown.size() < MOST_SHOWN) {
            shown.add(ranked);
          }
          tell(ranked);
          if (out.isPresent()) {
            List<Path> files = writeCifs(ranked, out.orElseThrow(), spglib);
            result.put("files", files.stream().map(Path::toString).toList());
            relax(ranked, out.orElseThrow()).ifPresent(row -> result.put("relaxed", row));
          }
        }
      }
      results.add(result);
      spec.commandLine().getOut().flush();
      progress.tell(() -> "%d of %d formulas".formatted(done, texts.size()));
    }
    out.ifPresent(
        folder -> {
          if (!shown.isEmpty()) {
            StructureFiles.write(folder.resolve("index.html"), StructurePage.of(shown));
          }
        });
    json.ifPresent(file -> JsonFile.write(file, Map.of("predictions", results)));
    return refused == texts.size() ? ExitCode.BAD_DATA : ExitCode.DONE;
  }

  private Optional<Map<String, Object>> relax(Prediction.Ranked ranked, Path folder)
      throws InterruptedException {
    if (relax.isEmpty()) {
      return Optional.empty();
    }
    Relaxation relaxation =
        new Relaxation(
            Arrays.asList(relax.orElseThrow().strip().split("\\s+")),
            Duration.ofSeconds(relaxSeconds));
    String name = ranked.formula() + "-001";
    Map<String, Object> row = new LinkedHashMap<>();
    try {
      switch (relaxation.relax(
          name, ranked.candidates().getFirst().structure(), folder.resolve(name + "-relaxation"))) {
        case Relaxation.Outcome.Failed(String reason) -> {
          spec.commandLine().getErr().printf("%s: not relaxed: %s%n", name, reason);
          row.put("failed", reason);
        }
        case Relaxation.Outcome.Relaxed relaxed -> {
          spec.commandLine()
              .getOut()
              .printf("      relaxed to %s%n", relaxed.structure().lattice());
          row.put("lattice", relaxed.structure().lattice().parameters());
          relaxed.energy().ifPresent(energy -> row.put("energy_ev_per_atom", energy));
        }
      }
    } catch (IOException e) {
      throw new BadDataException(folder + ": " + e.getMessage());
    }
    return Optional.of(row);
  }

  private void tell(Prediction.NoTemplate none) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf("%s: %s%n", none.formula(), none.reason());
    none.nearest()
        .forEach(
            near ->
                writer.printf(
                    Locale.ROOT,
                    "  near: %s (%d structures; the atomic shares differ by %.3f in all)%n",
                    near.ratio().stream().map(String::valueOf).collect(Collectors.joining(":")),
                    near.structures(),
                    near.distance()));
  }

  private void tell(Prediction.Ranked ranked) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf("%s%n", ranked.formula());
    for (int i = 0; i < ranked.candidates().size(); i++) {
      Prediction.Candidate candidate = ranked.candidates().get(i);
      writer.printf(
          Locale.ROOT,
          "%4d  p %.3f  space group %-3s  %s  from %s (%s)%n",
          i + 1,
          candidate.probability(),
          candidate.spaceGroup().isPresent() ? candidate.spaceGroup().getAsInt() : "?",
          candidate.structure().lattice(),
          candidate.templateFormula(),
          candidate.template());
    }
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
