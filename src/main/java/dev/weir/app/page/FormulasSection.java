package dev.weir.app.page;

import dev.weir.api.section.Section;
import dev.weir.api.section.SectionReply;
import dev.weir.api.section.SectionRequest;
import dev.weir.records.FormulaRecord;
import dev.weir.records.FormulasCsv;
import dev.weir.records.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Generated formulas on the page: the maps of known and generated formulas, the parity of the
 * predictor and the ranked list. What it shows is the result of the job {@code formulas}; it
 * answers itself what the records have, the formulas of every such job.
 */
final class FormulasSection implements Section {
  /** Formulas in one answer. */
  private static final int MOST = 5_000;

  private final Records records;

  /**
   * Creates it.
   *
   * @param records hold the formulas that jobs have found
   */
  FormulasSection(Records records) {
    this.records = records;
  }

  @Override
  public String name() {
    return "formulas";
  }

  @Override
  public String title() {
    return "Formulas";
  }

  @Override
  public List<String> files() {
    return List.of("formulas.js");
  }

  @Override
  public SectionReply answer(SectionRequest request) {
    Optional<String> job = Optional.ofNullable(request.query().get("job"));
    return switch (request.address()) {
      case "found" ->
          new SectionReply.Json(records.formulas(job, MOST).stream().map(Found::of).toList());
      case "found.csv" ->
          new SectionReply.Text(
              "text/csv; charset=utf-8",
              csv(records.formulas(job, MOST)),
              Optional.of("formulas.csv"));
      default ->
          new SectionReply.Missing(
              "generated formulas are at found and found.csv, with ?job=ID those of one job");
    };
  }

  private static String csv(List<FormulaRecord> formulas) {
    StringBuilder text = new StringBuilder();
    try {
      FormulasCsv.write(formulas, text);
    } catch (IOException e) {
      throw new UncheckedIOException("text grows without a disk", e);
    }
    return text.toString();
  }

  /**
   * A generated formula, for JSON; what the records lack is left out.
   *
   * @param rank among those of its job, from 1
   */
  private record Found(
      String job,
      int rank,
      String formula,
      String foundAt,
      Optional<Double> targetEvPerAtom,
      Optional<Double> predictedEvPerAtom,
      Optional<Double> halfWidthEvPerAtom,
      String madeFrom) {
    static Found of(FormulaRecord one) {
      return new Found(
          one.job(),
          one.rank(),
          one.formula(),
          one.foundAt().toString(),
          boxed(one.target()),
          boxed(one.predicted()),
          boxed(one.halfWidth()),
          one.madeFrom());
    }

    private static Optional<Double> boxed(OptionalDouble value) {
      return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
  }
}
