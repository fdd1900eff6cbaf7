package dev.weir.app;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.CifWriter;
import dev.weir.materials.structure.CrystalException;
import dev.weir.materials.structure.Prediction;
import dev.weir.materials.structure.CandidateRanker;
import dev.weir.materials.structure.StructureEntry;
import dev.weir.materials.structure.StructureLines;
import dev.weir.materials.structure.StructurePredictor;
import dev.weir.materials.structure.TemplateLibrary;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
      "With --queries and --score it predicts known structures and says how often it hits; their",
      "formulas are then removed from the templates."
    })
final class StructureVerb implements Callable<Integer> {
  private static final int MOST_CANDIDATES = 100;
  private static final int MOST_FAULTS_SHOWN = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FORMULA", arity = "0..*", description = "for example BaTiO3")
  private List<String> formulas = new ArrayList<>();

  @Option(
      names = "--templates",
      paramLabel = "FILE",
      required = true,
      description = "known structures, JSON Lines (.jsonl, .jsonl.gz or .jsonl.xz)")
  private Path templates = Path.of("templates.jsonl");

  @Option(
      names = "--formulas",
      paramLabel = "FILE",
      description = "more formulas: the first column of each line, # begins a comment")
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

  @Option(names = "--out", paramLabel = "DIR", description = "writes a CIF for each candidate")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--symmetry",
      description = "CIF files with symmetry operations instead of P 1 with every atom")
  private boolean symmetry;

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
  public Integer call() {
    if (top < 1 || top > MOST_CANDIDATES) {
      throw usage("--top must be 1 to %d, was %d".formatted(MOST_CANDIDATES, top));
    }
    if (scoring && queries.isEmpty()) {
      throw usage("--score needs --queries FILE");
    }
    if (formulas.isEmpty() && formulaFile.isEmpty() && queries.isEmpty()) {
      throw usage("name a formula, --formulas FILE or --queries FILE");
    }
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, new SystemClock());
    TemplateLibrary library = new TemplateLibrary(read(templates, err));
    List<StructureEntry> known = queries.map(file -> read(file, err)).orElse(List.of());
    Set<Formula> asked =
        known.stream().map(StructureEntry::formula).collect(Collectors.toUnmodifiableSet());
    StructurePredictor predictor =
        new StructurePredictor(
            asked.isEmpty() ? library : library.without(asked),
            new Descriptors(MaterialsFiles.elements(elements)),
            CandidateRanker.VOTES);
    return scoring ? score(predictor, known, progress) : predict(predictor, known, progress);
  }

  /** Reads structures, says what was left out, and refuses a file without any. */
  static List<StructureEntry> read(Path file, PrintWriter err) {
    try {
      StructureLines.Reading reading = StructureLines.read(WeirHome.find(file));
      reading.faults().stream().limit(MOST_FAULTS_SHOWN).forEach(err::println);
      if (reading.faults().size() > MOST_FAULTS_SHOWN) {
        err.printf("%s: %d lines left out in all%n", file, reading.faults().size());
      }
      if (reading.entries().isEmpty()) {
        throw new BadDataException(file + ": holds no structure");
      }
      return reading.entries();
    } catch (IOException | CrystalException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private int score(StructurePredictor predictor, List<StructureEntry> known, Progress progress) {
    StructureScoring scoring = new StructureScoring(predictor, progress);
    scoring.run(known);
    scoring.print(spec.commandLine().getOut());
    json.ifPresent(file -> JsonFile.write(file, scoring.figures()));
    return ExitCode.DONE;
  }

  private int predict(StructurePredictor predictor, List<StructureEntry> known, Progress progress) {
    List<String> texts = new ArrayList<>(formulas);
    formulaFile.ifPresent(file -> texts.addAll(lines(file)));
    known.forEach(entry -> texts.add(entry.formula().toString()));
    List<Map<String, Object>> results = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      int done = i;
      try {
        results.add(tell(predictor.predict(Formula.parse(text), top)));
      } catch (IllegalArgumentException | CrystalException e) {
        spec.commandLine().getErr().printf("%s: %s%n", text, e.getMessage());
        refused++;
      }
      progress.tell(() -> "%d of %d formulas".formatted(done + 1, texts.size()));
    }
    json.ifPresent(file -> JsonFile.write(file, Map.of("predictions", results)));
    return refused == texts.size() ? ExitCode.BAD_DATA : ExitCode.DONE;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(WeirHome.find(file)).stream()
          .map(line -> line.replaceAll("#.*", "").split("[,;\t]", 2)[0].strip())
          .filter(line -> !line.isEmpty() && !line.equalsIgnoreCase("formula"))
          .toList();
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private Map<String, Object> tell(Prediction prediction) {
    PrintWriter writer = spec.commandLine().getOut();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("formula", prediction.formula().toString());
    switch (prediction) {
      case Prediction.NoTemplate none -> {
        result.put("reason", none.reason());
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
      case Prediction.Ranked ranked -> {
        List<Map<String, Object>> rows = new ArrayList<>();
        writer.printf("%s%n", ranked.formula());
        for (int i = 0; i < ranked.candidates().size(); i++) {
          rows.add(tell(ranked.formula(), i + 1, ranked.candidates().get(i)));
        }
        result.put("candidates", rows);
      }
    }
    writer.flush();
    return result;
  }

  private Map<String, Object> tell(Formula formula, int rank, Prediction.Candidate candidate) {
    String group =
        candidate.spaceGroup().isPresent()
            ? Integer.toString(candidate.spaceGroup().getAsInt())
            : "?";
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("rank", rank);
    row.put("probability", candidate.probability());
    row.put("space_group", group);
    row.put("template", candidate.template());
    row.put("template_formula", candidate.templateFormula().toString());
    row.put("prototype", candidate.prototype());
    row.put("supporting_templates", candidate.support());
    row.put("cell_angstrom_degrees", candidate.structure().lattice().parameters());
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%4d  p %.3f  space group %-3s  %s  from %s (%s)%n",
            rank,
            candidate.probability(),
            group,
            candidate.structure().lattice(),
            candidate.templateFormula(),
            candidate.template());
    out.ifPresent(
        folder -> {
          String name = "%s-%03d".formatted(formula, rank);
          Path file = folder.resolve(name + ".cif");
          write(file, cif(name, candidate));
          row.put("file", file.toString());
        });
    return row;
  }

  private String cif(String name, Prediction.Candidate candidate) {
    return symmetry
        ? CifWriter.withSymmetry(name, candidate.structure(), candidate.spaceGroup())
        : CifWriter.everyAtom(name, candidate.structure());
  }

  private static void write(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be written: " + e.getMessage());
    }
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
