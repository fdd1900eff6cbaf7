package dev.weir.device.profile.reading;

import dev.weir.device.line.Bytes;
import dev.weir.device.profile.frame.Checksum;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how messages are set apart. */
final class FrameReader {
  private static final int LONGEST = 4096;

  private FrameReader() {}

  /** Kinds of framing by the words of the profile. */
  private enum FormWord {
    LINE,
    STX_ETX,
    LENGTH_CRC,
    PACKET,
    SILENCE,
    MODBUS_RTU,
    MODBUS_ASCII,
    MODBUS_TCP,
    NONE
  }

  static FrameForm form(YamlMap framing, String key) {
    YamlMap map = framing.map(key);
    FrameForm form =
        switch (map.word("kind", FormWord.class)) {
          case LINE -> line(map);
          case STX_ETX ->
              new FrameForm.Enclosed(
                  marker(map, "start"),
                  marker(map, "end"),
                  set(map, "alone"),
                  checksum(map),
                  longest(map));
          case LENGTH_CRC -> lengthCrc(map);
          case PACKET -> packet(map);
          case SILENCE -> new FrameForm.Silence(set(map, "strip"), longest(map));
          case MODBUS_RTU -> new FrameForm.ModbusRtu();
          case MODBUS_ASCII -> new FrameForm.ModbusAscii();
          case MODBUS_TCP -> new FrameForm.ModbusTcp();
          case NONE -> new FrameForm.NoFrames();
        };
    map.refuseUnknownKeys();
    return form;
  }

  private static FrameForm line(YamlMap map) {
    List<Bytes> terminators = new ArrayList<>();
    for (String hex : map.texts("terminators")) {
      terminators.add(hex(map, "terminators", hex));
    }
    try {
      return new FrameForm.Line(
          terminators,
          map.has("empty_is_message") && map.flag("empty_is_message"),
          set(map, "strip"),
          checksum(map),
          longest(map));
    } catch (IllegalArgumentException e) {
      throw map.wrong("terminators", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Start byte, one length byte that counts itself and everything after it, message, CRC, end byte:
   * the NE-1000's safe mode, manual p. 34.
   */
  private static FrameForm lengthCrc(YamlMap map) {
    return new FrameForm.Packet(
        Bytes.of((byte) marker(map, "start")),
        new FrameForm.Packet.Size.Told(1, false, 0, 4),
        Optional.of(
            new Checksum(
                Checksum.Algorithm.CRC16_XMODEM,
                Checksum.Encoding.BINARY,
                Checksum.Covers.MESSAGE,
                Bytes.EMPTY)),
        Bytes.of((byte) marker(map, "end")),
        map.integer("max", 5, 256));
  }

  private static FrameForm packet(YamlMap map) {
    FrameForm.Packet form =
        new FrameForm.Packet(
            bytes(map, "start"), size(map), checksum(map), bytes(map, "end"), longest(map));
    if (form.checksum().filter(sum -> sum.covers() == Checksum.Covers.WITH_END).isPresent()) {
      throw map.wrong("checksum", "the checksum of a packet stands before its end");
    }
    if (form.overhead() >= form.maxLength()) {
      throw map.wrong("max", "leaves no room for a message");
    }
    if (form.size() instanceof FrameForm.Packet.Size.Fixed(int bytes)
        && form.overhead() + bytes > form.maxLength()) {
      throw map.wrong(
          "max", "is less than the %d bytes of a frame".formatted(form.overhead() + bytes));
    }
    return form;
  }

  private static FrameForm.Packet.Size size(YamlMap map) {
    if (map.has("size")) {
      return new FrameForm.Packet.Size.Fixed(map.integer("size", 1, LONGEST));
    }
    YamlMap length = map.map("length");
    FrameForm.Packet.Size size =
        new FrameForm.Packet.Size.Told(
            length.integer("bytes", 1, 2),
            length.has("low_first") && length.flag("low_first"),
            length.has("after") ? length.integer("after", 0, 16) : 0,
            length.has("adds") ? length.integer("adds", -16, 16) : 0);
    length.refuseUnknownKeys();
    return size;
  }

  private static Optional<Checksum> checksum(YamlMap framing) {
    return framing
        .optionalMap("checksum")
        .map(
            map -> {
              Checksum checksum =
                  new Checksum(
                      map.word("algorithm", Checksum.Algorithm.class),
                      map.word("encoding", Checksum.Encoding.class),
                      map.has("covers")
                          ? map.word("covers", Checksum.Covers.class)
                          : Checksum.Covers.MESSAGE,
                      bytes(map, "before"));
              map.refuseUnknownKeys();
              return checksum;
            });
  }

  private static Set<Integer> set(YamlMap map, String key) {
    Set<Integer> set = new HashSet<>();
    for (String hex : map.texts(key)) {
      Bytes bytes = hex(map, key, hex);
      for (int i = 0; i < bytes.length(); i++) {
        set.add(bytes.at(i));
      }
    }
    return set;
  }

  private static Bytes bytes(YamlMap map, String key) {
    return map.optionalText(key).map(text -> hex(map, key, text)).orElse(Bytes.EMPTY);
  }

  static Bytes hex(YamlMap map, String key, String text) {
    try {
      return Bytes.ofHex(text);
    } catch (IllegalArgumentException e) {
      throw map.wrong(key, "'%s' is not bytes in hex: write '0D 0A'".formatted(text));
    }
  }

  private static int marker(YamlMap map, String key) {
    Bytes bytes = hex(map, key, map.text(key));
    if (bytes.length() != 1) {
      throw map.wrong(key, "must be one byte in hex");
    }
    return bytes.at(0);
  }

  private static int longest(YamlMap map) {
    return map.integer("max", 2, LONGEST);
  }
}
