package dev.weir.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.FaultClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What interlock 1 finds beside a pressure above HH; found missing by mutation. */
final class OverPressureTest {
  private static void rise(Rig rig, double barsPerSecond, int ticks) {
    for (int tick = 0; tick < ticks; tick++) {
      rig.pressureOffset += barsPerSecond / 10.0;
      rig.tick();
    }
  }

  private static List<String> trips(Rig rig) {
    return rig.journal.events(ReactorEvent.InterlockTripped.class).stream()
        .filter(trip -> trip.kind() == AlarmKind.OVER_PRESSURE)
        .map(ReactorEvent.InterlockTripped::text)
        .toList();
  }

  @Test
  void aRiseFasterThanFiveBarsPerSecondTripsBelowTheLimitAndASlowerOneDoesNot() {
    Rig slow = new Rig().running();
    slow.pass(Duration.ofSeconds(6));
    rise(slow, 4.0, 10);
    assertThat(trips(slow)).isEmpty();

    Rig fast = new Rig().running();
    fast.pass(Duration.ofSeconds(6));
    rise(fast, 7.0, 9);
    assertThat(trips(fast)).singleElement().asString().contains("rises by").contains("5.0 bar/s");
    assertThat(fast.allPumpsSafe()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultClass.class,
      names = {"STALL", "OVERPRESSURE"})
  void aPumpThatStoppedByItselfStopsTheOthers(FaultClass fault) {
    Rig rig = new Rig().running();
    rig.fault(Rig.MONOMER_PUMP, fault);
    rig.pass(Duration.ofMillis(300));
    assertThat(trips(rig)).singleElement().asString().contains("pump stopped by itself: said so");
    assertThat(rig.allPumpsSafe()).isTrue();
  }
}
