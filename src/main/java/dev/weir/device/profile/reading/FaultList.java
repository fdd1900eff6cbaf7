package dev.weir.device.profile.reading;

import dev.weir.yaml.Fault;
import dev.weir.yaml.YamlException;
import dev.weir.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The faults of one document, collected so that all are told at once. Owned by the reader. */
final class FaultList {
  private final List<Fault> faults = new ArrayList<>();

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** Reads one part; nothing when it has faults, which are kept. */
  <T> Optional<T> attempt(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (YamlException e) {
      faults.addAll(e.faults());
      return Optional.empty();
    }
  }

  /** Reads every item of a list that can be read. */
  <T> List<T> each(YamlMap map, String key, Function<YamlMap, T> reader) {
    List<T> items = new ArrayList<>();
    attempt(() -> map.maps(key))
        .orElse(List.of())
        .forEach(item -> attempt(() -> reader.apply(item)).ifPresent(items::add));
    return items;
  }

  /**
   * Ends the reading if there are faults.
   *
   * @throws YamlException with all of them in the order of the document
   */
  void raise() {
    if (!faults.isEmpty()) {
      faults.sort(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column));
      throw new YamlException(faults);
    }
  }
}
