package dev.weir.journal;

/** What happens to the journal itself, as journalled by whoever opens it. */
public sealed interface JournalOwnEvent extends JournalEvent {
  /**
   * The end of the journal was unreadable when it was opened, and was cut off at the first bad
   * frame.
   *
   * @param file the damaged segment
   * @param offset where it was cut, in bytes from its start
   * @param bytes how many bytes were cut off; zero when whole frames are missing without a trace
   * @param keptIn the file that keeps them, in the journal's folder; empty when there are none
   * @param acknowledgedLost how many events are gone that had been acknowledged as forced: zero
   *     after a crash, above zero only when the disk lost or changed what it had promised to keep
   * @param reason what is wrong with the first bad frame
   */
  record TailCut(
      String file, long offset, long bytes, String keptIn, long acknowledgedLost, String reason)
      implements JournalOwnEvent {}
}
