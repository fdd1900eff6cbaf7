package dev.weir.reactor;

import dev.weir.reactor.ReactorStatus.Alarm;
import dev.weir.reactor.ReactorStatus.AlarmCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alarms that are active or not yet acknowledged, oldest first, after ISA-18.2. At most one per
 * kind and source; each change is journalled before it is made. Owned by the control thread.
 */
final class Alarms {
  /** Alarms raised within this time of a first one are its avalanche. */
  static final long AVALANCHE = 60 * Nanos.SECOND;

  /**
   * An alarm of an interlock returns to normal when its cause has been gone for so long: no chatter
   * near a limit.
   */
  static final long OFF_DELAY = 5 * Nanos.SECOND;

  /** Alarms kept at most; a reactor with more has other worries, and the journal has them all. */
  private static final int LIMIT = 200;

  private static final long NOT_SHELVED = Long.MIN_VALUE;

  private final Recorder recorder;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private long nextNumber;
  private long firstOutAt = Long.MIN_VALUE;

  private record Key(AlarmKind kind, String source) {}

  /**
   * The alarm with the time at which its interlock last found it; {@link Nanos#NEVER} when a step
   * raised it.
   */
  private record Entry(Alarm alarm, long lastFound, long shelvedUntil) {
    /** One that is not put aside. */
    Entry(Alarm alarm, long lastFound) {
      this(alarm, lastFound, NOT_SHELVED);
    }

    boolean isActive() {
      return alarm.condition() != AlarmCondition.RETURNED_UNACKNOWLEDGED;
    }

    boolean isShelved() {
      return shelvedUntil != NOT_SHELVED;
    }

    Entry found(long at) {
      return new Entry(alarm, at, shelvedUntil);
    }

    Entry shelved(long until) {
      return new Entry(with(AlarmCondition.SHELVED).alarm, lastFound, until);
    }

    /** No longer put aside: it asks to be seen anew. */
    Entry unshelved() {
      return with(AlarmCondition.UNACKNOWLEDGED);
    }

    Entry with(AlarmCondition condition) {
      return new Entry(
          new Alarm(
              alarm.number(),
              alarm.kind(),
              alarm.source(),
              alarm.text(),
              alarm.raisedAt(),
              condition,
              alarm.firstOut()),
          lastFound);
    }
  }

  Alarms(Recorder recorder, RestartKnowledge knowledge) {
    this.recorder = recorder;
    this.nextNumber = knowledge.nextAlarmNumber();
    for (Alarm alarm : knowledge.alarms()) {
      entries.put(new Key(alarm.kind(), alarm.source()), new Entry(alarm, Nanos.NEVER));
    }
  }

  /** An interlock found this in the present cycle: raised, or kept active. */
  void found(AlarmKind kind, String source, String text, Instant now) {
    Key key = new Key(kind, source);
    Entry entry = entries.get(key);
    if (entry == null || !entry.isActive()) {
      enter(key, text, now, Nanos.of(now));
    } else {
      entries.put(key, entry.found(Nanos.of(now)));
    }
  }

  /** A step or the agent itself raises an alarm; it stays until it is returned. */
  void raise(AlarmKind kind, String source, String text, Instant now) {
    Key key = new Key(kind, source);
    Entry entry = entries.get(key);
    if (entry == null || !entry.isActive()) {
      enter(key, text, now, Nanos.NEVER);
    }
  }

  private void enter(Key key, String text, Instant now, long lastFound) {
    makeRoom();
    long at = Nanos.of(now);
    boolean firstOut = firstOutAt == Long.MIN_VALUE || at - firstOutAt > AVALANCHE;
    if (firstOut) {
      firstOutAt = at;
    }
    long number = nextNumber++;
    recorder.appendForced(
        new ReactorEvent.AlarmRaised(number, key.kind(), key.source(), text, firstOut));
    entries.remove(key);
    Alarm alarm =
        new Alarm(
            number, key.kind(), key.source(), text, now, AlarmCondition.UNACKNOWLEDGED, firstOut);
    entries.put(key, new Entry(alarm, lastFound));
  }

