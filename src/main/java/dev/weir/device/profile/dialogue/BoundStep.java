package dev.weir.device.profile.dialogue;

import dev.weir.device.FaultClass;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.Choice;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.Step;
import dev.weir.units.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One step of a sequence, bound to one configured device. Immutable.
 *
 * @param call the command
 * @param codec the words of the framing in which it is sent
 * @param expect what the reply must hold, by field
 * @param identifies the fields of the reply that tell this device from others of its kind
 * @param tolerates classes of error reply after which the sequence goes on
 */
record BoundStep(
    Call call,
    ProfileCodec codec,
    Map<String, BoundExpectation> expect,
    List<String> identifies,
    Set<FaultClass> tolerates) {

  /** What a field must be, bound to one configured device. */
  sealed interface BoundExpectation {
    record Matches(Pattern form) implements BoundExpectation {}

    record Equals(Quantity quantity, double within) implements BoundExpectation {}

    record Is(String word) implements BoundExpectation {}
  }

  static BoundStep of(Step step, ProfileCodec codec) {
    ParameterValues parameters = codec.parameters();
    Fields fields = Fields.NONE;
    for (Map.Entry<String, Choice<FieldValue>> entry : step.with().entrySet()) {
      FieldValue value = entry.getValue().in(parameters);
      fields = fields.with(entry.getKey(), value);
    }
    Map<String, BoundExpectation> expect = new LinkedHashMap<>();
    step.expect()
        .forEach(
            (field, expectation) ->
                expect.put(
                    field,
                    switch (expectation) {
                      case Step.Expectation.Matches(var form) -> new BoundExpectation.Matches(form);
                      case Step.Expectation.Equals(Choice<Quantity> quantity, double within) ->
                          new BoundExpectation.Equals(quantity.in(parameters), within);
                      case Step.Expectation.Is(Choice<String> word) ->
                          new BoundExpectation.Is(word.in(parameters));
                    }));
    BoundStep bound =
        new BoundStep(
            Call.of(step.command(), fields),
            codec.in(step.framing().orElse(codec.framing().name())),
            expect,
            step.identifies(),
            step.tolerates());
    // A value that cannot be written is found now, not on the line.
    bound.codec.encodeRequest(bound.call);
    return bound;
  }

  static List<BoundStep> list(List<Step> steps, ProfileCodec codec) {
    List<BoundStep> bound = new ArrayList<>();
    for (Step step : steps) {
      if (step.onlyIn().isEmpty() || step.onlyIn().get().equals(codec.framing().name())) {
        bound.add(of(step, codec));
      }
    }
    return List.copyOf(bound);
  }

  /** Returns what is wrong with the fields of a reply, if anything is. */
  Optional<String> complaint(Fields fields) {
    for (Map.Entry<String, BoundExpectation> entry : expect.entrySet()) {
      String name = entry.getKey();
      boolean holds =
          switch (entry.getValue()) {
            case BoundExpectation.Matches(var form) ->
                fields.word(name).filter(text -> form.matcher(text).matches()).isPresent();
            case BoundExpectation.Is(String word) ->
                fields.word(name).filter(word::equals).isPresent();
            case BoundExpectation.Equals(Quantity quantity, double within) ->
                fields
                    .quantity(name)
                    .filter(
                        value ->
                            Math.abs(value.canonicalValue() - quantity.canonicalValue()) <= within)
                    .isPresent();
          };
      if (!holds) {
        return Optional.of(
            "%s: %s is %s, wanted %s"
                .formatted(call.command(), name, said(fields, name), wanted(entry.getValue())));
      }
    }
    return Optional.empty();
  }

  private static String said(Fields fields, String name) {
    return fields
        .quantity(name)
        .map(Quantity::print)
        .or(() -> fields.word(name).map(word -> "'" + word + "'"))
        .orElse("without a value");
  }

  private static String wanted(BoundExpectation expectation) {
    return switch (expectation) {
      case BoundExpectation.Matches(var form) -> "a text like " + form;
      case BoundExpectation.Is(String word) -> "'" + word + "'";
      case BoundExpectation.Equals(Quantity quantity, double within) -> quantity.print();
    };
  }
}
