package dev.weir.reactor;

import dev.weir.device.DeviceName;
import dev.weir.device.LinkState;
import dev.weir.device.Tag;
import dev.weir.flow.FeedName;
import dev.weir.flow.Setpoints;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the outside may know of the reactor after a cycle.
 *
 * @param state the state
 * @param since when it was entered
 * @param reason why
 * @param setpoints what the devices are asked to hold; empty when they are asked to be safe
 * @param values every reading with its quality
 * @param left what is left in each feed's vessel
 * @param links how far each device is connected
 * @param wasted what has gone into the waste vessel since it was emptied last
 * @param alarms those that are active or unacknowledged, oldest first
 * @param cycle how the cycle keeps its time
 */
public record ReactorStatus(
    ReactorState state,
    Instant since,
    String reason,
    Optional<Setpoints> setpoints,
    SortedMap<Tag, ProcessValues.Observed> values,
    SortedMap<FeedName, Volume> left,
    SortedMap<DeviceName, LinkState> links,
    Volume wasted,
    List<Alarm> alarms,
    CycleTimes cycle) {
  /** One of a reactor whose waste is of no interest. */
  public ReactorStatus(
      ReactorState state,
      Instant since,
      String reason,
      Optional<Setpoints> setpoints,
      SortedMap<Tag, ProcessValues.Observed> values,
      SortedMap<FeedName, Volume> left,
      SortedMap<DeviceName, LinkState> links,
      List<Alarm> alarms,
      CycleTimes cycle) {
    this(state, since, reason, setpoints, values, left, links, Volume.ZERO, alarms, cycle);
  }

  /**
   * One alarm.
   *
   * @param number its number, unique in the journal
   * @param kind what it is
   * @param source which device, feed or limit
   * @param text one line with value, limit and unit
   * @param raisedAt when
   * @param condition its ISA-18.2 state
   * @param firstOut whether it was the first of its avalanche
   */
  public record Alarm(
      long number,
      AlarmKind kind,
      String source,
      String text,
      Instant raisedAt,
      AlarmCondition condition,
      boolean firstOut) {}

  /** The states of an alarm after ISA-18.2. */
  public enum AlarmCondition {
    /** Active and not yet seen. */
    UNACKNOWLEDGED,
    /** Active and seen. */
    ACKNOWLEDGED,
    /** Active, but put aside for a while. */
    SHELVED,
    /** Gone, but nobody has seen it. */
    RETURNED_UNACKNOWLEDGED
  }

  /**
   * How the cycle keeps its time.
   *
   * @param count cycles since the start
   * @param overruns cycles that took longer than their period
   * @param last time of the last cycle
   * @param slowestStep name of the step that took longest in it
   */
  public record CycleTimes(long count, long overruns, Duration last, String slowestStep) {}
}
