package dev.weir.reactor;

import dev.weir.reactor.RestartKnowledge.LatchedTrip;
import java.util.ArrayList;
import java.util.List;

/**
 * The interlocks that have tripped and not been cleared. None ever leaves by itself. Owned by the
 * control thread.
 */
final class Latches {
  private final Recorder recorder;
  private final List<LatchedTrip> trips = new ArrayList<>();

  Latches(Recorder recorder, RestartKnowledge knowledge) {
    this.recorder = recorder;
    trips.addAll(knowledge.latched());
  }

  /** Latches a trip; returns false when this kind and source is latched already. */
  boolean latch(AlarmKind kind, String source, String text) {
    for (LatchedTrip trip : trips) {
      if (trip.kind() == kind && trip.source().equals(source)) {
        return false;
      }
    }
    recorder.appendForced(new ReactorEvent.InterlockTripped(kind, source, text));
    trips.add(new LatchedTrip(kind, source, text));
    return true;
  }

  List<LatchedTrip> list() {
    return trips;
  }

  /** Resets all of them; only an accepted clear may ask for it. */
  void clear(String operator, String reason) {
    recorder.appendForced(new ReactorEvent.InterlocksCleared(operator, reason));
    trips.clear();
  }
}
