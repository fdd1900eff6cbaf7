package dev.weir.reactor;

import dev.weir.device.DeviceReport;
import dev.weir.device.SampleName;
import dev.weir.flow.FeedName;
import dev.weir.flow.Setpoints;
import dev.weir.journal.JournalEvent;
import dev.weir.units.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What one control cycle offers its steps. Owned by the control thread; valid only during the
 * cycle.
 */
public interface Cycle {
  /** Returns the instant of this cycle. */
  Instant now();

  /** Returns the reactor's state as the interlocks left it in this cycle. */
  ReactorState state();

  /** Returns the kinds of the trips that are latched now. */
  Set<AlarmKind> trips();

  /** Returns the latest readings, with their quality as of now. */
  ProcessValues values();

  /** Returns the reports that arrived since the last cycle, in order. */
  List<DeviceReport> reports();

  /**
   * Asks for these set-points in this cycle. Must be repeated every cycle; without it the reactor
   * rests at solvent flow and safe temperature. Taken only in a state that allows it; a set-point
   * outside a limit refuses the whole wish.
   *
   * @return the reason for a refusal, with value, limit and unit; empty when accepted
   */
  Optional<String> want(Setpoints setpoints);

  /**
   * Tells why these set-points would be refused, without asking for them: device ranges,
   * temperature, adiabatic rise.
   */
  Optional<String> refusal(Setpoints setpoints);

  /**
   * Tells which feed does not hold enough for a run, with 20 % to spare above its reserve.
   *
   * @param need how much of each feed the run will use
   * @return the feed with what is left, what is needed and the unit; empty when all suffice
   */
  Optional<String> shortage(SortedMap<FeedName, Volume> need);

  /**
   * Asks the analyser for the analysis of this sample; must be repeated every cycle until the
   * result is there.
   */
  void wantAnalysis(SampleName sample);

  /**
   * Raises an alarm of the given kind; the same kind and source is raised once until it returns to
   * normal.
   */
  void raise(AlarmKind kind, String source, String text);

  /** Says that the cause of an alarm is gone. */
  void returnToNormal(AlarmKind kind, String source);

  /**
   * Asks for the automatic hold: solvent on, reactive feeds off, cool; ends when no step asks for
   * it any more.
   */
  void suspend(String reason);

  /**
   * Journals an event with the next group.
   *
   * @return its sequence number
   */
  long append(JournalEvent event);

  /**
   * Journals an event that must survive; act on it only when {@link #isForced} says so.
   *
   * @return its sequence number
   */
  long appendForced(JournalEvent event);

  /** Tells whether the event with this sequence number is on the disk. */
  boolean isForced(long sequence);

  /**
   * Returns how much of each feed has been delivered since the daemon started, by integrating the
   * pumps' flow.
   */
  SortedMap<FeedName, Volume> delivered();

  /** Returns the commands for the given kind of receiver that were accepted for this cycle. */
  List<Command> commands();
}
