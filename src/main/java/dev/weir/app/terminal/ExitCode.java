package dev.weir.app.terminal;

/** The exit codes of every verb, after {@code sysexits.h}. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** The command line is wrong. */
  public static final int USAGE = 64;

  /** A data file is wrong. */
  public static final int BAD_DATA = 65;

  /** Something failed. */
  public static final int FAULT = 70;

  /** A configuration file is wrong. */
  public static final int CONFIGURATION = 78;

  private ExitCode() {}
}
