package dev.weir.simulator.plant;

import dev.weir.chemistry.SpeciesName;
import dev.weir.units.Dimension;
import dev.weir.units.Fraction;
import dev.weir.units.Pressure;
import dev.weir.units.Quantity;
import dev.weir.units.Temperature;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.TimeSpan;
import dev.weir.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the virtual plant behaves. Every setting has a default; {@link #describe} lists them all.
 *
 * @param penultimate whether the implicit penultimate effect slows propagation
 * @param apparentFlow whether the apparent ratios of flow work, near 1, take the literature's place
 * @param r1 reactivity ratio of monomer 1, when set
 * @param r2 reactivity ratio of monomer 2, when set
 * @param gelEffect how termination slows down with polymer
 * @param gelStrength g of the exponential gel effect
 * @param rateFactor multiplies both propagation constants
 * @param dispersionFactor multiplies the axial dispersion
 * @param diffusivity molecular diffusion coefficient, m²/s
 * @param thickening how strongly polymer raises the viscosity
 * @param surroundings temperatures and thermal lags
 * @param hydraulic pressures and pumps
 * @param analysis the analyser
 */
public record PlantSettings(
    boolean penultimate,
    boolean apparentFlow,
    OptionalDouble r1,
    OptionalDouble r2,
    GelEffect gelEffect,
    double gelStrength,
    double rateFactor,
    double dispersionFactor,
    double diffusivity,
    double thickening,
    Surroundings surroundings,
    Hydraulic hydraulic,
    Analysing analysis) {

  /** The setting that names a scenario file. */
  public static final String SCENARIO = "scenario";

  /** The word that stands for no scenario. */
  public static final String NO_SCENARIO = "none";

  /**
   * Ratios reported as "close to 1" for flow work (Wakiuchi 2022, St/MMA and GMA/MMA); the exact
   * numbers are assumed.
   */
  private static final Substances.Ratios APPARENT_FLOW = new Substances.Ratios(0.92, 0.95);

  /**
   * Temperatures and thermal lags.
   *
   * @param ambient of the room
   * @param bathTimeConstant of the bath's way to ambient with the heater off
   * @param bathReach how far above ambient full power brings the bath
   * @param wallTimeConstant of the liquid's way to the bath's temperature
   * @param sensorLag of the bath's sensor
   * @param noise standard deviation of a temperature reading
   */
  public record Surroundings(
      Temperature ambient,
      TimeSpan bathTimeConstant,
      TemperatureDifference bathReach,
      TimeSpan wallTimeConstant,
      TimeSpan sensorLag,
      TemperatureDifference noise) {}

  /**
   * Pressures and pumps.
   *
   * @param backPressure at which the regulator opens
   * @param noise standard deviation of a pressure reading
   * @param pumpLag time constant of a pump's flow
   * @param pumpError standard deviation of a pump's constant calibration error
   * @param stallPressure at which a syringe pump's drive stalls
   */
  public record Hydraulic(
      Pressure backPressure,
      Pressure noise,
      TimeSpan pumpLag,
      Fraction pumpError,
      Pressure stallPressure) {}

  /**
   * The analyser.
   *
   * @param delay from the request to the result
   * @param noise standard deviation of a conversion
   */
  public record Analysing(TimeSpan delay, Fraction noise) {}

  /**
   * One setting, for people.
   *
   * @param key its name
   * @param standard its value when not set
   * @param meaning what it does
   */
  public record Setting(String key, String standard, String meaning) {}

  private static final List<Setting> ALL =
      List.of(
          new Setting("kinetics", "terminal", "terminal or implicit_penultimate"),
          new Setting("reactivity", "literature", "literature, or apparent_flow (ratios near 1)"),
          new Setting("r1", "from the literature", "reactivity ratio of monomer 1, a number"),
          new Setting("r2", "from the literature", "reactivity ratio of monomer 2, a number"),
          new Setting("gel_effect", "none", "none, free_volume or exponential"),
          new Setting(
              "gel_strength", "4", "strength g of the exponential gel effect, a number (assumed)"),
          new Setting("rate_factor", "1", "multiplies both propagation constants"),
          new Setting(
              "dispersion_factor",
              "1",
              "multiplies the axial dispersion: a broader residence time"),
          new Setting("diffusivity", "1e-9 m2/s", "molecular diffusion coefficient"),
          new Setting(
              "thickening",
              "16",
              "exponent of the viscosity per volume fraction of polymer (assumed)"),
          new Setting("ambient", "22 degC", "temperature of the room"),
          new Setting(
              "bath_time_constant", "10 min", "of the bath's way to ambient with the heater off"),
          new Setting("bath_reach", "150 K", "how far above ambient full power brings the bath"),
          new Setting("wall_time_constant", "3 s", "of the liquid's way to the bath's temperature"),
          new Setting("sensor_lag", "5 s", "time constant of the bath's sensor"),
          new Setting("temperature_noise", "0.02 K", "standard deviation of a temperature reading"),
          new Setting("back_pressure", "5 bar", "at which the back-pressure regulator opens"),
          new Setting("pressure_noise", "10 mbar", "standard deviation of a pressure reading"),
          new Setting("pump_lag", "1 s", "time constant of a pump's flow"),
          new Setting(
              "pump_error", "0.2 %", "standard deviation of a pump's constant calibration error"),
          new Setting("stall_pressure", "25 bar", "at which the drive of a syringe pump stalls"),
          new Setting("analyser_delay", "5 min", "from the request of an analysis to its result"),
          new Setting("analyser_noise", "0.5 %", "standard deviation of an analysed conversion"),
          new Setting(
              SCENARIO,
              NO_SCENARIO,
              "file of troubles at set times; read by the bench, not by the plant"));

  /** Returns every setting that {@link #parse} knows, with its default. */
  public static List<Setting> all() {
    return ALL;
  }

  /** Returns one line for each setting: name, default, meaning. */
  public static String describe() {
    return ALL.stream()
        .map(
            setting ->
                "  %-20s %-20s %s".formatted(setting.key(), setting.standard(), setting.meaning()))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Reads settings.
   *
   * @param texts values with units by key; missing keys take their defaults
   * @throws IllegalArgumentException with one line for each setting that is unknown or wrong
   */
  public static PlantSettings parse(Map<String, String> texts) {
    return new Reader(texts).read();
  }

  /** Returns the plant's chemistry for a pair of monomers. */
  Kinetics.Chemistry chemistry(SpeciesName monomer1, SpeciesName monomer2, SpeciesName initiator) {
    return new Kinetics.Chemistry(
        Substances.monomer(monomer1),
        Substances.monomer(monomer2),
        Substances.initiator(initiator),
        ratios(monomer1, monomer2),
        penultimate,
        gelEffect,
        gelStrength,
        rateFactor);
  }

  private Substances.Ratios ratios(SpeciesName monomer1, SpeciesName monomer2) {
    if (r1.isPresent() && r2.isPresent()) {
      return new Substances.Ratios(r1.getAsDouble(), r2.getAsDouble());
    }
    Substances.Ratios base = apparentFlow ? APPARENT_FLOW : Substances.ratios(monomer1, monomer2);
    return new Substances.Ratios(r1.orElse(base.r1()), r2.orElse(base.r2()));
  }

  /** Reads the texts and collects every fault before refusing. */
  private static final class Reader {
    private final Map<String, String> texts;
    private final Map<String, String> standards = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    Reader(Map<String, String> texts) {
      this.texts = new TreeMap<>(texts);
      ALL.forEach(setting -> standards.put(setting.key(), setting.standard()));
    }

    PlantSettings read() {
      for (String key : texts.keySet()) {
        if (!standards.containsKey(key)) {
          faults.add(
              "unknown setting '%s'%s; known here: %s"
                  .formatted(
                      key,
                      DidYouMean.hint(key, standards.keySet()),
                      String.join(", ", standards.keySet())));
        }
      }
      PlantSettings settings =
          new PlantSettings(
              word("kinetics", List.of("terminal", "implicit_penultimate")) == 1,
              word("reactivity", List.of("literature", "apparent_flow")) == 1,
              ratio("r1"),
              ratio("r2"),
              gelEffect(),
              number("gel_strength", 0.0, 50.0),
              number("rate_factor", 0.1, 10.0),
              number("dispersion_factor", 0.1, 20.0),
              diffusivity(),
              number("thickening", 0.0, 60.0),
              surroundings(),
              hydraulic(),
              new Analysing(span("analyser_delay", 0.0), noise("analyser_noise")));
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(String.join("\n", faults));
      }
      return settings;
    }

    private GelEffect gelEffect() {
      return switch (word("gel_effect", List.of("none", "free_volume", "exponential"))) {
        case 1 -> GelEffect.FREE_VOLUME;
        case 2 -> GelEffect.EXPONENTIAL;
        default -> GelEffect.NONE;
      };
    }

    private Surroundings surroundings() {
      return new Surroundings(
          (Temperature) quantity("ambient", Dimension.TEMPERATURE, -20.0, 60.0),
          span("bath_time_constant", 1.0),
          (TemperatureDifference)
              quantity("bath_reach", Dimension.TEMPERATURE_DIFFERENCE, 1.0, 1000.0),
          span("wall_time_constant", 0.1),
          span("sensor_lag", 0.1),
          (TemperatureDifference)
              quantity("temperature_noise", Dimension.TEMPERATURE_DIFFERENCE, 0.0, 10.0));
    }

    private Hydraulic hydraulic() {
      return new Hydraulic(
          (Pressure) quantity("back_pressure", Dimension.PRESSURE, 0.0, 200.0),
          (Pressure) quantity("pressure_noise", Dimension.PRESSURE, 0.0, 10.0),
          span("pump_lag", 0.01),
          noise("pump_error"),
          (Pressure) quantity("stall_pressure", Dimension.PRESSURE, 0.1, 1000.0));
    }

    private Fraction noise(String key) {
      return (Fraction) quantity(key, Dimension.FRACTION, 0.0, 0.5);
    }

    private TimeSpan span(String key, double fewestSeconds) {
      return (TimeSpan) quantity(key, Dimension.TIME_SPAN, fewestSeconds, 86_400.0);
    }

    private String text(String key) {
      return texts.getOrDefault(key, standards.getOrDefault(key, ""));
    }

    private int word(String key, List<String> words) {
      int index = words.indexOf(text(key));
      if (index < 0) {
        faults.add(
            "%s: must be one of %s, was '%s'%s"
                .formatted(
                    key, String.join(", ", words), text(key), DidYouMean.hint(text(key), words)));
      }
      return Math.max(index, 0);
    }

    private OptionalDouble ratio(String key) {
      return texts.containsKey(key)
          ? OptionalDouble.of(number(key, 1e-3, 1e3))
          : OptionalDouble.empty();
    }

    private double number(String key, double lowest, double highest) {
      try {
        double value = Double.parseDouble(text(key));
        if (value >= lowest && value <= highest) {
          return value;
        }
        faults.add("%s: must be from %s to %s, was %s".formatted(key, lowest, highest, text(key)));
      } catch (NumberFormatException e) {
        faults.add("%s: '%s' is not a number".formatted(key, text(key)));
      }
      return lowest;
    }

    private double diffusivity() {
      String[] parts = text("diffusivity").strip().split("\\s+");
      try {
        if (parts.length == 2 && (parts[1].equals("m2/s") || parts[1].equals("m²/s"))) {
          double value = Double.parseDouble(parts[0]);
          if (value >= 1e-11 && value <= 1e-6) {
            return value;
          }
        }
      } catch (NumberFormatException e) {
        faults.add("diffusivity: '%s' is not a number".formatted(parts[0]));
        return 1e-9;
      }
      faults.add(
          "diffusivity: must be from 1e-11 m2/s to 1e-6 m2/s, was '%s'"
              .formatted(text("diffusivity")));
      return 1e-9;
    }

    private Quantity quantity(String key, Dimension dimension, double lowest, double highest) {
      try {
        Quantity value = dimension.parse(text(key));
        if (value.canonicalValue() >= lowest && value.canonicalValue() <= highest) {
          return value;
        }
        faults.add(
            "%s: must be from %s to %s, was %s"
                .formatted(
                    key,
                    dimension.of(lowest).print(),
                    dimension.of(highest).print(),
                    value.print()));
      } catch (IllegalArgumentException e) {
        faults.add(key + ": " + e.getMessage());
      }
      return dimension.of(lowest);
    }
  }

  /** Returns the settings as they are when nothing is set. */
  public static PlantSettings standard() {
    return parse(Collections.emptyMap());
  }
}
