package dev.weir.device.profile.language;

import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import dev.weir.yaml.DidYouMean;
import java.util.List;
import java.util.Optional;

/** Something about one device that only its user knows: syringe diameter, pump head, scale. */
public sealed interface Parameter {
  /** Returns its name. */
  String name();

  /** Returns one line for the user. */
  String about();

  /** Returns the value that holds when none is configured; without one, the user must give it. */
  Optional<String> standard();

  /**
   * Checks a configured value.
   *
   * @throws IllegalArgumentException when it does not fit; the message says why
   */
  void check(String text);

  /**
   * A quantity.
   *
   * @param name its name
   * @param about one line for the user
   * @param dimension its dimension
   * @param lowest the lowest value
   * @param highest the highest value
   * @param standard the default, if any
   */
  record OfQuantity(
      String name,
      String about,
      Dimension dimension,
      Quantity lowest,
      Quantity highest,
      Optional<String> standard)
      implements Parameter {
    @Override
    public void check(String text) {
      Quantity value = dimension.parse(text);
      if (value.canonicalValue() < lowest.canonicalValue()
          || value.canonicalValue() > highest.canonicalValue()) {
        throw new IllegalArgumentException(
            "must be from %s to %s, was %s"
                .formatted(lowest.print(), highest.print(), value.print()));
      }
    }
  }

  /**
   * One of several words.
   *
   * @param name its name
   * @param about one line for the user
   * @param words the words
   * @param standard the default, if any
   */
  record OfWords(String name, String about, List<String> words, Optional<String> standard)
      implements Parameter {
    /** Copies the list. */
    public OfWords {
      words = List.copyOf(words);
    }

    @Override
    public void check(String text) {
      if (!words.contains(text)) {
        throw new IllegalArgumentException(
            "must be one of %s, was '%s'%s"
                .formatted(String.join(", ", words), text, DidYouMean.hint(text, words)));
      }
    }
  }

  /**
   * A text of the user's own.
   *
   * @param name its name
   * @param about one line for the user
   * @param longest most characters
   * @param standard the default, if any
   */
  record OfText(String name, String about, int longest, Optional<String> standard)
      implements Parameter {
    @Override
    public void check(String text) {
      if (text.isBlank()
          || text.length() > longest
          || text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "must be 1 to %d characters in one line, was '%s'"
                .formatted(longest, text.replaceAll("\\p{Cntrl}", "?")));
      }
    }
  }
}
