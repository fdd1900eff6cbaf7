package dev.weir.app.bench;

import dev.weir.app.job.MaterialsFiles;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.app.terminal.Progress;
import dev.weir.app.terminal.TextFile;
import dev.weir.materials.data.EnergyTable;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.OxidationStates;
import dev.weir.materials.generate.EnergyPredictor;
import dev.weir.materials.generate.EnergyScore;
import dev.weir.materials.generate.GenerationScore;
import dev.weir.materials.generate.HoldOut;
import dev.weir.materials.generate.SubstitutionGenerator;
import dev.weir.time.SystemClock;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges the default generator: energies, validity, novelty, realism, recovery, speed. */
@Command(
    name = "materials-generate",
    mixinStandardHelpOptions = true,
    description =
        "Judges the formula generator at -4, -3, -2, -1 and 0 eV/atom; one tenth of the known"
            + " formulas is kept from it and looked for among what it makes.")
final class MaterialsGenerateBench implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--known",
      paramLabel = "DATA.csv",
      required = true,
      description = "known formulas and their energies")
  private Path known = Path.of("data.csv");

  @Option(
      names = "--predictor",
      paramLabel = "DIR",
      description =
          "of 'weir energy train --hold-out TENTH', with the same TENTH as here (default:"
              + " data/formulas)")
  private Path predictorFolder = MaterialsFiles.FOLDER;

  @Option(
      names = "--rule-states",
      paramLabel = "FILE",
      description = "oxidation states by which the generator filters (default: built in)")
  private Optional<Path> ruleStates = Optional.empty();

  @Option(
      names = "--judge-states",
      paramLabel = "FILE",
      required = true,
      description = "oxidation states by which validity is judged")
  private Path judgeStates = Path.of("states.txt");

  @Option(
      names = "--reference",
      paramLabel = "DIR",
      arity = "0..1",
      fallbackValue = "",
      description =
          "of 'weir energy train-reference': judges that generator as well (without a name: that of"
              + " the predictor)")
  private Optional<Path> reference = Optional.empty();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "formulas for each target (default: 10000)")
  private int count = 10_000;

  @Option(
      names = "--recovery-count",
      paramLabel = "N",
      description = "formulas among which held-back ones are looked for (default: 1000000)")
  private int recoveryCount = 1_000_000;

  @Option(
      names = "--ensemble-count",
      paramLabel = "N",
      description = "formulas whose energy the whole ensemble predicts (default: 2000)")
  private int ensembleCount = 2000;

  @Option(
      names = "--hold-out",
      paramLabel = "TENTH",
      description = "tenth of the formulas kept from the generator (default: 2)")
  private int holdOut = 2;

  @Option(
      names = "--targets",
      paramLabel = "EV",
      split = ",",
      description = "asked formation energies, in eV/atom (default: -4,-3,-2,-1,0)")
  private List<Double> targets = List.of(-4.0, -3.0, -2.0, -1.0, 0.0);

  @Option(
      names = "--out",
      paramLabel = "FILE.md",
      description = "writes the tables as Markdown, and the figure beside them as FILE.svg")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "of everything random (default: 1)")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "writes the figures as JSON")
  private Optional<Path> json = Optional.empty();

  /** For picocli. */
  MaterialsGenerateBench() {}

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    PrintWriter out = line.getOut();
    EnergyTable table = MaterialsFiles.energies(known, line.getErr());
    List<KnownFormula> teaching = new ArrayList<>();
    List<KnownFormula> apart = new ArrayList<>();
    table
        .rows()
        .forEach(row -> (HoldOut.tenth(row.formula()) == holdOut ? apart : teaching).add(row));
    EnergyPredictor predictor = MaterialsFiles.predictor(predictorFolder);
    ChargeBalance rule =
        new ChargeBalance(
            ruleStates.map(MaterialsFiles::oxidationStates).orElseGet(OxidationStates::builtIn));
    ChargeBalance judge = new ChargeBalance(MaterialsFiles.oxidationStates(judgeStates));
    SubstitutionGenerator generator =
        new SubstitutionGenerator(teaching, predictor, Optional.of(rule));
    GenerationScore.Judge scorer =
        new GenerationScore.Judge(predictor, judge, teaching, apart, ensembleCount, seed);
    Progress progress = new Progress(line.getErr(), new SystemClock());
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%d known formulas, %d kept apart. The predictor on those: %s%n%n",
            teaching.size(), apart.size(), EnergyScore.of(predictor, apart)));
    DefaultJudgement own =
        new DefaultJudgement(
            generator,
            scorer,
            predictor,
            new DefaultJudgement.Rows(teaching, apart),
            new DefaultJudgement.Counts(count, recoveryCount, ensembleCount),
            seed);
    List<DefaultJudgement.Judged> judged = new ArrayList<>();
    for (double target : targets) {
      judged.add(own.judge(target));
      progress.tell(() -> "the default generator at " + target + " eV/atom is judged");
    }
    text.append(DefaultJudgement.table(judged)).append(DefaultJudgement.recovery(judged));
    Optional<ReferenceJudgement.Judged> published =
        reference.map(
            folder ->
                new ReferenceJudgement(
                        folder.toString().isEmpty() ? predictorFolder : folder,
                        predictor,
                        teaching,
                        scorer,
                        count,
                        seed)
                    .judge(targets, () -> progress.tell(() -> "the reference is being judged")));
    published.ifPresent(
        found -> text.append("\n## The reference generator\n\n").append(found.text()));
    text.append(
        String.format(
            Locale.ROOT,
            "%nThe whole took %.0f s of CPU.%n",
            ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9));
    out.print(text);
    out.flush();
    write(text.toString(), judged, published);
    json.ifPresent(
        wanted ->
            JsonFile.write(
                wanted,
                Map.of(
                    "targets",
                    judged.stream().map(DefaultJudgement.Judged::figures).toList(),
                    "reference",
                    published.map(ReferenceJudgement.Judged::figures).orElse(List.of()))));
    return ExitCode.DONE;
  }

  private void write(
      String text,
      List<DefaultJudgement.Judged> judged,
      Optional<ReferenceJudgement.Judged> published) {
    if (file.isEmpty()) {
      return;
    }
    List<GenerationFigure.Panel> panels = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      Map<String, List<Double>> energies = new LinkedHashMap<>();
      int place = i;
      published.ifPresent(
          found -> energies.put("the published networks", found.energies().get(place)));
      energies.put("the default generator", judged.get(i).energies());
      panels.add(new GenerationFigure.Panel(targets.get(i), energies));
    }
    String figure = file.get().getFileName().toString().replaceFirst("[.]md$", "") + ".svg";
    TextFile.write(file.get().resolveSibling(figure), GenerationFigure.svg(panels));
    String command = String.join(" ", spec.commandLine().getParseResult().originalArgs());
    TextFile.write(
        file.get(),
        "# Generated formulas\n\nMade by `weir bench "
            + "materials-generate"
            + "` on "
            + new SystemClock().now().toString().substring(0, 10)
            + String.format(
                ", one thread of a machine of %d processors that other work shares; CPU times, not wall"
                    + " times.%n%n",
                Runtime.getRuntime().availableProcessors())
            + EXPLANATION
            + "![Asked and predicted energies]("
            + figure
            + ")\n\n"
            + text
            + (command.isEmpty() ? "" : "\nArguments: `" + command + "`\n"));
  }

  private static final String EXPLANATION =
      """
      Energies are predicted by the whole ensemble, of the first formulas (`--ensemble-count`). Validity (neutral or of metals only) and
      neutrality are judged by the table of oxidation states given as `--judge-states`; the generator filters by its built-in
      one. "Real" are known formulas within 0.25 eV/atom of the asked energy; "shuffled" is the null: as many formulas with
      their stoichiometries, filled with elements by their frequency. AUC is the area under the curve of 120 boosted trees that
      tell made from real formulas, on formulas that they have not learned from (0.5: they cannot); "held back" with real
      formulas that the generator does not know either. The rate counts the pilot run and the teaching of the critic for
      the request, not the setting-up of the generator (about 1 s, once). Distances of elements and stoichiometries are total variations.

      """;
}
