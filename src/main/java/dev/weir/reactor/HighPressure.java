package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Pressure;
import java.util.function.Consumer;

/**
 * Early warning of interlocks 1 and 3: pressure above H, or below L although liquid has flowed
 * steadily for a minute.
 *
 * @param low the limit L
 * @param high the limit H
 */
record HighPressure(Pressure low, Pressure high) implements Interlock {
  private static final long SETTLED = 60 * Nanos.SECOND;

  @Override
  public AlarmKind kind() {
    return AlarmKind.HIGH_PRESSURE;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    Trace pressure = evidence.pressure();
    long oldest = evidence.oldestRecent();
    if (!pressure.isFresh(oldest)) {
      return;
    }
    String now = new Pressure(pressure.value(0)).print(2);
    if (pressure.votesAbove(high.bars(), oldest) >= 2) {
      findings.accept(
          new Finding(
              AlarmKind.HIGH_PRESSURE,
              evidence.description().pressureSensor().text(),
              "pressure %s is above H %s".formatted(now, high.print(2)),
              Reaction.ALARM));
    }
    if (evidence.flowsSteadily(SETTLED) && pressure.votesBelow(low.bars(), oldest) >= 2) {
      findings.accept(
          new Finding(
              AlarmKind.LEAK,
              "low pressure",
              "pressure %s is below L %s".formatted(now, low.print(2)),
              Reaction.ALARM));
    }
  }
}
