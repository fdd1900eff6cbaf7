package dev.weir.reactor;

import dev.weir.device.DeviceName;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.flow.FeedName;
import dev.weir.flow.Setpoints;
import dev.weir.journal.JournalEvent;
import dev.weir.units.Volume;
import java.time.Instant;
import java.util.SortedMap;

/** What happens to the reactor and its devices, as journalled. */
public sealed interface ReactorEvent extends JournalEvent {
  /**
   * The daemon started.
   *
   * @param version of the program
   * @param configurationHash SHA-256 of the configuration, in hex
   * @param simulated whether a virtual plant stands in for the bench
   * @param unclean whether the last session did not end properly
   */
  record SessionStarted(
      String version, String configurationHash, boolean simulated, boolean unclean)
      implements ReactorEvent {}

  /**
   * The daemon ended properly, with everything safe.
   *
   * @param reason why
   */
  record SessionEnded(String reason) implements ReactorEvent {}

  /**
   * The reactor changed its state.
   *
   * @param from the state left
   * @param to the state entered
   * @param reason why
   */
  record StateChanged(ReactorState from, ReactorState to, String reason) implements ReactorEvent {}

  /**
   * The devices are about to be asked for these set-points.
   *
   * @param setpoints every flow and the bath's temperature
   */
  record SetpointsIntended(Setpoints setpoints) implements ReactorEvent {}

  /**
   * The devices are about to be made safe.
   *
   * @param reason why
   */
  record SafeIntended(String reason) implements ReactorEvent {}

  /**
   * A device proved, or failed to prove, that it is safe.
   *
   * @param device the device
   * @param confirmed whether its own answers prove it
   */
  record DeviceMadeSafe(DeviceName device, boolean confirmed) implements ReactorEvent {}

  /**
   * The process values at one instant.
   *
   * @param values fresh good readings by tag ({@code device/capability}), each in the canonical
   *     unit of its dimension
   */
  record ReadingsRecorded(SortedMap<String, Double> values) implements ReactorEvent {}

  /**
   * An alarm was raised.
   *
   * @param number unique in the journal, from 1
   * @param kind what it is
   * @param source which device, feed or limit
   * @param text one line with value, limit and unit
   * @param firstOut whether it was the first of its avalanche
   */
  record AlarmRaised(long number, AlarmKind kind, String source, String text, boolean firstOut)
      implements ReactorEvent {}

  /**
   * The cause of an alarm is gone.
   *
   * @param number the alarm
   */
  record AlarmReturned(long number) implements ReactorEvent {}

  /**
   * Somebody has seen an alarm.
   *
   * @param number the alarm
   * @param operator who
   */
  record AlarmAcknowledged(long number, String operator) implements ReactorEvent {}

  /**
   * Somebody has put an alarm aside for a while.
   *
   * @param number the alarm
   * @param operator who
   * @param reason why that is safe
   * @param until when it announces itself again
   */
  record AlarmShelved(long number, String operator, String reason, Instant until)
      implements ReactorEvent {}

  /**
   * An alarm is no longer put aside.
   *
   * @param number the alarm
   */
  record AlarmUnshelved(long number) implements ReactorEvent {}

  /**
   * The waste vessel is empty.
   *
   * @param operator who said so
   * @param reason what was done with it; may be empty
   */
  record WasteEmptied(String operator, String reason) implements ReactorEvent {}

  /**
   * An interlock tripped; it stays latched until the reactor is cleared.
   *
   * @param kind which
   * @param source which device, feed or limit
   * @param text one line with value, limit and unit
   */
  record InterlockTripped(AlarmKind kind, String source, String text) implements ReactorEvent {}

  /**
   * All latched interlocks were reset.
   *
   * @param operator who cleared
   * @param reason why it is safe to go on
   */
  record InterlocksCleared(String operator, String reason) implements ReactorEvent {}

  /**
   * A command was accepted.
   *
   * @param command its kind, the simple name of its record
   * @param operator who asked
   * @param reason why
   */
  record CommandAccepted(String command, String operator, String reason) implements ReactorEvent {}

  /**
   * A vessel holds a new volume.
   *
   * @param feed the feed
   * @param volume what it holds now
   * @param operator who said so
   * @param reason the lot number
   */
  record FeedRefilled(FeedName feed, Volume volume, String operator, String reason)
      implements ReactorEvent {}

  /**
   * The link to a device changed.
   *
   * @param device the device
   * @param state the new state
   * @param reason why
   */
  record LinkMoved(DeviceName device, LinkState state, String reason) implements ReactorEvent {}

  /**
   * A device reported trouble.
   *
   * @param device the device
   * @param kind the class
   * @param text the device's words
   */
  record DeviceFaulted(DeviceName device, FaultClass kind, String text) implements ReactorEvent {}
}
