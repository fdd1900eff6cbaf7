package dev.weir.materials.structure.prediction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.materials.structure.crystal.Lattice;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The candidates of a finished batch as a flat table (CSV, RFC 4180) that spreadsheets and
 * databases take in: one row a candidate; a formula without candidates has one row that says why.
 * Pure but for its files.
 */
final class PredictionTable {
  private static final String HEAD =
      "asked,formula,rank,probability,space_group,prototype,template,template_formula,"
          + "supporting_templates,atoms,volume_A3_per_atom,reason\n";

  private PredictionTable() {}

  /**
   * Writes the table of a file of results.
   *
   * @throws IOException when one cannot be read or the other not be written
   */
  static void write(Path results, Path table) throws IOException {
    Path draft = table.resolveSibling(table.getFileName() + ".draft");
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader reader = Files.newBufferedReader(results);
        BufferedWriter writer = Files.newBufferedWriter(draft)) {
      writer.write(HEAD);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode node = mapper.readTree(line);
        JsonNode candidates = node.path("candidates");
        if (candidates.isEmpty()) {
          String reason = node.path("reason").asText(node.path("refused").asText());
          writer.write(
              "%s,%s,,,,,,,,,,%s%n"
                  .formatted(
                      quoted(node.path("asked").asText()),
                      quoted(node.path("formula").asText()),
                      quoted(reason)));
        }
        for (JsonNode candidate : candidates) {
          writer.write(row(node, candidate));
        }
      }
    }
    Files.move(draft, table, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String row(JsonNode node, JsonNode candidate) {
    double[] cell = new double[6];
    for (int i = 0; i < cell.length; i++) {
      cell[i] = candidate.path("lattice").path(i).asDouble();
    }
    int atoms = candidate.path("species").size();
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%.4f,%s,%s,%s,%s,%d,%d,%.3f,%n",
        quoted(node.path("asked").asText()),
        quoted(node.path("formula").asText()),
        candidate.path("rank").asInt(),
        candidate.path("probability").asDouble(),
        candidate.path("space_group").asInt() == 0 ? "" : candidate.path("space_group").asText(),
        quoted(candidate.path("prototype").asText()),
        quoted(candidate.path("template").asText()),
        quoted(candidate.path("template_formula").asText()),
        candidate.path("supporting_templates").asInt(),
        atoms,
        Lattice.ofParameters(cell).volume() / atoms);
  }

  private static String quoted(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
