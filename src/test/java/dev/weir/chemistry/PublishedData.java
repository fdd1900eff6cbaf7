package dev.weir.chemistry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Published points that lie beside the project; a test that needs them is skipped where they are
 * not.
 */
final class PublishedData {
  private PublishedData() {}

  /** Returns the numbers of a file of two columns, without its heading. */
  static List<double[]> points(String file) {
    Path path =
        Path.of(System.getProperty("weir.home", "."))
            .resolve("../shared/data/papers")
            .resolve(file)
            .normalize();
    boolean present = Files.isRegularFile(path);
    if (!present) {
      System.out.println("skipped: " + path + " is not there");
    }
    assumeTrue(present, () -> path + " is not there");
    try {
      return Files.readAllLines(path).stream()
          .skip(1)
          .filter(line -> !line.isBlank())
          .map(PublishedData::pair)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] pair(String line) {
    String[] cells = line.split(",", -1);
    return new double[] {Double.parseDouble(cells[0]), Double.parseDouble(cells[1])};
  }
}
