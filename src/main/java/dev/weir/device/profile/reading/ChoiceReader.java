package dev.weir.device.profile.reading;

import dev.weir.device.profile.language.Choice;
import dev.weir.device.profile.language.Parameter;
import dev.weir.units.Dimension;
import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Quantity;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads values that may depend on a parameter: plain; {@code ${name}}; {@code {by: name, of: {word:
 * value}}}; or {@code {at: flow, reference_diameter: length, diameter: name}}. Immutable.
 */
final class ChoiceReader {
  private final Map<String, Parameter> parameters;

  ChoiceReader(Map<String, Parameter> parameters) {
    this.parameters = parameters;
  }

  <T> Choice<T> read(YamlMap map, String key, Function<String, T> parser) {
    if (map.isMap(key)) {
      YamlMap inner = map.map(key);
      String parameter = parameterNamed(inner, "by", inner.text("by"));
      YamlMap of = inner.map("of");
      if (!(parameters.get(parameter) instanceof Parameter.OfWords words)) {
        throw inner.wrong("by", "parameter '%s' is not one of words".formatted(parameter));
      }
      Map<String, T> values = new LinkedHashMap<>();
      for (String word : words.words()) {
        values.put(word, of.parsed(word, parser));
      }
      of.refuseUnknownKeys();
      inner.refuseUnknownKeys();
      return new Choice.ByWord<>(parameter, values);
    }
    String text = map.text(key);
    if (text.startsWith("${") && text.endsWith("}")) {
      return new Choice.FromParameter<>(
          parameterNamed(map, key, text.substring(2, text.length() - 1)), parser);
    }
    return Choice.fixed(map.parsed(key, parser));
  }

  Choice<Quantity> quantity(YamlMap map, String key, Dimension dimension) {
    if (!map.isMap(key) || !map.map(key).has("reference_diameter")) {
      return read(map, key, dimension::parse);
    }
    YamlMap inner = map.map(key);
    if (dimension != Dimension.FLOW_RATE) {
      throw map.wrong(key, "only a flow rate grows with the cross-section of a syringe");
    }
    FlowRate reference = (FlowRate) inner.quantity("at", Dimension.FLOW_RATE);
    Length diameter = (Length) inner.quantity("reference_diameter", Dimension.LENGTH);
    String parameter = parameterNamed(inner, "diameter", inner.text("diameter"));
    inner.refuseUnknownKeys();
    Choice.BySyringeArea area = new Choice.BySyringeArea(reference, diameter, parameter);
    return new Choice.Widened(area);
  }

  Choice<Double> number(YamlMap map, String key) {
    return read(map, key, ChoiceReader::finite);
  }

  static double finite(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
    throw new IllegalArgumentException("'" + text + "' is not a finite number");
  }

  String parameterNamed(YamlMap map, String key, String name) {
    if (!parameters.containsKey(name)) {
      throw map.wrong(
          key, "no parameter '%s'%s".formatted(name, DidYouMean.hint(name, parameters.keySet())));
    }
    return name;
  }
}