  private void makeRoom() {
    if (entries.size() >= LIMIT) {
      Key oldest =
          entries.entrySet().stream()
              .filter(entry -> !entry.getValue().isActive())
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseGet(() -> entries.keySet().iterator().next());
      entries.remove(oldest);
    }
  }

  /** Says that the cause of an alarm is gone. */
  void returnToNormal(AlarmKind kind, String source) {
    Key key = new Key(kind, source);
    Entry entry = entries.get(key);
    if (entry != null && entry.isActive()) {
      recorder.append(new ReactorEvent.AlarmReturned(entry.alarm().number()));
      if (entry.isShelved()) {
        recorder.append(new ReactorEvent.AlarmUnshelved(entry.alarm().number()));
      }
      if (entry.alarm().condition() == AlarmCondition.ACKNOWLEDGED || entry.isShelved()) {
        entries.remove(key);
      } else {
        entries.put(key, entry.with(AlarmCondition.RETURNED_UNACKNOWLEDGED));
      }
    }
  }

  /** Returns to normal what the interlocks have not found for the off-delay. */
  void sweep(Instant now) {
    if (entries.isEmpty()) {
      return;
    }
    long at = Nanos.of(now);
    for (Entry entry : List.copyOf(entries.values())) {
      if (entry.isShelved() && at >= entry.shelvedUntil()) {
        recorder.appendForced(new ReactorEvent.AlarmUnshelved(entry.alarm().number()));
        entries.put(new Key(entry.alarm().kind(), entry.alarm().source()), entry.unshelved());
      }
      if (entry.lastFound() != Nanos.NEVER
          && entry.isActive()
          && at - entry.lastFound() > OFF_DELAY) {
        returnToNormal(entry.alarm().kind(), entry.alarm().source());
      }
    }
  }

  /** Returns the alarm with this number, when it is active or not yet acknowledged. */
  Optional<Alarm> find(long number) {
    return entries.values().stream()
        .map(Entry::alarm)
        .filter(alarm -> alarm.number() == number)
        .findFirst();
  }

  /** Returns the alarm of this kind and source. */
  Optional<Alarm> find(AlarmKind kind, String source) {
    return Optional.ofNullable(entries.get(new Key(kind, source))).map(Entry::alarm);
  }

  /** Tells whether an alarm of this kind and source is active. */
  boolean isActive(AlarmKind kind, String source) {
    Entry entry = entries.get(new Key(kind, source));
    return entry != null && entry.isActive();
  }

  /**
   * Somebody puts an alarm aside for a while; the number must be one that {@link #find(long)}
   * knows. An alarm whose cause is gone already has been seen by that.
   */
  void shelve(Alarm alarm, Command.Origin origin, Instant until) {
    if (alarm.condition() == AlarmCondition.RETURNED_UNACKNOWLEDGED) {
      acknowledge(alarm, origin.operator());
      return;
    }
    recorder.appendForced(
        new ReactorEvent.AlarmShelved(alarm.number(), origin.operator(), origin.reason(), until));
    entries.computeIfPresent(
        new Key(alarm.kind(), alarm.source()), (same, entry) -> entry.shelved(Nanos.of(until)));
  }

  /** Somebody has seen an alarm; the number must be one that {@link #find(long)} knows. */
  void acknowledge(Alarm alarm, String operator) {
    recorder.appendForced(new ReactorEvent.AlarmAcknowledged(alarm.number(), operator));
    Key key = new Key(alarm.kind(), alarm.source());
    switch (alarm.condition()) {
      case UNACKNOWLEDGED ->
          entries.computeIfPresent(key, (same, entry) -> entry.with(AlarmCondition.ACKNOWLEDGED));
      case RETURNED_UNACKNOWLEDGED -> entries.remove(key);
      case SHELVED -> {
        recorder.append(new ReactorEvent.AlarmUnshelved(alarm.number()));
        entries.computeIfPresent(key, (same, entry) -> entry.with(AlarmCondition.ACKNOWLEDGED));
      }
      case ACKNOWLEDGED -> {}
    }
  }

  /** Returns all of them, oldest first. */
  List<Alarm> list() {
    List<Alarm> alarms = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> alarms.add(entry.alarm()));
    return List.copyOf(alarms);
  }
}
