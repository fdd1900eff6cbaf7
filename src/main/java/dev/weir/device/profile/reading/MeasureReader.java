package dev.weir.device.profile.reading;

import dev.weir.device.profile.language.Choice;
import dev.weir.device.profile.language.Measure;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import dev.weir.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the number of a field means. */
final class MeasureReader {
  private final ChoiceReader choices;

  MeasureReader(ChoiceReader choices) {
    this.choices = choices;
  }

  Measure measure(YamlMap map) {
    Dimension dimension = map.parsed("quantity", ProfileReader::dimension);
    Measure.UnitRule unit = unit(map, dimension);
    Measure.Scale scale = scale(map, dimension);
    List<Measure.Sentinel> sentinels = new ArrayList<>();
    for (YamlMap sentinel : map.maps("sentinels")) {
      boolean single = sentinel.has("raw");
      sentinels.add(
          new Measure.Sentinel(
              choices.number(sentinel, single ? "raw" : "from"),
              choices.number(sentinel, single ? "raw" : "to"),
              sentinel.text("means")));
      sentinel.refuseUnknownKeys();
    }
    return new Measure(
        dimension,
        unit,
        scale,
        physical(map, dimension),
        rounding(map),
        sentinels,
        map.optionalText("no_value"));
  }

  private Measure.UnitRule unit(YamlMap map, Dimension dimension) {
    if (map.has("unit_suffix")) {
      Map<String, Dimension.Unit> units = units(map.map("unit_suffix"), dimension);
      return new Measure.UnitRule.Suffix(
          units,
          choices.read(
              map,
              "write_unit",
              text -> {
                // Spaces around a suffix are part of it, but not of the text that names it.
                for (String suffix : units.keySet()) {
                  if (suffix.strip().equals(text)) {
                    return suffix;
                  }
                }
                throw new IllegalArgumentException(
                    "'%s' is not one of %s".formatted(text, units.keySet()));
              }));
    }
    if (map.has("unit_field")) {
      return new Measure.UnitRule.LastField(
          map.text("unit_field"), units(map.map("units"), dimension));
    }
    boolean unitless = dimension == Dimension.NUMBER && !map.has("unit");
    // A straight line between two quantities carries its units with it.
    if (unitless || map.has("line")) {
      return new Measure.UnitRule.Always(Choice.fixed(dimension.canonical()));
    }
    return new Measure.UnitRule.Always(choices.read(map, "unit", dimension::unitOf));
  }

  private static Map<String, Dimension.Unit> units(YamlMap map, Dimension dimension) {
    Map<String, Dimension.Unit> units = new LinkedHashMap<>();
    for (String text : map.keys()) {
      units.put(text, map.parsed(text, dimension::unitOf));
    }
    return units;
  }

  private Measure.Scale scale(YamlMap map, Dimension dimension) {
    if (!map.has("line")) {
      return new Measure.Scale.Factor(
          map.has("scale") ? choices.read(map, "scale", MeasureReader::factor) : Choice.fixed(1.0));
    }
    YamlMap line = map.map("line");
    Measure.Scale scale =
        new Measure.Scale.Line(
            choices.number(line, "low_raw"),
            choices.number(line, "high_raw"),
            choices.quantity(line, "low", dimension),
            choices.quantity(line, "high", dimension));
    line.refuseUnknownKeys();
    return scale;
  }

  private static double factor(String text) {
    double value = ChoiceReader.finite(text);
    if (!(value > 0.0)) {
      throw new IllegalArgumentException("a scale must be above zero, was " + text);
    }
    return value;
  }

  private Measure.PhysicalRange physical(YamlMap map, Dimension dimension) {
    if (!map.has("physical")) {
      return Measure.PhysicalRange.ANY;
    }
    YamlMap range = map.map("physical");
    Choice<Quantity> lowest = choices.quantity(range, "lowest", dimension);
    Choice<Quantity> highest = choices.quantity(range, "highest", dimension);
    range.refuseUnknownKeys();
    if (lowest instanceof Choice.Fixed<Quantity>(Quantity low)
        && highest instanceof Choice.Fixed<Quantity>(Quantity high)
        && low.canonicalValue() >= high.canonicalValue()) {
      throw map.wrong(
          "physical", "lowest %s is not below highest %s".formatted(low.print(), high.print()));
    }
    return new Measure.PhysicalRange.Between(lowest, highest);
  }

  private static Measure.Rounding rounding(YamlMap map) {
    if (!map.has("rounding")) {
      return new Measure.Rounding.Exact();
    }
    return map.parsed(
        "rounding",
        text -> {
          if (text.equals("exact")) {
            return new Measure.Rounding.Exact();
          }
          if (text.equals("nearest")) {
            return new Measure.Rounding.Nearest(1.0);
          }
          if (text.startsWith("nearest within ")) {
            return new Measure.Rounding.Nearest(
                Dimension.FRACTION
                    .parse(text.substring("nearest within ".length()))
                    .canonicalValue());
          }
          throw new IllegalArgumentException(
              "must be 'exact', 'nearest' or 'nearest within 1 %', was '" + text + "'");
        });
  }
}
