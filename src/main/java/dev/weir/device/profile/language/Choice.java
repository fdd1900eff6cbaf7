package dev.weir.device.profile.language;

import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Quantity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A value of a profile that may depend on how one device is configured.
 *
 * @param <T> type of the value
 */
public sealed interface Choice<T> {
  /**
   * Returns the value for a configured device.
   *
   * @throws IllegalArgumentException when the parameter's value does not fit
   */
  T in(ParameterValues parameters);

  /** Returns a value that never changes. */
  static <T> Choice<T> fixed(T value) {
    return new Fixed<>(value);
  }

  /**
   * The same for every device.
   *
   * @param value the value
   */
  record Fixed<T>(T value) implements Choice<T> {
    @Override
    public T in(ParameterValues parameters) {
      return value;
    }
  }

  /**
   * Chosen by the word of a parameter.
   *
   * @param parameter name of the parameter
   * @param values the value for each of its words
   */
  record ByWord<T>(String parameter, Map<String, T> values) implements Choice<T> {
    /** Copies the map in its order. */
    public ByWord {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public T in(ParameterValues parameters) {
      String word = parameters.text(parameter);
      T value = values.get(word);
      if (value == null) {
        throw new IllegalArgumentException(
            "the profile says nothing for %s = %s; it knows %s"
                .formatted(parameter, word, values.keySet()));
      }
      return value;
    }
  }

  /**
   * The value of a parameter itself.
   *
   * @param parameter name of the parameter
   * @param parser reads its text
   */
  record FromParameter<T>(String parameter, Function<String, T> parser) implements Choice<T> {
    @Override
    public T in(ParameterValues parameters) {
      return parser.apply(parameters.text(parameter));
    }
  }

  /**
   * A flow rate that grows with the cross-section of a syringe: known for one diameter, asked for
   * another.
   *
   * @param reference the flow rate at the reference diameter
   * @param referenceDiameter inner diameter of the syringe for which it is known
   * @param parameter name of the parameter that holds the inner diameter
   */
  record BySyringeArea(FlowRate reference, Length referenceDiameter, String parameter)
      implements Choice<FlowRate> {
    @Override
    public FlowRate in(ParameterValues parameters) {
      double ratio =
          Length.parse(parameters.text(parameter)).millimetres() / referenceDiameter.millimetres();
      return new FlowRate(reference.microlitresPerMinute() * ratio * ratio);
    }
  }

  /**
   * A flow rate where any quantity may stand.
   *
   * @param flow the flow rate
   */
  record Widened(BySyringeArea flow) implements Choice<Quantity> {
    @Override
    public Quantity in(ParameterValues parameters) {
      return flow.in(parameters);
    }
  }
}
