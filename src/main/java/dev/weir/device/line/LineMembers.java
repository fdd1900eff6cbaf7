package dev.weir.device.line;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The devices on one line, whatever is spoken there: their wishes find them by name, and their
 * leases are looked after together. Owned by the line's thread, except {@link #post}.
 *
 * @param <C> how one speaks with them
 */
final class LineMembers<C extends Conversation> {
  private final LineName line;
  private final List<LineMember<C>> all;
  private final Map<DeviceName, LineMember<C>> byDevice = new HashMap<>();

  /**
   * Makes the members of a line.
   *
   * @throws IllegalArgumentException when a device is there twice
   */
  LineMembers(LineName line, List<C> dialogues, Consumer<DeviceReport> reports) {
    this.line = line;
    List<LineMember<C>> members = new ArrayList<>();
    for (C dialogue : dialogues) {
      LineMember<C> member = new LineMember<>(dialogue, reports);
      if (byDevice.put(member.device(), member) != null) {
        throw new IllegalArgumentException(
            "device '%s' is twice on line '%s'".formatted(member.device(), line));
      }
      members.add(member);
    }
    this.all = List.copyOf(members);
  }

  /** Returns them in the order of the configuration. */
  List<LineMember<C>> all() {
    return all;
  }

  /**
   * Leaves a wish; any thread.
   *
   * @throws IllegalArgumentException when the device is not on this line
   */
  void post(DeviceRequest request) {
    LineMember<C> member = byDevice.get(request.device());
    if (member == null) {
      throw new IllegalArgumentException(
          "device '%s' is not on line '%s'".formatted(request.device(), line));
    }
    member.post(request);
  }

  /**
   * Takes every wish and looks after the leases; what is to be made safe does not wait for the
   * back-off.
   *
   * @param leaseLost is told of a device whose lease has just ended
   * @return how much was done
   */
  int takeWishes(Instant now, BackOff backOff, Consumer<DeviceName> leaseLost) {
    int work = 0;
    for (int i = 0; i < all.size(); i++) {
      LineMember<C> member = all.get(i);
      LineMember.Turn turn = member.takeWish(now);
      work += turn == LineMember.Turn.NONE ? 0 : 1;
      switch (turn) {
        case NONE, TAKEN -> {}
        case TO_SAFE -> backOff.hurry();
        case LEASE_LOST -> {
          backOff.hurry();
          leaseLost.accept(member.device());
        }
      }
    }
    return work;
  }
}
