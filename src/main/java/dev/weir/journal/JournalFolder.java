package dev.weir.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names in a journal's folder: segments {@code journal-000001.wjl}, the manifest of a closed
 * one {@code journal-000001.sha256} (as {@code sha256sum -c} reads it), {@code journal.forced},
 * {@code journal.lock}, and what was cut off, {@code journal-000001.cut-OFFSET}.
 *
 * @param path the folder
 */
record JournalFolder(Path path) {
  private static final Pattern SEGMENT = Pattern.compile("journal-(\\d{6})\\.wjl");
  private static final int MOST_SEGMENTS = 999_999;

  Path segment(int number) {
    if (number > MOST_SEGMENTS) {
      throw new JournalException(path + ": a journal has at most " + MOST_SEGMENTS + " segments");
    }
    return path.resolve("journal-%06d.wjl".formatted(number));
  }

  Path manifest(int number) {
    return path.resolve("journal-%06d.sha256".formatted(number));
  }

  Path manifestUnderWay(int number) {
    return path.resolve("journal-%06d.sha256.part".formatted(number));
  }

  Path cutOff(int number, long offset) {
    return path.resolve("journal-%06d.cut-%d".formatted(number, offset));
  }

  Path forcedMark() {
    return path.resolve("journal.forced");
  }

  Path lock() {
    return path.resolve("journal.lock");
  }

  /**
   * Returns how many segments there are; they are numbered from 1.
   *
   * @throws JournalException when one is missing
   */
  int segments() {
    if (!Files.isDirectory(path)) {
      return 0;
    }
    List<Integer> numbers;
    try (Stream<Path> files = Files.list(path)) {
      numbers =
          files
              .map(file -> SEGMENT.matcher(file.getFileName().toString()))
              .filter(Matcher::matches)
              .map(match -> Integer.parseInt(match.group(1)))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new JournalException(path + ": cannot be listed: " + e.getMessage(), e);
    }
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) != i + 1) {
        throw new JournalException(
            "%s: the segment is missing, but %s is there"
                .formatted(segment(i + 1), segment(numbers.get(i)).getFileName()));
      }
    }
    return numbers.size();
  }
}
