package dev.weir.chemistry;

import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;

/** How the temperature of the liquid runs along the reactor. */
public sealed interface HeatRegime {
  /** The liquid keeps one temperature. */
  record Isothermal(Temperature temperature) implements HeatRegime {}

  /** The liquid follows a given profile. */
  record Following(Profile profile) implements HeatRegime {}

  /**
   * The liquid heats itself and exchanges heat with a bath.
   *
   * @param inlet temperature of the liquid as it enters
   * @param bath temperature around the tube
   * @param exchange how well heat passes the wall; zero for an adiabatic reactor
   */
  record Jacketed(Temperature inlet, Temperature bath, HeatExchange exchange)
      implements HeatRegime {}

  /** The temperature of a plug of liquid by the time since it entered. */
  @FunctionalInterface
  interface Profile {
    /** Returns the temperature of the plug when the given time has passed since it entered. */
    Temperature at(TimeSpan sinceInlet);
  }

  /**
   * Heat passed through the wall for each litre of reactor and kelvin of difference: overall
   * coefficient times wall area over volume.
   *
   * @param wattsPerLitreKelvin finite and not negative, in W/(L K)
   */
  record HeatExchange(double wattsPerLitreKelvin) {
    /** Rejects NaN, infinities and negative values. */
    public HeatExchange {
      if (!Double.isFinite(wattsPerLitreKelvin) || wattsPerLitreKelvin < 0.0) {
        throw new IllegalArgumentException(
            "heat exchange must be finite and >= 0 W/(L K), was " + wattsPerLitreKelvin);
      }
    }
  }
}
