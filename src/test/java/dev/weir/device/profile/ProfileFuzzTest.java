package dev.weir.device.profile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import dev.weir.yaml.YamlException;
import dev.weir.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Arbitrary bytes against the profile loader and every kind of framing. Every build runs the inputs
 * kept beside it; {@code JAZZER_FUZZ=1} searches for new ones.
 */
final class ProfileFuzzTest {
  private static final Checksum SUM =
      new Checksum(
          Checksum.Algorithm.SUM8,
          Checksum.Encoding.HEX,
          Checksum.Covers.MESSAGE,
          Bytes.ofText("*"));

  private static final List<FrameForm> FORMS =
      List.of(
          new FrameForm.Line(
              List.of(Bytes.ofText("\r\n"), Bytes.ofText("\r")),
              false,
              Set.of(0x11, 0x13),
              Optional.of(SUM),
              64),
          new FrameForm.Line(List.of(Bytes.ofText("/")), true, Set.of(), Optional.empty(), 64),
          new FrameForm.Enclosed(
              2,
              3,
              Set.of(6, 0x15),
              Optional.of(
                  new Checksum(
                      Checksum.Algorithm.XOR8,
                      Checksum.Encoding.BINARY,
                      Checksum.Covers.WITH_END,
                      Bytes.EMPTY)),
              64),
          new FrameForm.Packet(
              Bytes.ofHex("02 10"),
              new FrameForm.Packet.Size.Told(2, true, 1, 3),
              Optional.of(
                  new Checksum(
                      Checksum.Algorithm.CRC16_CCITT_FALSE,
                      Checksum.Encoding.BINARY_LOW_FIRST,
                      Checksum.Covers.WITH_START,
                      Bytes.EMPTY)),
              Bytes.ofHex("03"),
              64),
          new FrameForm.Packet(
              Bytes.EMPTY, new FrameForm.Packet.Size.Fixed(6), Optional.empty(), Bytes.EMPTY, 64),
          new FrameForm.Silence(Set.of(), 64),
          new FrameForm.ModbusRtu(),
          new FrameForm.ModbusAscii(),
          new FrameForm.ModbusTcp());

  private static final List<ProfileCodec> CODECS =
      List.of(
          TestProfiles.codec(TestProfiles.read("mettler-sics"), "", Map.of()),
          TestProfiles.codec(TestProfiles.read("huber-pb"), "", Map.of()),
          TestProfiles.codec(TestProfiles.read("eurotherm-bisynch"), "1", Map.of()),
          TestProfiles.codec(TestProfiles.read("cavro-xp3000"), "0", Map.of()),
          TestProfiles.codec(
              TestProfiles.read("bronkhorst-propar"),
              "3",
              Map.of("flow_at_100_percent", "10 mL/min")));

  /** Whatever the text: a profile, or a list of faults. */
  @FuzzTest(maxDuration = "10m")
  void theLoaderRefusesOrReads(byte[] input) {
    try {
      ProfileReader.read(
          YamlReader.parse("fuzzed", new String(input, StandardCharsets.ISO_8859_1)));
    } catch (YamlException e) {
      if (e.getMessage() == null) {
        throw new AssertionError("a refusal without a reason", e);
      }
    }
  }

  /** Whatever the bytes: bounded frames, and what is in them is a message or broken. */
  @FuzzTest(maxDuration = "10m")
  void everyFramingIsBounded(byte[] input) {
    for (FrameForm form : FORMS) {
      for (Framer framer : List.of(FrameCodec.replyFramer(form), FrameCodec.requestFramer(form))) {
        for (byte next : input) {
          Optional<Bytes> frame = framer.accept(next);
          if (frame.isPresent() && frame.get().length() > form.maxLength()) {
            throw new AssertionError("longer than any legal frame: " + frame.get());
          }
          frame.ifPresent(bytes -> FrameCodec.unwrap(form, bytes));
          if (framer.isOverfull()) {
            framer.reset();
          }
        }
        framer.atSilence().ifPresent(bytes -> FrameCodec.unwrap(form, bytes));
      }
      FrameCodec.unwrap(form, Bytes.of(input));
    }
  }

  /** Whatever the reply: success only when the device could have written exactly that. */
  @FuzzTest(maxDuration = "10m")
  void garbageIsNeverANumber(byte[] input) {
    Bytes frame = Bytes.of(input);
    for (ProfileCodec codec : CODECS) {
      codec.decodeRequest(frame);
      codec.decodeNotice(frame);
      codec.decodeTold(frame);
      for (CommandDefinition command : codec.profile().language().commands().values()) {
        if (command.requestFields().isEmpty()
            && codec.decodeReply(Call.of(command.name()), frame)
                instanceof ReplyReading.Success(Fields fields, var _)) {
          for (String name : fields.names()) {
            fields
                .quantity(name)
                .filter(quantity -> !Double.isFinite(quantity.canonicalValue()))
                .ifPresent(
                    quantity -> {
                      throw new AssertionError("not a number: " + quantity);
                    });
          }
        }
      }
    }
  }
}
