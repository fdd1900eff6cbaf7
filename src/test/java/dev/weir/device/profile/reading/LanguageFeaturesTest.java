package dev.weir.device.profile.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.device.BadReason;
import dev.weir.device.FaultClass;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import dev.weir.device.profile.TestProfiles;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.codec.ReplyReading;
import dev.weir.device.profile.codec.Template;
import dev.weir.device.profile.frame.FrameCodec;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.units.Temperature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the language can say beside fixed lines: prompts, silences, escapes, bits, absent values.
 */
final class LanguageFeaturesTest {
  private static final Map<String, String> HARVARD =
      Map.of("syringe_diameter", "14.567 mm", "longest_delivery", "1 mL");

  private static ProfileCodec codec(String id, Map<String, String> parameters) {
    return TestProfiles.codec(TestProfiles.read(id), "", parameters);
  }

  @Test
  void escapesStandForBytesAndNothingElse() {
    assertThat(Template.unescaped("a\\r\\n\\s\\x7B\\\\")).isEqualTo("a\r\n {\\");
    assertThatThrownBy(() -> Template.unescaped("\\q")).hasMessageContaining("an escape is one of");
    assertThatThrownBy(() -> Template.unescaped("\\x7"))
        .hasMessageContaining("needs two hex digits");
  }

  @Test
  void aReplyWithoutTerminatorEndsAtSilenceAndNeverGrowsBeyondItsLimit() {
    Framer framer = FrameCodec.replyFramer(new FrameForm.Silence(Set.of(0x11), 4));
    for (byte next : new byte[] {'\n', ':', 0x11}) {
      assertThat(framer.accept(next)).isEmpty();
    }
    assertThat(framer.atSilence()).contains(Bytes.ofText("\n:"));
    assertThat(framer.atSilence()).isEmpty();
    for (int i = 0; i < 5; i++) {
      framer.accept((byte) 'x');
    }
    assertThat(framer.isOverfull()).isTrue();
    assertThat(framer.atSilence()).isEmpty();
  }

  @Test
  void theLongestPromptIsTheState() {
    ProfileCodec codec = codec("harvard-11elite", HARVARD);
    assertThat(codec.decodeReply(Call.of("stop"), Bytes.ofText("\nT*")))
        .isInstanceOfSatisfying(
            ReplyReading.Success.class,
            reply -> assertThat(reply.states().getFirst().name()).isEqualTo("target-reached"));
    assertThat(codec.decodeReply(Call.of("stop"), Bytes.ofText("\n*")))
        .isInstanceOfSatisfying(
            ReplyReading.Success.class,
            reply -> assertThat(reply.states().getFirst().alarm()).contains(FaultClass.STALL));
    assertThat(codec.decodeReply(Call.of("stop"), Bytes.ofText("\n?")))
        .isEqualTo(new ReplyReading.Garbage(BadReason.UNREADABLE, ".?"));
  }

  @Test
  void theFirstBitOfTheListDecides() {
    ProfileCodec codec = codec("huber-pb", Map.of());
    assertThat(codec.decodeReply(Call.of("get-status"), Bytes.ofText("{S0A0113\r\n")))
        .isInstanceOfSatisfying(
            ReplyReading.Success.class,
            reply -> assertThat(reply.fields().word("state")).contains("fault"));
  }

  @Test
  void anErrorThatNeedsRecoveryNamesItsCommand() {
    ProfileCodec codec =
        codec("ssi-nextgen", Map.of("flow_decimals", "2", "pressure_limit", "100 bar"));
    assertThat(codec.decodeReply(Call.of("run"), Bytes.ofText("Er/")))
        .isEqualTo(
            new ReplyReading.DeviceError(
                "Er",
                FaultClass.PROTOCOL,
                Optional.empty(),
                Optional.empty(),
                Optional.of("flush")));
  }

  @Test
  void aTextInPlaceOfANumberIsNoValue() {
    ProfileCodec codec = codec("julabo", Map.of());
    assertThat(codec.decodeReply(Call.of("get-temperature"), Bytes.ofText("---.--\r\n")))
        .isEqualTo(
            new ReplyReading.Success(
                Fields.of("temperature", new FieldValue.Absent(BadReason.SENTINEL)), List.of()));
    assertThat(
            codec.encodeRequest(
                Call.of("set-setpoint", Fields.of("setpoint", Temperature.parse("-5.25 °C")))))
        .isEqualTo(Bytes.ofText("out_sp_00 -5.25\r"));
  }
}
