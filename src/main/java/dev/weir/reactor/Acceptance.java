package dev.weir.reactor;

/** The answer to a command: it is final, and an accepted command is already in the journal. */
public sealed interface Acceptance {
  /**
   * The command was accepted.
   *
   * @param sequence its place in the journal
   */
  record Accepted(long sequence) implements Acceptance {}

  /**
   * The command does not fit.
   *
   * @param reason one line for the operator
   */
  record Refused(String reason) implements Acceptance {}
}
