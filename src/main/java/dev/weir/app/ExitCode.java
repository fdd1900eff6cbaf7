package dev.weir.app;

/** The exit codes of every verb, after {@code sysexits.h}. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** The command line is wrong. */
  static final int USAGE = 64;

  /** A data file is wrong. */
  static final int BAD_DATA = 65;

  /** Something failed. */
  static final int FAULT = 70;

  /** A configuration file is wrong. */
  static final int CONFIGURATION = 78;

  private ExitCode() {}
}
