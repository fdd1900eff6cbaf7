package dev.weir.device.profile.reading;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Transport;
import dev.weir.device.line.Transport.FlowControl;
import dev.weir.device.line.Transport.Parity;
import dev.weir.device.profile.codec.Template;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.language.Addressing;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Envelope;
import dev.weir.device.profile.language.Framing;
import dev.weir.device.profile.language.Step;
import dev.weir.device.profile.language.Timing;
import dev.weir.device.profile.language.TransportDefault;
import dev.weir.device.profile.language.TransportKind;
import dev.weir.units.Dimension;
import dev.weir.yaml.YamlException;
import dev.weir.yaml.YamlMap;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how messages travel. */
final class WireReader {
  private WireReader() {}

  static DeviceProfile.Wire read(YamlMap root, StepReader steps, FaultList faults) {
    Optional<Map<TransportKind, TransportDefault>> transports =
        faults.attempt(() -> transports(root));
    Map<String, Framing> framings =
        transports.isPresent()
            ? faults
                .attempt(() -> framings(root, transports.get().keySet(), steps, faults))
                .orElse(Map.of())
            : Map.of();
    Optional<Timing> timing = faults.attempt(() -> timing(root.map("timing")));
    Optional<Addressing> addressing =
        faults.attempt(
            () ->
                root.optionalMap("addressing")
                    .map(WireReader::addressing)
                    .orElse(Addressing.ALONE));
    Optional<Envelope> envelope = faults.attempt(() -> envelope(root));
    Optional<DeviceProfile.Normalise> normalise = faults.attempt(() -> normalise(root));
    if (timing.isEmpty() || addressing.isEmpty() || envelope.isEmpty() || normalise.isEmpty()) {
      throw new YamlException(List.of());
    }
    return new DeviceProfile.Wire(
        transports.orElse(Map.of()),
        framings,
        timing.orElseThrow(),
        addressing.orElseThrow(),
        envelope.orElseThrow(),
        normalise.orElseThrow());
  }

  static Map<TransportKind, TransportDefault> transports(YamlMap root) {
    Map<TransportKind, TransportDefault> transports = new EnumMap<>(TransportKind.class);
    YamlMap map = root.map("transports");
    if (map.has("serial")) {
      YamlMap serial = map.map("serial");
      transports.put(
          TransportKind.SERIAL,
          new TransportDefault.SerialDefault(
              serial.integer("baud", 300, 4_000_000),
              serial.integer("bits", 7, 8),
              serial.word("parity", Parity.class),
              serial.integer("stop", 1, 2),
              serial.has("flow") ? serial.word("flow", FlowControl.class) : FlowControl.NONE));
      serial.refuseUnknownKeys();
    }
    if (map.has("tcp")) {
      YamlMap tcp = map.map("tcp");
      transports.put(
          TransportKind.TCP, new TransportDefault.TcpDefault(tcp.integer("port", 1, 65535)));
      tcp.refuseUnknownKeys();
    }
    if (map.has("opcua")) {
      YamlMap server = map.map("opcua");
      transports.put(
          TransportKind.OPCUA,
          new TransportDefault.OpcUaDefault(
              server.parsed(
                  "endpoint",
                  text ->
                      new Transport.OpcUa(
                              text, Transport.Security.NONE, Optional.empty(), Optional.empty())
                          .endpoint()),
              server.word("security", Transport.Security.class)));
      server.refuseUnknownKeys();
    }
    if (map.has("folder")) {
      map.map("folder").refuseUnknownKeys();
      transports.put(TransportKind.FOLDER, new TransportDefault.FolderDefault());
    }
    map.refuseUnknownKeys();
    if (transports.isEmpty()) {
      throw map.wrong("at least one kind of line is needed");
    }
    return transports;
  }

  private static Map<String, Framing> framings(
      YamlMap root, Set<TransportKind> kinds, StepReader steps, FaultList faults) {
    Map<String, Framing> framings = new LinkedHashMap<>();
    YamlMap map = root.map("framings");
    for (String name : map.keys()) {
      faults
          .attempt(() -> framing(name, map.map(name), kinds, steps))
          .ifPresent(framing -> framings.put(name, framing));
    }
    if (framings.isEmpty() && faults.isEmpty()) {
      throw root.wrong("framings", "must hold at least one framing");
    }
    return framings;
  }

