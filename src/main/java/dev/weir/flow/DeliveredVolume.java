package dev.weir.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much liquid had entered the flow path by when, with straight lines between what was told: the
 * history that says which liquid is where when the flow is not constant. Liquid that is at a place
 * now entered when the path had taken in that place's volume less than now. Owned by one thread.
 */
public final class DeliveredVolume {
  /** What was told in a row is dropped from the front in bulk, once it is so many entries. */
  private static final int BULK = 1000;

  /** Volume that is lost in sums, in µL. */
  private static final double ROUNDING = 1e-6;

  private final List<Told> told = new ArrayList<>();

  /**
   * One entry.
   *
   * @param seconds when, from any origin
   * @param microlitres volume that had entered by then, from any origin
   */
  private record Told(double seconds, double microlitres) {}

  /** An empty history. */
  public DeliveredVolume() {}

  /**
   * Adds what had entered by a time; both may stand still but never go back.
   *
   * @param seconds from any origin, the same for all
   * @param microlitres from any origin, the same for all
   */
  public void add(double seconds, double microlitres) {
    if (!told.isEmpty()) {
      Told last = told.getLast();
      if (!(seconds >= last.seconds && microlitres >= last.microlitres)) {
        throw new IllegalArgumentException(
            "a history only goes on: %s s and %s µL after %s s and %s µL"
                .formatted(seconds, microlitres, last.seconds, last.microlitres));
      }
    }
    told.add(new Told(seconds, microlitres));
  }

  /** Forgets everything. */
  public void clear() {
    told.clear();
  }

  /** Forgets, when it is worth the trouble, what lies before a volume. */
  public void forgetBefore(double microlitres) {
    if (told.size() > BULK && told.get(BULK).microlitres < microlitres) {
      told.subList(0, BULK).clear();
    }
  }

  /**
   * Returns when the path had taken in so much, in s; empty when the history does not reach there.
   * Where nothing flowed for a while it is the end of that while.
   */
  public OptionalDouble secondsAt(double microlitres) {
    if (told.isEmpty()
        || microlitres < told.getFirst().microlitres
        || microlitres > told.getLast().microlitres + ROUNDING) {
      return OptionalDouble.empty();
    }
    int after = firstAfter(microlitres, false);
    if (after == told.size()) {
      return OptionalDouble.of(told.getLast().seconds);
    }
    Told low = told.get(after - 1);
    Told high = told.get(after);
    double share = (microlitres - low.microlitres) / (high.microlitres - low.microlitres);
    return OptionalDouble.of(low.seconds + share * (high.seconds - low.seconds));
  }

  /** Returns what had entered by a time, in µL; empty when the history does not reach there. */
  public OptionalDouble microlitresAt(double seconds) {
    if (told.isEmpty() || seconds < told.getFirst().seconds || seconds > told.getLast().seconds) {
      return OptionalDouble.empty();
    }
    int after = firstAfter(seconds, true);
    if (after == told.size()) {
      return OptionalDouble.of(told.getLast().microlitres);
    }
    Told low = told.get(after - 1);
    Told high = told.get(after);
    double share = (seconds - low.seconds) / (high.seconds - low.seconds);
    return OptionalDouble.of(low.microlitres + share * (high.microlitres - low.microlitres));
  }

  /** Returns the place of the first entry beyond a number; the number of entries if none is. */
  private int firstAfter(double number, boolean bySeconds) {
    int low = 0;
    int high = told.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Told one = told.get(middle);
      if ((bySeconds ? one.seconds : one.microlitres) > number) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
