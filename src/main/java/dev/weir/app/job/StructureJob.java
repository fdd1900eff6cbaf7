package dev.weir.app.job;

import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.WeirHome;
import dev.weir.jobs.Attempt;
import dev.weir.jobs.RefusedJobException;
import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.generate.FormulaJob;
import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.prediction.StructureBatch;
import dev.weir.materials.structure.prediction.StructurePage;
import dev.weir.materials.structure.prediction.StructurePredictor;
import dev.weir.materials.structure.symmetry.Spglib;
import dev.weir.materials.structure.template.StructureLines;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predicts the structures of a file of formulas as a job. Arguments: {@code formulas} and {@code
 * templates} (files; without formulas those that were generated last, without templates the
 * demonstration), {@code top} (1 to 100, default 10), {@code cifs} (CIF files of a formula, default
 * 1), {@code threads} (1 to 16, default 1), and {@code part} of {@code parts}: several jobs share a
 * batch when each takes another part. An attempt goes on where the one before it ended.
 */
final class StructureJob {
  /** How many candidates the result holds for the page, of each formula and in all. */
  private static final int SHOWN_OF_EACH = 3;

  private static final int MOST_SHOWN = 90;

  /** Larger cells are left to the files: a result is bounded. */
  private static final int LARGEST_SHOWN = 100;

  /** The latest list of generated formulas, in the data folder. */
  private static final String GENERATED = "formulas/" + FormulaJob.CANDIDATES;

  private StructureJob() {}

  static Map<String, Object> perform(Attempt attempt) throws IOException, InterruptedException {
    int top = number(attempt, "top", 10, 1, 100);
    int cifs = number(attempt, "cifs", 1, 0, 100);
    int threads = number(attempt, "threads", 1, 1, 16);
    int parts = number(attempt, "parts", 1, 1, 10_000);
    int part = number(attempt, "part", 1, 1, parts);
    attempt.progress().tell(0, 0, "reads the templates");
    Optional<String> templates = attempt.argument("templates");
    StructureLines.Reading reading =
        templates.isPresent()
            ? templates(file(attempt, "templates", templates.get()))
            : StructureLines.demonstration();
    String generated = attempt.argument("formulas").orElse(GENERATED);
    List<String> formulas = part(formulas(file(attempt, "formulas", generated)), part, parts);
    StructurePredictor predictor =
        new StructurePredictor(
            new TemplateLibrary(reading.entries()),
            new Descriptors(ElementTable.builtIn()),
            StructureFiles.ranker(attempt.argument("ranker")));
    goOn(attempt);
    Optional<Spglib> spglib = Spglib.load();
    List<Map<String, Object>> shown = new ArrayList<>();
    StructureBatch.Summary summary =
        new StructureBatch(predictor, top, threads)
            .run(
                formulas,
                attempt.folder(),
                ranked -> {
                  if (shown.size() < MOST_SHOWN) {
                    shown.addAll(StructurePage.rows(ranked, SHOWN_OF_EACH));
                  }
                  for (int i = 0; i < Math.min(cifs, ranked.candidates().size()); i++) {
                    String name = "%s-%03d".formatted(ranked.formula(), i + 1);
                    StructureFiles.write(
                        attempt.folder().resolve("cif").resolve(name + ".cif"),
                        StructureFiles.cif(name, ranked.candidates().get(i), spglib));
                  }
                },
                (done, total) -> {
                  attempt.progress().tell(done, total, "formulas predicted");
                  return true;
                });
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("templates", reading.entries().size());
    result.put("templates_left_out", reading.faults().size());
    result.put("formulas", summary.asked());
    result.put("done_by_earlier_attempts", summary.resumed());
    result.put("predicted", summary.predicted());
    result.put("without_template", summary.withoutTemplate());
    result.put("refused", summary.refused());
    result.put("predictions", attempt.folder().resolve(StructureBatch.RESULTS).toString());
    result.put("table", attempt.folder().resolve(StructureBatch.TABLE).toString());
    result.put("shown", shown.stream().filter(StructureJob::isSmall).toList());
    return result;
  }

  private static boolean isSmall(Map<String, Object> row) {
    return row.get("species") instanceof List<?> species && species.size() <= LARGEST_SHOWN;
  }

  /** Takes over what the attempt before this one had done. */
  private static void goOn(Attempt attempt) throws IOException {
    Path mine = attempt.folder().resolve(StructureBatch.RESULTS);
    for (int earlier = attempt.number() - 1; earlier > 0 && !Files.exists(mine); earlier--) {
      Path theirs =
          attempt
              .folder()
              .resolveSibling(Integer.toString(earlier))
              .resolve(StructureBatch.RESULTS);
      if (Files.exists(theirs)) {
        Path copy = attempt.folder().resolve("taken-over");
        Files.copy(theirs, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, mine, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static List<String> part(List<String> all, int part, int parts) {
    List<String> mine = new ArrayList<>();
    for (int i = part - 1; i < all.size(); i += parts) {
      mine.add(all.get(i));
    }
    return mine;
  }

  private static StructureLines.Reading templates(Path file) throws IOException {
    try {
      StructureLines.Reading reading = StructureFiles.read(file);
      if (reading.entries().isEmpty()) {
        throw new RefusedJobException(file + ": holds no structure");
      }
      return reading;
    } catch (CrystalException e) {
      throw new RefusedJobException(file + ": " + e.getMessage());
    }
  }

  private static List<String> formulas(Path file) {
    try {
      return StructureFiles.formulas(file);
    } catch (BadDataException e) {
      throw new RefusedJobException(String.valueOf(e.getMessage()));
    }
  }

  /** Returns a file that is named relative to the data folder, or else to the program's. */
  private static Path file(Attempt attempt, String name, String text) {
    Path inData = attempt.data().resolve(text);
    Path file = Files.isReadable(inData) ? inData : WeirHome.find(Path.of(text));
    if (!Files.isReadable(file)) {
      throw new RefusedJobException("%s: %s cannot be read".formatted(name, file));
    }
    return file;
  }

  private static int number(Attempt attempt, String name, int usual, int least, int most) {
    String text = attempt.argument(name).orElse(Integer.toString(usual));
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new RefusedJobException("%s must be a whole number, was '%s'".formatted(name, text));
    }
    throw new RefusedJobException(
        "%s must be from %d to %d, was %s".formatted(name, least, most, text));
  }
}
