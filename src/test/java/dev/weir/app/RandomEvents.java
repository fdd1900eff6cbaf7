package dev.weir.app;

import dev.weir.campaign.CampaignEvent;
import dev.weir.experiment.RunEvent;
import dev.weir.jobs.JobEvent;
import dev.weir.journal.JournalEvent;
import dev.weir.journal.JournalOwnEvent;
import dev.weir.reactor.ReactorEvent;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Events drawn at random, of every type that the program has; the same seed draws the same ones.
 */
public final class RandomEvents {
  private static final int MOST_ATTEMPTS = 1000;
  private static final List<String> NAMES = List.of("a", "feed-1", "styrene-mma", "x0", "pump-b");

  private final SplittableRandom random;

  /** Starts a series. */
  public RandomEvents(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Returns all types of event. */
  public static List<Class<?>> types() {
    return Stream.of(
            JournalOwnEvent.class,
            ReactorEvent.class,
            RunEvent.class,
            CampaignEvent.class,
            JobEvent.class)
        .flatMap(root -> Arrays.stream(root.getPermittedSubclasses()))
        .toList();
  }

  /** Returns an event of any type. */
  public JournalEvent next() {
    List<Class<?>> types = types();
    return of(types.get(random.nextInt(types.size())));
  }

  /** Returns an event of the given type. */
  public JournalEvent of(Class<?> type) {
    return (JournalEvent) value(type);
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] parts = generic.getActualTypeArguments();
      Type raw = generic.getRawType();
      if (raw == Optional.class) {
        return random.nextBoolean() ? Optional.of(value(parts[0])) : Optional.empty();
      }
      if (raw == List.class) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> value(parts[0])).toList();
      }
      if (raw == Map.class || raw == SortedMap.class) {
        SortedMap<Object, Object> map = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          // Half a character in a key is refused by the journal; everything else may be one.
          Object key =
              parts[0] == String.class ? NAMES.get(random.nextInt(NAMES.size())) : value(parts[0]);
          map.put(key, value(parts[1]));
        }
        return Collections.unmodifiableSortedMap(map);
      }
    }
    if (type instanceof Class<?> choice && choice.isSealed()) {
      Class<?>[] parts = choice.getPermittedSubclasses();
      return value(parts[random.nextInt(parts.length)]);
    }
    if (type instanceof Class<?> plain) {
      return plain.isRecord() ? record(plain) : scalar(plain);
    }
    throw new IllegalArgumentException("cannot draw a " + type);
  }

  private Object scalar(Class<?> type) {
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    if (type == double.class || type == Double.class) {
      return random.nextInt(4) == 0
          ? Double.longBitsToDouble(random.nextLong())
          : random.nextDouble();
    }
    if (type == long.class) {
      return random.nextInt(4) == 0 ? random.nextLong() : random.nextLong(1, 10);
    }
    if (type == int.class) {
      return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(1, 10);
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == String.class) {
      return random.nextInt(4) == 0
          ? "µ \"%s\";\n=1,2\u0000\ud83e".formatted(random.nextInt())
          : NAMES.get(random.nextInt(NAMES.size()));
    }
    if (type == Instant.class) {
      return Instant.ofEpochSecond(random.nextLong(2_000_000_000L), random.nextInt(1_000_000_000));
    }
    if (type == Duration.class) {
      return Duration.ofNanos(random.nextLong());
    }
    throw new IllegalArgumentException("cannot draw a " + type);
  }

  /** Records refuse what is out of their range: drawn again until one is accepted. */
  private Object record(Class<?> type) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      for (int i = 0; i < MOST_ATTEMPTS; i++) {
        try {
          return constructor.newInstance(
              Arrays.stream(components).map(part -> value(part.getGenericType())).toArray());
        } catch (InvocationTargetException e) {
          if (!(e.getTargetException() instanceof IllegalArgumentException)) {
            throw e;
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
    throw new IllegalStateException(type.getName() + " refused everything");
  }
}
