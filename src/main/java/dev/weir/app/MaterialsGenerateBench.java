package dev.weir.app;

import dev.weir.materials.data.EnergyTable;
import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.formula.OxidationStates;
import dev.weir.materials.generate.EnergyPredictor;
import dev.weir.materials.generate.EnergyScore;
import dev.weir.materials.generate.Generation;
import dev.weir.materials.generate.GenerationRequest;
import dev.weir.materials.generate.GenerationScore;
import dev.weir.materials.generate.HoldOut;
import dev.weir.materials.generate.SubstitutionGenerator;
import dev.weir.time.SystemClock;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
  private static final List<Double> TARGETS = List.of(-4.0, -3.0, -2.0, -1.0, 0.0);

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
      required = true,
      description = "of 'weir energy train --hold-out TENTH', with the same TENTH as here")
  private Path predictorFolder = Path.of(".");

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
      description = "of 'weir energy train-reference': judges that generator as well")
  private Optional<Path> reference = Optional.empty();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "formulas for each target (default: 10000)")
  private int count = 10_000;

  @Option(
      names = "--recovery-count",
      paramLabel = "N",
      description = "formulas among which held-back ones are looked for (default: 100000)")
  private int recoveryCount = 100_000;

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
    List<Map<String, Object>> rows = new ArrayList<>();
    out.printf("%d known formulas, %d kept apart%n%n", teaching.size(), apart.size());
    out.println(EnergyScore.of(predictor, apart));
    out.println();
    out.println(HEADER);
    for (double target : TARGETS) {
      rows.add(one(out, generator, scorer, target));
      progress.tell(() -> "target " + target + " eV/atom done");
    }
    reference.ifPresent(
        folder ->
            new ReferenceJudgement(folder, predictor, teaching, scorer, count, seed)
                .print(out, TARGETS));
    json.ifPresent(file -> JsonFile.write(file, Map.of("targets", rows)));
    return ExitCode.DONE;
  }

  private static final String HEADER =
      "| target | mean | spread | valid | real valid | shuffled valid | balanced | AUC |"
          + " AUC shuffled | elements | shuffled | stoichiometries | shuffled | recovered |"
          + " shuffled | of | formulas | formulas/CPU s |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

  private Map<String, Object> one(
      PrintWriter out,
      SubstitutionGenerator generator,
      GenerationScore.Judge scorer,
      double target) {
    FormationEnergy energy = new FormationEnergy(target);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    Generation many =
        generator.generate(
            GenerationRequest.of(
                energy,
                Math.max(count, recoveryCount),
                GenerationRequest.Rule.NEUTRAL_OR_ALL_METAL),
            seed);
    double perSecond =
        many.candidates().size() / ((threads.getCurrentThreadCpuTime() - began) / 1e9);
    Generation balanced =
        generator.generate(
            GenerationRequest.of(energy, 1000, GenerationRequest.Rule.CHARGE_BALANCED), seed);
    List<Formula> formulas =
        many.candidates().stream().map(candidate -> candidate.formula()).toList();
    GenerationScore score = scorer.judge(energy, formulas, count);
    double neutral = scorer.neutral(balanced);
    out.printf(
        Locale.ROOT,
        "| %.0f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |"
            + " %.3f | %d | %d | %d | %d | %.0f |%n",
        target,
        score.mean(),
        score.spread(),
        score.valid(),
        score.realValid(),
        score.shuffledValid(),
        neutral,
        score.distinguishable(),
        score.shuffledDistinguishable(),
        score.elements(),
        score.shuffledElements(),
        score.stoichiometries(),
        score.shuffledStoichiometries(),
        score.recovered(),
        score.shuffledRecovered(),
        score.heldBack(),
        formulas.size(),
        perSecond);
    out.flush();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("target_ev_per_atom", target);
    figures.put("formulas", formulas.size());
    figures.put("mean_ev_per_atom", score.mean());
    figures.put("spread_ev_per_atom", score.spread());
    figures.put("valid", score.valid());
    figures.put("real_valid", score.realValid());
    figures.put("shuffled_valid", score.shuffledValid());
    figures.put("neutral_when_asked_by_the_judging_table", neutral);
    figures.put("auc", score.distinguishable());
    figures.put("auc_shuffled", score.shuffledDistinguishable());
    figures.put("element_distance", score.elements());
    figures.put("element_distance_shuffled", score.shuffledElements());
    figures.put("stoichiometry_distance", score.stoichiometries());
    figures.put("stoichiometry_distance_shuffled", score.shuffledStoichiometries());
    figures.put("recovered", score.recovered());
    figures.put("recovered_shuffled", score.shuffledRecovered());
    figures.put("held_back", score.heldBack());
    figures.put("formulas_per_cpu_second", perSecond);
    return figures;
  }
}
