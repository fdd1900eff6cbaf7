package dev.weir.simulator;

import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.TransportKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of every trouble of every device, as a page of the documentation. */
final class DeviceErrorTable {
  private static final String HEAD =
      """
      # What a device's troubles become

      Written by `DeviceErrorsTest` (`mvn -pl simulator -am test -Dtest=DeviceErrorsTest -Dsurefire.failIfNoSpecifiedTests=false
      -Dweir.write=docs`), which fails when it is no longer true. Each device of `device-profiles/` is simulated behind a TCP connection and
      behind a pseudo terminal, and led by its profile's driver; the clock is a virtual one. It works (500 µL/min, 60 °C), then something goes
      wrong and nine tenths of that are wished, then it is sound again.

      - *trouble*: `answers` is an error of the profile's own map (of Modbus: exception 1 to 6) to every command, `shows` is an alarm of the
        profile; the others are what `device-sim --fault` offers, on every message: no answer (mute), yes said and nothing done (ignored), answers
        that come 1.5 times too late, break off, have one changed byte, come twice, come byte by byte each just in time (dribbled), or one behind
        the next (swapped); a power failure before every message (reset); an interface that would hang if it were spoken to too early.
      - *told as*: the classes of fault that were reported; *link*: its state while the trouble lasted; *obeyed*: whether the device came to
        do what was wished nonetheless; *untrue*: readings that the plant cannot have shown; *well after*: until it was verified and every
        reading good again. After that it is made safe and works again, each time: a pump that stopped by itself does not start before.

      A changed byte on a line without a checksum can spell another number; where "untrue" is not 0 it did, within what the profile holds for
      possible. On every other line, and for every other trouble, the test fails on the first number that is not true.
      """;

  private final Map<String, Map<TransportKind, List<String>>> rows = new TreeMap<>();
  private final Map<String, String> titles = new TreeMap<>();

  /** Keeps what became of a device's troubles on one kind of line. */
  synchronized void put(DeviceProfile profile, TransportKind line, List<String> outcome) {
    titles.put(profile.id(), profile.identity().title());
    rows.computeIfAbsent(profile.id(), _ -> new EnumMap<>(TransportKind.class))
        .put(line, List.copyOf(outcome));
  }

  /** Tells whether every device is in it, each on both kinds of line. */
  boolean isWhole(int devices) {
    return rows.size() == devices && rows.values().stream().allMatch(lines -> lines.size() == 2);
  }

  String print() {
    List<String> page = new ArrayList<>();
    page.add(HEAD);
    rows.forEach((id, lines) -> device(page, id, lines));
    return String.join("\n", page);
  }

  private void device(List<String> page, String id, Map<TransportKind, List<String>> lines) {
    page.add("## %s: %s\n".formatted(id, titles.get(id)));
    List<List<String>> different = lines.values().stream().distinct().toList();
    if (different.size() == 1) {
      page.add("The same over TCP and over a pseudo terminal.\n");
      table(page, different.getFirst());
    } else {
      lines.forEach(
          (line, outcome) -> {
            page.add(line == TransportKind.TCP ? "Over TCP.\n" : "Over a pseudo terminal.\n");
            table(page, outcome);
          });
    }
  }

  private static void table(List<String> page, List<String> outcome) {
    page.add("| trouble | told as | link | obeyed | untrue | well after |");
    page.add("|---|---|---|---|---|---|");
    page.addAll(outcome);
    page.add("");
  }
}