  private static Framing framing(
      String name, YamlMap framing, Set<TransportKind> kinds, StepReader steps) {
    Set<TransportKind> on = EnumSet.noneOf(TransportKind.class);
    for (String word : framing.texts("on")) {
      TransportKind kind = kind(framing, word);
      if (!kinds.contains(kind)) {
        throw framing.wrong("on", "'%s' is not under 'transports'".formatted(word));
      }
      on.add(kind);
    }
    if (on.isEmpty()) {
      throw framing.wrong("on", "must name at least one kind of line");
    }
    FrameForm request = FrameReader.form(framing, framing.has("both") ? "both" : "request");
    FrameForm reply = FrameReader.form(framing, framing.has("both") ? "both" : "reply");
    Optional<Step> enter = framing.optionalMap("enter").map(steps::read);
    boolean echoes = framing.has("echoes") && framing.flag("echoes");
    framing.refuseUnknownKeys();
    return new Framing(name, on, request, reply, echoes, enter);
  }

  private static TransportKind kind(YamlMap map, String word) {
    for (TransportKind kind : TransportKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        return kind;
      }
    }
    throw map.wrong("on", "'%s' is not serial, tcp, folder or opcua".formatted(word));
  }

  private static Timing timing(YamlMap map) {
    Timing timing =
        new Timing(
            duration(map, "gap_after_write"),
            duration(map, "gap_after_query"),
            duration(map, "first_byte_timeout"),
            duration(map, "inter_byte_timeout"),
            map.has("after_open") ? duration(map, "after_open") : Duration.ZERO,
            map.has("when_too_fast")
                ? map.word("when_too_fast", Timing.Haste.class)
                : Timing.Haste.IGNORED);
    map.refuseUnknownKeys();
    return timing;
  }

  static Duration duration(YamlMap map, String key) {
    double seconds = map.quantity(key, Dimension.TIME_SPAN).canonicalValue();
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  static Addressing addressing(YamlMap map) {
    int lowest = map.integer("lowest", 0, 255);
    int highest = map.integer("highest", lowest, 255);
    Addressing addressing =
        new Addressing(
            map.word("kind", Addressing.Kind.class),
            lowest,
            highest,
            map.has("standard") ? map.integer("standard", lowest, highest) : lowest,
            spelling(map));
    map.refuseUnknownKeys();
    return addressing;
  }

  private static Addressing.Spelling spelling(YamlMap map) {
    Addressing.Form form =
        map.has("form") ? map.word("form", Addressing.Form.class) : Addressing.Form.DECIMAL;
    return new Addressing.Spelling(
        form,
        map.has("digits") ? map.integer("digits", 0, 3) : 0,
        form == Addressing.Form.CHARACTER ? map.parsed("first", WireReader::character) : '0',
        map.has("repeated") ? map.integer("repeated", 1, 2) : 1,
        map.optionalParsed("before", Template::unescaped).orElse(""),
        map.optionalParsed("after", Template::unescaped).orElse(""));
  }

  private static char character(String text) {
    String plain = Template.unescaped(text);
    if (plain.length() != 1) {
      throw new IllegalArgumentException("must be one character, was '" + text + "'");
    }
    return plain.charAt(0);
  }

  private static Envelope envelope(YamlMap root) {
    Optional<YamlMap> map = root.optionalMap("envelope");
    if (map.isEmpty()) {
      return Envelope.BARE;
    }
    List<Envelope.Part> request = parts(map.get(), "request");
    List<Envelope.Part> reply = parts(map.get(), "reply");
    map.get().refuseUnknownKeys();
    try {
      return new Envelope(request, reply);
    } catch (IllegalArgumentException e) {
      throw root.wrong("envelope", String.valueOf(e.getMessage()));
    }
  }

  private static List<Envelope.Part> parts(YamlMap map, String key) {
    return map.parsed(
        key, text -> Template.split(text).stream().map(part -> part(part, text)).toList());
  }

  private static Envelope.Part part(String part, String whole) {
    return switch (part) {
      case "{address" -> new Envelope.Part.Address();
      case "{state" -> new Envelope.Part.State();
      case "{body" -> new Envelope.Part.Body();
      case "{length" -> new Envelope.Part.Length();
      default -> {
        if (part.startsWith("{")) {
          throw new IllegalArgumentException(
              "'%s' may hold {address}, {length}, {state}, {body} and fixed text".formatted(whole));
        }
        yield new Envelope.Part.Literal(Bytes.ofText(Template.unescaped(part)));
      }
    };
  }

  private static DeviceProfile.Normalise normalise(YamlMap root) {
    Optional<YamlMap> map = root.optionalMap("device_overlooks");
    if (map.isEmpty()) {
      return new DeviceProfile.Normalise(false, false);
    }
    DeviceProfile.Normalise normalise =
        new DeviceProfile.Normalise(map.get().flag("spaces"), map.get().flag("lower_case"));
    map.get().refuseUnknownKeys();
    return normalise;
  }
}
