package dev.weir.app.verb;

import dev.weir.app.job.MaterialsFiles;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.materials.data.EnergyTable;
import dev.weir.materials.data.FormationEnergy;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.OxidationStates;
import dev.weir.materials.generate.AdversarialGenerator;
import dev.weir.materials.generate.Candidate;
import dev.weir.materials.generate.EnergyPredictor;
import dev.weir.materials.generate.FormulaGenerator;
import dev.weir.materials.generate.Generation;
import dev.weir.materials.generate.GenerationRequest;
import dev.weir.materials.generate.Ranking;
import dev.weir.materials.generate.SubstitutionGenerator;
import dev.weir.time.SystemClock;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir generate}: new formulas with a wanted formation energy, ranked. */
@Command(
    name = "generate",
    description = "Generates new formulas with a wanted formation energy and ranks them.",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.FAULT)
public final class GenerateVerb implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--formation-energy",
      paramLabel = "EV",
      required = true,
      description = "wanted formation energy, in eV/atom")
  private double target = 0.0;

  @Option(names = "--count", paramLabel = "N", description = "how many (default: 1000)")
  private int count = 1000;

  @Option(
      names = "--known",
      paramLabel = "DATA.csv",
      description =
          "known formulas and their energies, may be gzipped (default: those of the training)")
  private Optional<Path> known = Optional.empty();

  @Option(
      names = "--predictor",
      paramLabel = "DIR",
      description = "the folder of 'weir energy train' (default: data/formulas)")
  private Path predictorFolder = MaterialsFiles.FOLDER;

  @Option(
      names = "--reference",
      description = "draws from the networks of 'weir energy train-reference' in the same folder")
  private boolean reference;

  @Option(
      names = "--oxidation-states",
      paramLabel = "FILE",
      description =
          "one line an element, 'Fe +2 +3'; formulas must be neutral or of metals only (default: a"
              + " short built-in table)")
  private Optional<Path> oxidationStates = Optional.empty();

  @Option(names = "--charge-balanced", description = "hands out neutral formulas only")
  private boolean chargeBalanced = false;

  @Option(
      names = "--elements",
      paramLabel = "SYMBOL",
      split = ",",
      description = "elements that every formula must hold")
  private Set<String> required = Set.of();

  @Option(
      names = "--exclude",
      paramLabel = "SYMBOL",
      split = ",",
      description = "elements that no formula may hold")
  private Set<String> excluded = Set.of();

  @Option(
      names = "--element-count",
      paramLabel = "N",
      arity = "1..2",
      split = "-",
      description = "how many different elements: N, or FROM-TO (default: 1-20)")
  private List<Integer> elementCount = List.of(1, 20);

  @Option(names = "--seed", paramLabel = "N", description = "of everything random (default: 1)")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "writes all formulas as JSON")
  private Optional<Path> json = Optional.empty();

  /** For picocli only. */
  GenerateVerb() {}

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    GenerationRequest request = request(line);
    Optional<ChargeBalance> balance =
        Optional.of(
            new ChargeBalance(
                oxidationStates
                    .map(MaterialsFiles::oxidationStates)
                    .orElseGet(OxidationStates::builtIn)));
    EnergyPredictor predictor = MaterialsFiles.predictor(predictorFolder);
    EnergyTable table =
        MaterialsFiles.energies(
            known.orElse(predictorFolder.resolve(MaterialsFiles.KNOWN)), line.getErr());
    FormulaGenerator generator =
        reference
            ? new AdversarialGenerator(
                MaterialsFiles.adversarial(predictorFolder),
                predictor,
                table.rows().stream().map(KnownFormula::formula).collect(Collectors.toSet()),
                balance)
            : new SubstitutionGenerator(table.rows(), predictor, balance);
    SystemClock clock = new SystemClock();
    long began = clock.nanoseconds();
    Generation generation = generator.generate(request, seed);
    double seconds = (clock.nanoseconds() - began) / 1e9;
    List<Ranking.Ranked> ranked =
        Ranking.rank(predictor, request.target(), generation.candidates());
    tell(line, generation, ranked, seconds);
    json.ifPresent(
        file ->
            JsonFile.write(
                file,
                Map.of(
                    "target_ev_per_atom",
                    target,
                    "proposals",
                    generation.proposals(),
                    "generation_seconds",
                    seconds,
                    "formulas",
                    ranked.stream().map(GenerateVerb::figures).toList())));
    return ExitCode.DONE;
  }

  private GenerationRequest request(CommandLine line) {
    GenerationRequest.Rule rule =
        chargeBalanced
            ? GenerationRequest.Rule.CHARGE_BALANCED
            : GenerationRequest.Rule.NEUTRAL_OR_ALL_METAL;
    try {
      return new GenerationRequest(
          new FormationEnergy(target),
          count,
          elements(required),
          elements(excluded),
          elementCount.getFirst(),
          elementCount.getLast(),
          rule);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()));
    }
  }

  private static Set<Element> elements(Set<String> symbols) {
    return symbols.stream()
        .map(symbol -> Element.of(symbol.strip()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void tell(
      CommandLine line, Generation generation, List<Ranking.Ranked> ranked, double seconds) {
    generation
        .shortfall()
        .ifPresent(
            reason ->
                line.getErr()
                    .printf(
                        "only %d of %d formulas: %s%n",
                        generation.candidates().size(), count, reason));
    long plausible = ranked.stream().filter(Ranking.Ranked::plausible).count();
    line.getOut()
        .printf(
            Locale.ROOT,
            "%d new formulas in %.1f s, the target lies in the 95 %% interval of %d%n",
            ranked.size(),
            seconds,
            plausible);
    for (Ranking.Ranked one : ranked.subList(0, Math.min(SHOWN, ranked.size()))) {
      line.getOut()
          .printf(
              "%-20s %s%s%n",
              one.candidate().formula(),
              one.prediction(),
              one.candidate().parent().map(parent -> "  from " + parent).orElse(""));
    }
  }

  private static Map<String, Object> figures(Ranking.Ranked one) {
    Candidate candidate = one.candidate();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("formula", candidate.formula().toString());
    figures.put("predicted_ev_per_atom", one.prediction().mean());
    figures.put("half_width_95_ev_per_atom", one.prediction().halfWidth());
    figures.put("target_in_interval", one.plausible());
    candidate.parent().ifPresent(parent -> figures.put("made_from", parent.toString()));
    return figures;
  }
}
