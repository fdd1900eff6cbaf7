package dev.weir.device.profile.reading;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import dev.weir.device.profile.TestProfiles;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.codec.ReplyReading;
import dev.weir.device.profile.frame.Checksum;
import dev.weir.device.profile.frame.EchoFramer;
import dev.weir.device.profile.frame.FrameCodec;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Example;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.StateWord;
import dev.weir.yaml.YamlException;
import dev.weir.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arbitrary bytes against the profile loader, every kind of framing and the codec of every profile.
 * Every build runs the seeds named here and the inputs kept beside this class; {@code
 * JAZZER_FUZZ=1} searches for new ones (docs/benchmarks/devices.md has the command).
 */
final class ProfileFuzzTest {
  /** So many bytes are taken for the echo of a request. */
  private static final int ECHOED_BYTES = 8;

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
          new FrameForm.Packet(
              Bytes.ofHex("02"),
              new FrameForm.Packet.Size.Told(1, false, 0, 4),
              Optional.of(
                  new Checksum(
                      Checksum.Algorithm.CRC16_XMODEM,
                      Checksum.Encoding.BINARY,
                      Checksum.Covers.MESSAGE,
                      Bytes.EMPTY)),
              Bytes.ofHex("03"),
              64),
          new FrameForm.Silence(Set.of(), 64),
          new FrameForm.ModbusRtu(),
          new FrameForm.ModbusAscii(),
          new FrameForm.ModbusTcp());

  /** A codec for each profile and each setting under which one of its examples holds. */
  private static final List<ProfileCodec> CODECS = codecs();

  private static List<ProfileCodec> codecs() {
    List<ProfileCodec> codecs = new ArrayList<>();
    for (Path file : TestProfiles.files()) {
      DeviceProfile profile = ProfileReader.read(file);
      Set<Example.Settings> seen = new HashSet<>();
      for (Example example : profile.examples()) {
        if (seen.add(example.settings())) {
          codecs.add(
              TestProfiles.codec(
                  profile, example.settings().address(), example.settings().parameters()));
        }
      }
    }
    return List.copyOf(codecs);
  }

  /** Every profile that is delivered. */
  static Stream<byte[]> profiles() {
    return TestProfiles.files().stream().map(ProfileFuzzTest::content);
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of every example, one after another. */
  static Stream<byte[]> messages() {
    return TestProfiles.files().stream()
        .flatMap(file -> ProfileReader.read(file).examples().stream())
        .flatMap(example -> Stream.concat(example.request().stream(), example.reply().stream()))
        .distinct()
        .map(Bytes::toArray);
  }

  /** The bytes of every reply behind the number of a codec that may understand it. */
  static Stream<byte[]> numbered() {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < CODECS.size(); i++) {
      for (Example example : CODECS.get(i).profile().examples()) {
        Bytes number = Bytes.of((byte) i);
        example.reply().ifPresent(reply -> seeds.add(number.plus(reply).toArray()));
      }
    }
    return seeds.stream();
  }

  /** Whatever the text: a profile that can be spoken, or a list of faults with their places. */
  @MethodSource("profiles")
  @FuzzTest(maxDuration = "10m")
  void theLoaderRefusesOrReads(byte[] input) {
    DeviceProfile profile;
    try {
      profile =
          ProfileReader.read(YamlReader.parse("fuzzed", new String(input, StandardCharsets.UTF_8)));
    } catch (YamlException e) {
      if (e.getMessage() == null) {
        throw new AssertionError("a refusal without a reason", e);
      }
      return;
    }
    for (String framing : profile.wire().framings().keySet()) {
      spoken(profile, framing);
    }
  }

  /** A profile that was read can be made a codec of, or tells what its user must still say. */
  private static void spoken(DeviceProfile profile, String framing) {
    ProfileCodec codec;
    try {
      codec =
          ProfileCodec.of(
              profile, framing, "1", ParameterValues.of(profile.language().parameters(), Map.of()));
    } catch (IllegalArgumentException e) {
      if (e.getMessage() == null) {
        throw new AssertionError("a refusal without a reason", e);
      }
      return;
    }
    codec.decodeRequest(Bytes.ofText("?"));
    for (CommandDefinition command : profile.language().commands().values()) {
      if (command.requestFields().isEmpty()) {
        Bytes request = codec.encodeRequest(Call.of(command.name()));
        codec.decodeRequest(request);
        codec.decodeReply(Call.of(command.name()), request);
      }
    }
  }

  /** Whatever the bytes: bounded frames, and what is in them is a message or broken. */
  @MethodSource("messages")
  @FuzzTest(maxDuration = "10m")
  void everyFramingIsBounded(byte[] input) {
    for (FrameForm form : FORMS) {
      bounded(form, FrameCodec.requestFramer(form), input);
      bounded(form, FrameCodec.replyFramer(form), input);
      Bytes echoed = Bytes.of(input).slice(0, Math.min(input.length, ECHOED_BYTES));
      bounded(form, new EchoFramer(echoed, FrameCodec.replyFramer(form)), input);
      FrameCodec.unwrap(form, Bytes.of(input));
    }
  }

  private static void bounded(FrameForm form, Framer framer, byte[] input) {
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

  /**
   * Whatever the reply: success only with finite numbers, and only with what the device could have
   * written: where it can be written again, it means the same.
   */
  @MethodSource("numbered")
  @FuzzTest(maxDuration = "10m")
  void garbageIsNeverANumber(byte[] input) {
    if (input.length == 0) {
      return;
    }
    ProfileCodec codec = CODECS.get(Byte.toUnsignedInt(input[0]) % CODECS.size());
    Bytes frame = Bytes.of(input).slice(1, input.length);
    codec.decodeRequest(frame);
    codec.decodeNotice(frame);
    codec.decodeTold(frame);
    for (CommandDefinition command : codec.profile().language().commands().values()) {
      Call call = Call.of(command.name());
      if (command.requestFields().isEmpty()
          && codec.decodeReply(call, frame)
              instanceof ReplyReading.Success(Fields fields, List<StateWord> states)) {
        meansTheSameAgain(codec, call, fields, states);
      }
    }
  }

  private static void meansTheSameAgain(
      ProfileCodec codec, Call call, Fields fields, List<StateWord> states) {
    for (String name : fields.names()) {
      fields
          .quantity(name)
          .filter(quantity -> !Double.isFinite(quantity.canonicalValue()))
          .ifPresent(
              quantity -> {
                throw new AssertionError("not a number: " + quantity);
              });
    }
    if (codec.framing().reply().isModbus()) {
      return;
    }
    String state = String.join("+", states.stream().map(StateWord::name).toList());
    Bytes written;
    try {
      written = codec.encodeReply(call, fields, state);
    } catch (RefusedValueException _) {
      // Read in another unit than the one in which the simulator writes, and too long for that.
      return;
    }
    // Rounded once, where it was read in another unit; after that it must stay what it is.
    if (!(codec.decodeReply(call, written)
            instanceof ReplyReading.Success(Fields again, List<StateWord> same)
        && same.equals(states)
        && codec.encodeReply(call, again, state).equals(written))) {
      throw new AssertionError(
          "%s %s: read as %s %s, which is written as %s"
              .formatted(codec.profile().id(), call.command(), fields, states, written));
    }
  }
}
