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
   * @param wattsPerLitreKelvin from 0 to 100,000, in W/(L K); a capillary has some thousands
   */
  record HeatExchange(double wattsPerLitreKelvin) {
    /** Largest heat exchange that makes sense, in W/(L K). */
    public static final double LARGEST = 1e5;

    /** Rejects NaN and values outside the range. */
    public HeatExchange {
      if (!(wattsPerLitreKelvin >= 0.0 && wattsPerLitreKelvin <= LARGEST)) {
        throw new IllegalArgumentException(
            "heat exchange must be from 0 to %s W/(L K), was %s"
                .formatted(LARGEST, wattsPerLitreKelvin));
      }
    }
  }
}
