package dev.weir.yaml;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that was probably meant. */
public final class DidYouMean {
  /** Words up to this length are held to one edit: more would match anything. */
  private static final int SHORT = 3;

  private DidYouMean() {}

  /**
   * Returns {@code ", did you mean 'word'?"} for the nearest word, or nothing when none is near.
   */
  public static String hint(String written, Collection<String> words) {
    int limit = written.length() <= SHORT ? 1 : Math.max(2, written.length() / 3);
    return words.stream()
        .filter(word -> distance(written, word) <= limit)
        .min(
            Comparator.comparingInt((String word) -> distance(written, word))
                .thenComparing(word -> word))
        .map(word -> ", did you mean '" + word + "'?")
        .orElse("");
  }

  /** Edit distance of Levenshtein: insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
