package dev.weir.device.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weir.device.line.Bytes;
import dev.weir.device.profile.TestProfiles;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.codec.ReplyReading;
import dev.weir.device.profile.codec.RequestReading;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Example;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.StateWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds every delivered profile against the bytes that its own file says are right. */
final class ProfileExamplesTest {
  @TestFactory
  Stream<DynamicTest> everyExampleHoldsInBothDirections() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : TestProfiles.files()) {
      DeviceProfile profile = ProfileReader.read(file);
      for (Example example : profile.examples()) {
        tests.add(
            dynamicTest(profile.id() + ": " + example.about(), () -> holds(profile, example)));
      }
    }
    return tests.stream();
  }

  private static void holds(DeviceProfile profile, Example example) {
    ProfileCodec codec =
        TestProfiles.codec(profile, example.settings().address(), example.settings().parameters());
    Call call = Call.of(example.command(), example.with());
    example
        .request()
        .ifPresent(
            bytes -> {
              assertThat(codec.encodeRequest(call)).isEqualTo(bytes);
              assertThat(codec.decodeRequest(bytes)).isEqualTo(new RequestReading.Understood(call));
            });
    example.reply().ifPresent(bytes -> replyHolds(codec, call, bytes, example.outcome()));
  }

  private static void replyHolds(
      ProfileCodec codec, Call call, Bytes bytes, Example.Outcome outcome) {
    switch (codec.decodeReply(call, bytes)) {
      case ReplyReading.Success(Fields fields, var states) -> {
        assertThat(outcome.error()).isEmpty();
        assertThat(fields).isEqualTo(outcome.fields());
        assertThat(String.join("+", states.stream().map(StateWord::name).toList()))
            .isEqualTo(outcome.state().orElse(""));
        // Several bare numbers may mean "no value", so only what they mean must come back.
        Bytes again = codec.encodeReply(call, fields, outcome.state().orElse(""));
        assertThat(codec.decodeReply(call, again))
            .isEqualTo(new ReplyReading.Success(fields, states));
        if (fields.names().stream()
            .noneMatch(name -> fields.get(name).orElseThrow() instanceof FieldValue.Absent)) {
          assertThat(again).isEqualTo(bytes);
        }
      }
      case ReplyReading.DeviceError(String text, var _, var state, var _, var _) -> {
        assertThat(outcome.error()).contains(text);
        assertThat(state.map(StateWord::name)).isEqualTo(outcome.state());
      }
      case ReplyReading.Garbage garbage -> assertThat(garbage).isNull();
    }
  }
}
