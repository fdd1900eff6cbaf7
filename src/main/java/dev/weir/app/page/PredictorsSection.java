package dev.weir.app.page;

import dev.weir.api.section.Section;
import dev.weir.api.section.SectionReply;
import dev.weir.api.section.SectionRequest;
import dev.weir.app.learning.PredictorFolder;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.DataFolder;
import dev.weir.learn.registry.PredictorRecord;
import dev.weir.learn.registry.Registry;
import dev.weir.learn.validation.Score;
import dev.weir.learn.validation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The registry of predictors on the page: which were trained, their scores, and which is live. */
final class PredictorsSection implements Section {
  private final PredictorFolder folder;

  PredictorsSection(DataFolder data) {
    folder = new PredictorFolder(data.folder());
  }

  @Override
  public String name() {
    return "predictors";
  }

  @Override
  public String title() {
    return "Predictors";
  }

  @Override
  public List<String> files() {
    return List.of("predictors.js");
  }

  /**
   * A trained predictor.
   *
   * @param number from 1
   * @param kind name of the learner
   * @param runs it has learnt
   * @param origin of the runs
   * @param split how its scores were taken
   * @param version of the program that trained it
   * @param dataHash SHA-256 of the run table in hex
   * @param seed of every random choice
   * @param live whether it is the one in use
   * @param scores on held-out runs
   */
  record Line(
      int number,
      String kind,
      int runs,
      String origin,
      String split,
      String version,
      String dataHash,
      long seed,
      boolean live,
      List<ScoreLine> scores) {}

  /**
   * A score on held-out runs.
   *
   * @param target what was predicted
   * @param r2 coefficient of determination
   * @param rmse root mean square error in mol/mol
   * @param mae mean absolute error in mol/mol
   * @param coverage95 share of measurements within their 95 % intervals
   * @param count of measurements
   */
  record ScoreLine(
      String target, double r2, double rmse, double mae, double coverage95, int count) {}

  @Override
  public SectionReply answer(SectionRequest request) {
    if (request.method() == SectionRequest.Method.POST || request.path().size() > 1) {
      return new SectionReply.Missing(
          "predictors are only to be looked at, at /api/v1/predictors and /api/v1/predictors/NUMBER");
    }
    try {
      Registry registry = folder.registry();
      if (!request.path().isEmpty()) {
        return heldOut(registry, request.path().getFirst());
      }
      return new SectionReply.Json(
          registry.records().reversed().stream().map(record -> line(registry, record)).toList());
    } catch (BadDataException e) {
      return new SectionReply.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** The points of the parity plots of one predictor. */
  private SectionReply heldOut(Registry registry, String number) {
    return registry.records().stream()
        .filter(record -> Integer.toString(record.number()).equals(number))
        .findFirst()
        .<SectionReply>map(record -> new SectionReply.Json(folder.heldOut(record)))
        .orElseGet(() -> new SectionReply.Missing("there is no predictor '" + number + "'"));
  }

  private static Line line(Registry registry, PredictorRecord record) {
    return new Line(
        record.number(),
        record.kind(),
        record.runs(),
        record.origin(),
        record.split().name().toLowerCase(Locale.ROOT),
        record.version(),
        record.dataHash(),
        record.seed(),
        registry.live().filter(live -> live.number() == record.number()).isPresent(),
        record.scores().entrySet().stream().map(PredictorsSection::score).toList());
  }

  private static ScoreLine score(Map.Entry<Target, Score> entry) {
    Score score = entry.getValue();
    return new ScoreLine(
        entry.getKey().title(),
        score.r2(),
        score.rmse(),
        score.mae(),
        score.coverage95(),
        score.count());
  }
}
