package dev.weir.materials.generate;

import dev.weir.jobs.Attempt;
import dev.weir.jobs.RefusedJobException;
import dev.weir.materials.data.DemonstrationTable;
import dev.weir.materials.data.EnergyTableReader;
import dev.weir.materials.data.EnergyTableWriter;
import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ChargeBalance;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.OxidationStates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The background job that looks for formulas: trains the predictor if the known formulas changed,
 * generates, keeps those whose interval holds the target, ranks them, and hands them over.
 *
 * <p>Trained members, the predictor and the latest result lie in {@code formulas} of the data
 * folder. Every file there is written beside and renamed, so that an attempt may be killed at any
 * moment and the next one goes on with the members that were finished.
 */
public final class FormulaJob {
  /** The folder below the data folder. */
  public static final String FOLDER = "formulas";

  /** One JSON object a line: what structure prediction reads. */
  public static final String CANDIDATES = "candidates.jsonl";

  /** The predictor of the last training, and the key of what it learned from. */
  public static final String PREDICTOR = "predictor.bin";

  /** The name of the kind of this job. */
  public static final String KIND = "formulas";

  /** A figure of a finding: the energy that was asked for, in eV/atom. */
  public static final String TARGET = "target_ev_per_atom";

  /** A figure of a finding: the predicted energy, in eV/atom. */
  public static final String PREDICTED = "predicted_ev_per_atom";

  /** A figure of a finding: half of the interval of 95 %, in eV/atom. */
  public static final String HALF_WIDTH = "half_width_95_ev_per_atom";

  private static final String KEY = "predictor.key";

  /** The formulas that the predictor learned from. */
  public static final String KNOWN = "known.csv";

  /** Formulas in the result; all of them are in the file. */
  private static final int SHOWN = 500;

  /** Generated for each that is wanted: some fall outside their interval. */
  private static final int GENEROSITY = 2;

  private final Attempt attempt;
  private final FormulaOrder order;
  private final Path folder;

  /** Networks that an earlier attempt had finished. */
  private int resumed;

  private FormulaJob(Attempt attempt) {
    this.attempt = attempt;
    this.order = FormulaOrder.of(attempt);
    this.folder = attempt.data().resolve(FOLDER);
  }

  /**
   * Does the work; see {@link FormulaOrder} for the arguments.
   *
   * @throws RefusedJobException when an argument or the table is wrong
   * @throws IOException when a file cannot be read or written
   */
  public static Map<String, Object> perform(Attempt attempt) throws IOException {
    try {
      return new FormulaJob(attempt).perform();
    } catch (IllegalArgumentException e) {
      throw new RefusedJobException(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> perform() throws IOException {
    Files.createDirectories(folder);
    List<KnownFormula> rows = rows();
    ElementTable table =
        order.elementTable().isPresent()
            ? ElementTable.read(attempt.data().resolve(order.elementTable().get()))
            : ElementTable.builtIn();
    String key = EnergyTraining.key(rows, table, order.plan(), order.seed());
    boolean trained = !isCurrent(key);
    EnergyPredictor predictor =
        trained ? train(rows, table, key) : EnergyPredictor.read(folder.resolve(PREDICTOR));
    tell(0, 0, "generates");
    OxidationStates states =
        order.oxidationStates().isPresent()
            ? OxidationStates.read(attempt.data().resolve(order.oxidationStates().get()))
            : OxidationStates.builtIn();
    SubstitutionGenerator generator =
        new SubstitutionGenerator(rows, predictor, Optional.of(new ChargeBalance(states)));
    Generation generation = generator.generate(order.request(GENEROSITY), order.seed());
    List<Ranking.Ranked> all = Ranking.rank(predictor, order.target(), generation.candidates());
    List<Ranking.Ranked> kept =
        all.stream().filter(Ranking.Ranked::plausible).limit(order.count()).toList();
    tell(0, 0, "writes " + kept.size() + " formulas");
    publish(CANDIDATES, CandidateLines.of(kept, order.target()));
    Map<String, Object> result = result(rows, kept, generation, trained);
    result.putAll(new FormulaPlots(predictor, rows, kept).numbers());
    return result;
  }

  private List<KnownFormula> rows() throws IOException {
    if (order.known().isEmpty()) {
      return DemonstrationTable.rows();
    }
    return EnergyTableReader.read(attempt.data().resolve(order.known().get())).rows();
  }

  private boolean isCurrent(String key) throws IOException {
    Path file = folder.resolve(KEY);
    return Files.exists(file)
        && Files.exists(folder.resolve(PREDICTOR))
        && Files.readString(file).equals(key);
  }

  private EnergyPredictor train(List<KnownFormula> rows, ElementTable table, String key)
      throws IOException {
    Path finished = folder.resolve("checkpoint");
    TrainingPlan plan = order.plan();
    int networks = plan.members() + plan.setMembers() + 1;
    CheckpointFolder store = new CheckpointFolder(finished, key);
    EnergyPredictor predictor =
        new EnergyTraining(
                table,
                plan,
                order.seed(),
                (network, epoch, epochs, error) ->
                    tell(
                        epoch,
                        epochs,
                        "%s of %d networks: epoch %d of %d, RMSE %.3f eV/atom"
                            .formatted(network, networks, epoch, epochs, error)),
                store)
            .train(rows);
    predictor.write(folder.resolve(PREDICTOR));
    EnergyTableWriter.write(folder.resolve(KNOWN), rows);
    replace(folder.resolve(KEY), key);
    resumed = store.resumed();
    CheckpointFolder.clear(finished);
    return predictor;
  }

  private void tell(long done, long total, String text) {
    attempt.progress().tell(done, total, text);
  }

  /** Writes a file into the attempt's folder and makes it the latest. */
  private void publish(String name, String text) throws IOException {
    Files.writeString(attempt.folder().resolve(name), text, StandardCharsets.UTF_8);
    replace(folder.resolve(name), text);
  }

  private static void replace(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text, StandardCharsets.UTF_8);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Map<String, Object> result(
      List<KnownFormula> rows, List<Ranking.Ranked> kept, Generation generation, boolean trained) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put(TARGET, order.target().electronvoltsPerAtom());
    result.put("demonstration", order.known().isEmpty());
    result.put("known_formulas", rows.size());
    result.put("trained_anew", trained);
    result.put("resumed_networks", resumed);
    result.put("proposals", generation.proposals());
    result.put("generated", generation.candidates().size());
    result.put("kept", kept.size());
    generation.shortfall().ifPresent(reason -> result.put("shortfall", reason));
    result.put("candidates_file", attempt.folder().resolve(CANDIDATES).toString());
    result.put("findings", kept.stream().limit(SHOWN).map(this::finding).toList());
    result.put("ranked", kept.stream().limit(SHOWN).map(FormulaJob::line).toList());
    return result;
  }

  private Map<String, Object> finding(Ranking.Ranked one) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("subject", one.candidate().formula().toString());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(TARGET, order.target().electronvoltsPerAtom());
    figures.put(PREDICTED, one.prediction().mean());
    figures.put(HALF_WIDTH, one.prediction().halfWidth());
    finding.put("figures", figures);
    one.candidate().parent().ifPresent(parent -> finding.put("origin", parent.toString()));
    return finding;
  }

  private static Map<String, Object> line(Ranking.Ranked one) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("formula", one.candidate().formula().toString());
    line.put(PREDICTED, one.prediction().mean());
    line.put(HALF_WIDTH, one.prediction().halfWidth());
    one.candidate().parent().ifPresent(parent -> line.put("made_from", parent.toString()));
    return line;
  }
}
