package dev.weir.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The kinds of event that a journal can hold, and how each is written: compact JSON {@code
 * {"RunVoided":{"campaign":...}}}, the type by its record's simple name, the components in the
 * order in which the record declares them.
 *
 * <p>Built from sealed interfaces; the journal's own events are always among them. What is read
 * back is equal to what was written: numbers to the last bit, instants to the nanosecond. A
 * component that a file lacks is refused unless it is optional; one that the record does not know
 * is refused.
 *
 * <p>Values: numbers, booleans, text, enumerations, {@code Instant}, {@code Duration}, {@code
 * Optional}, {@code List}, {@code Map} and {@code SortedMap}, records, and sealed interfaces of
 * records. A record whose only component is named {@code text} or {@code value} says no more than
 * its content and is written as the bare value, so that names can be keys of a map; all others are
 * objects, so that the unit in the component's name stays in the file.
 *
 * <p>Immutable; any thread.
 */
public final class EventTypes {
  private final Map<Class<?>, RecordCodec> byType;
  private final Map<String, RecordCodec> byName;

  private EventTypes(Map<Class<?>, RecordCodec> byType, Map<String, RecordCodec> byName) {
    this.byType = byType;
    this.byName = byName;
  }

  /**
   * Returns the types below the given sealed interfaces.
   *
   * @throws IllegalArgumentException when a type is neither a record nor sealed, when two have the
   *     same simple name, or when a component cannot be written
   */
  public static EventTypes of(List<Class<? extends JournalEvent>> roots) {
    ValueCodecs codecs = new ValueCodecs();
    Map<Class<?>, RecordCodec> byType = new HashMap<>();
    Map<String, RecordCodec> byName = new TreeMap<>();
    List<Class<?>> all = new ArrayList<>();
    all.add(JournalOwnEvent.class);
    all.addAll(roots);
    for (Class<?> root : all) {
      for (Class<?> type : recordsBelow(root)) {
        RecordCodec codec = codecs.ofRecord(type);
        RecordCodec other = byName.putIfAbsent(type.getSimpleName(), codec);
        if (other != null) {
          throw new IllegalArgumentException(
              "two event types have the name %s: %s and %s"
                  .formatted(type.getSimpleName(), other.type().getName(), type.getName()));
        }
        byType.put(type, codec);
      }
    }
    return new EventTypes(byType, byName);
  }

  /** Returns the records below a sealed interface, in the order in which they are declared. */
  static List<Class<?>> recordsBelow(Class<?> root) {
    List<Class<?>> found = new ArrayList<>();
    Deque<Class<?>> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Class<?> type = open.removeFirst();
      if (type.isRecord()) {
        found.add(type);
      } else if (type.isSealed()) {
        List<Class<?>> permitted = new ArrayList<>(List.of(type.getPermittedSubclasses()));
        Collections.reverse(permitted);
        permitted.forEach(open::addFirst);
      } else {
        throw new IllegalArgumentException(
            type.getName() + " is neither a record nor a sealed interface");
      }
    }
    return List.copyOf(found);
  }

  /** Tells whether events of this class can be written. */
  public boolean knows(Class<? extends JournalEvent> type) {
    return byType.containsKey(type);
  }

  /** Returns the names of all types, sorted. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(byName.keySet()));
  }

  /**
   * Returns the event as it stands in the journal.
   *
   * @throws JournalException when the type is unknown, or the event breaks a bound of {@link
   *     JsonBounds}
   */
  public byte[] encode(JournalEvent event) {
    RecordCodec codec = byType.get(event.getClass());
    if (codec == null) {
      throw new JournalException(
          "events of type " + event.getClass().getName() + " are not registered");
    }
    return JsonBounds.write(
        event.getClass().getSimpleName(),
        out -> {
          out.writeStartObject();
          out.writeFieldName(codec.type().getSimpleName());
          codec.writeComponents(out, event);
          out.writeEndObject();
        });
  }

  /**
   * Returns the event that {@link #encode} wrote.
   *
   * @throws JournalException when the text is not an event of a known type
   */
  public JournalEvent decode(byte[] json) {
    return JsonBounds.read(
        json,
        in -> {
          String name = JsonBounds.onlyFieldName(in);
          RecordCodec codec = byName.get(name);
          if (codec == null) {
            throw new JournalException("unknown event type '" + name + "'");
          }
          in.nextToken();
          JournalEvent event = (JournalEvent) codec.readComponents(in);
          JsonBounds.endObject(in);
          return event;
        });
  }
}
