package dev.weir.simulator.opcua;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with a simulated device whose values are nodes. */
public enum NodeTrouble {
  /** Nothing. */
  NONE,
  /** The server listens and says nothing. */
  MUTE,
  /** Every value has a bad status. */
  BAD_STATUS,
  /** Every value has an uncertain status. */
  UNCERTAIN,
  /** Values and their source times stand still, as behind a server that has lost its device. */
  STALE,
  /** Numbers are none. */
  NOT_A_NUMBER,
  /** Every write and every call is refused. */
  REFUSE,
  /** A number that is written is taken as one that is 1 too small. */
  CLAMP,
  /** Sessions are ended again and again. */
  RESET;

  /** Returns the word by which it is asked for. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the trouble of a word.
   *
   * @throws IllegalArgumentException when there is none; the message lists them
   */
  public static NodeTrouble of(String word) {
    return Stream.of(values())
        .filter(trouble -> trouble != NONE && trouble.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no fault of an OPC UA device; there are %s"
                        .formatted(
                            word,
                            Stream.of(values())
                                .filter(trouble -> trouble != NONE)
                                .map(NodeTrouble::word)
                                .collect(Collectors.joining(", ")))));
  }
}
