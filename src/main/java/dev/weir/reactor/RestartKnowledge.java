package dev.weir.reactor;

import dev.weir.flow.FeedName;
import dev.weir.journal.Entry;
import dev.weir.reactor.ReactorStatus.Alarm;
import dev.weir.reactor.ReactorStatus.AlarmCondition;
import dev.weir.units.FlowRate;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the journal says about the sessions before this one: nothing that was latched, alarmed or
 * used up is forgotten by a restart.
 *
 * @param unclean whether the last session did not end properly
 * @param latched trips that nobody has cleared, oldest first
 * @param alarms those that nobody has acknowledged, oldest first; their causes went with the
 *     session
 * @param filled what each refilled vessel held when it was refilled last
 * @param drawn what has been drawn from each vessel since, by the intended flows: every actuation
 *     has its intent
 * @param wasted what has gone into the waste vessel since it was emptied last, by the intended
 *     flows
 * @param nextAlarmNumber the number of the next alarm, from 1
 */
public record RestartKnowledge(
    boolean unclean,
    List<LatchedTrip> latched,
    List<Alarm> alarms,
    SortedMap<FeedName, Volume> filled,
    SortedMap<FeedName, Volume> drawn,
    Volume wasted,
    long nextAlarmNumber) {
  /**
   * After its last entry a session that died may have pumped on for so long: until the leases
   * ended.
   */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Copies the collections. */
  public RestartKnowledge {
    latched = List.copyOf(latched);
    alarms = List.copyOf(alarms);
    filled = Collections.unmodifiableSortedMap(new TreeMap<>(filled));
    drawn = Collections.unmodifiableSortedMap(new TreeMap<>(drawn));
  }

  /**
   * An interlock that has tripped and not been cleared.
   *
   * @param kind which
   * @param source which device, feed or limit
   * @param text one line with value, limit and unit
   */
  public record LatchedTrip(AlarmKind kind, String source, String text) {}

  /** Returns what is known of a reactor that never ran: nothing latched, every vessel full. */
  public static RestartKnowledge fresh() {
    return of(List.of());
  }

  /** Replays a journal; entries of other rooms only tell the time. */
  public static RestartKnowledge of(Iterable<Entry> entries) {
    Replay replay = new Replay();
    entries.forEach(replay::take);
    return replay.known();
  }

  /** Returns what is left in a feed's vessel; one that was never refilled began full. */
  public Volume left(ReactorDescription.FeedLine line) {
    FeedName feed = line.feed().name();
    double held = filled.getOrDefault(feed, line.capacity()).microlitres();
    return new Volume(Math.max(0.0, held - drawn.getOrDefault(feed, Volume.ZERO).microlitres()));
  }

  /** The fold over the entries. */
  private static final class Replay {
    private final List<LatchedTrip> latched = new ArrayList<>();
    private final Map<Long, Alarm> alarms = new LinkedHashMap<>();
    private final SortedMap<FeedName, Volume> filled = new TreeMap<>();
    private final SortedMap<FeedName, Volume> drawn = new TreeMap<>();
    private SortedMap<FeedName, FlowRate> flowing = Collections.emptySortedMap();
    private Instant last = Instant.EPOCH;
    private Volume wasted = Volume.ZERO;
    private boolean open;
    private long nextAlarmNumber = 1;

    void take(Entry entry) {
      boolean newSession = entry.event() instanceof ReactorEvent.SessionStarted;
      if (newSession) {
        endSession();
      } else {
        draw(Duration.between(last, entry.at()));
      }
      last = entry.at();
      if (entry.event() instanceof ReactorEvent event) {
        take(event, entry.at());
      }
    }

    private void endSession() {
      draw(GRACE);
      flowing = Collections.emptySortedMap();
    }

    private void draw(Duration span) {
      double minutes = Math.max(0.0, span.toNanos() / 6e10);
      flowing.forEach(
          (feed, flow) -> {
            Volume volume = new Volume(flow.microlitresPerMinute() * minutes);
            drawn.merge(feed, volume, Volume::plus);
            wasted = wasted.plus(volume);
          });
    }

    private void take(ReactorEvent event, Instant at) {
      switch (event) {
        case ReactorEvent.SessionStarted ignored -> open = true;
        case ReactorEvent.SessionEnded ignored -> {
          open = false;
          flowing = Collections.emptySortedMap();
        }
        case ReactorEvent.SetpointsIntended intended -> flowing = intended.setpoints().flows();
        case ReactorEvent.SafeIntended ignored -> flowing = Collections.emptySortedMap();
        case ReactorEvent.InterlockTripped trip ->
            latched.add(new LatchedTrip(trip.kind(), trip.source(), trip.text()));
        case ReactorEvent.InterlocksCleared ignored -> latched.clear();
        case ReactorEvent.AlarmRaised raised -> raise(raised, at);
        case ReactorEvent.AlarmAcknowledged seen -> alarms.remove(seen.number());
        case ReactorEvent.FeedRefilled refill -> {
          filled.put(refill.feed(), refill.volume());
          drawn.remove(refill.feed());
        }
        case ReactorEvent.WasteEmptied ignored -> wasted = Volume.ZERO;
        case ReactorEvent.AlarmReturned ignored -> {}
        case ReactorEvent.AlarmShelved ignored -> {}
        case ReactorEvent.AlarmUnshelved ignored -> {}
        case ReactorEvent.StateChanged ignored -> {}
        case ReactorEvent.DeviceMadeSafe ignored -> {}
        case ReactorEvent.ReadingsRecorded ignored -> {}
        case ReactorEvent.CommandAccepted ignored -> {}
        case ReactorEvent.LinkMoved ignored -> {}
        case ReactorEvent.DeviceFaulted ignored -> {}
      }
    }

    private void raise(ReactorEvent.AlarmRaised raised, Instant at) {
      nextAlarmNumber = Math.max(nextAlarmNumber, raised.number() + 1);
      alarms
          .values()
          .removeIf(
              alarm -> alarm.kind() == raised.kind() && alarm.source().equals(raised.source()));
      alarms.put(
          raised.number(),
          new Alarm(
              raised.number(),
              raised.kind(),
              raised.source(),
              raised.text(),
              at,
              AlarmCondition.RETURNED_UNACKNOWLEDGED,
              raised.firstOut()));
    }

    RestartKnowledge known() {
      if (open) {
        draw(GRACE);
      }
      return new RestartKnowledge(
          open, latched, List.copyOf(alarms.values()), filled, drawn, wasted, nextAlarmNumber);
    }
  }
}
