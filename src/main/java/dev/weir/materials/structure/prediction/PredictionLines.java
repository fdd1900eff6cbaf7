package dev.weir.materials.structure.prediction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.materials.structure.crystal.CrystalStructure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of predictions has come to so far: a file of JSON Lines, one object a formula, which
 * only grows. Whoever goes on with it leaves out the formulas that it holds.
 */
public final class PredictionLines {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PredictionLines() {}

  /** Returns an answer with flat names, units in the names. */
  public static Map<String, Object> of(String asked, StructureAnswer answer) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("asked", asked);
    switch (answer) {
      case StructureAnswer.Refused(String reason) -> line.put("refused", reason);
      case StructureAnswer.Predicted(Prediction.NoTemplate none) -> {
        line.put("formula", none.formula().toString());
        line.put("reason", none.reason());
        line.put(
            "nearest_ratios",
            none.nearest().stream()
                .map(
                    near ->
                        Map.of(
                            "ratio",
                            near.ratio(),
                            "structures",
                            near.structures(),
                            "summed_difference_of_shares",
                            near.distance()))
                .toList());
      }
      case StructureAnswer.Predicted(Prediction.Ranked ranked) -> {
        line.put("formula", ranked.formula().toString());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < ranked.candidates().size(); i++) {
          rows.add(row(i + 1, ranked.candidates().get(i)));
        }
        line.put("candidates", rows);
      }
    }
    return line;
  }

  /** Returns a candidate with flat names. */
  static Map<String, Object> row(int rank, Prediction.Candidate candidate) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("rank", rank);
    row.put("probability", candidate.probability());
    row.put("space_group", candidate.spaceGroup().orElse(0));
    row.put("template", candidate.template());
    row.put("template_formula", candidate.templateFormula().toString());
    row.put("prototype", candidate.prototype());
    row.put("supporting_templates", candidate.support());
    CrystalStructure structure = candidate.structure();
    row.put("lattice", structure.lattice().parameters());
    row.put("species", structure.sites().stream().map(site -> site.element().symbol()).toList());
    row.put("frac", structure.places());
    return row;
  }

  /** Appends lines and forces them to the disk. */
  static void append(Path file, List<Map<String, Object>> lines) throws IOException {
    try (BufferedWriter writer =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (Map<String, Object> line : lines) {
        writer.write(MAPPER.writeValueAsString(line));
        writer.write('\n');
      }
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * Returns the formulas, as they were asked for, that a file holds, and cuts off a last line that
   * was broken off in the middle.
   *
   * @throws IOException when the file cannot be read, or another line than the last is broken
   */
  static Set<String> done(Path file) throws IOException {
    Set<String> done = new LinkedHashSet<>();
    if (!Files.exists(file)) {
      return done;
    }
    byte[] bytes = Files.readAllBytes(file);
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        done.add(asked(file, new String(bytes, start, i - start, StandardCharsets.UTF_8)));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(start);
        channel.force(true);
      }
    }
    return done;
  }

  private static String asked(Path file, String line) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node.path("asked").isTextual()) {
        return node.path("asked").asText();
      }
    } catch (JsonProcessingException broken) {
      throw new IOException(file + " holds a line that is not JSON", broken);
    }
    throw new IOException(file + " holds a line without 'asked'");
  }
}
