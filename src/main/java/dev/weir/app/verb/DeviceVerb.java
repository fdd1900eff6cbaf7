package dev.weir.app.verb;

import dev.weir.app.file.ReactorFile;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ConfigurationException;
import dev.weir.app.terminal.DataFolder;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.WeirHome;
import dev.weir.app.verb.DeviceTalk.Order;
import dev.weir.device.Capability;
import dev.weir.device.Wanted;
import dev.weir.device.line.CaptureEvent;
import dev.weir.device.line.CaptureReplay;
import dev.weir.device.line.Dialogue;
import dev.weir.device.line.LineDescription;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.units.FlowRate;
import dev.weir.units.Quantity;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Talks to one configured device by hand. */
@Command(
    name = "device",
    mixinStandardHelpOptions = true,
    description = {
      "Talks to one configured device: identifies it, reads everything, sets within limits.",
      "Refuses while a daemon holds the data folder. What was set is made safe at the end."
    })
public final class DeviceVerb implements Callable<Integer> {
  /** A wish is renewed so often, and ends by itself when it is not. */
  private static final Duration LEASE = Duration.ofSeconds(3);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataFolder data = new DataFolder();

  @Parameters(paramLabel = "NAME", description = "Name of the device in the reactor file.")
  private String name = "";

  @Option(
      names = "--reactor",
      paramLabel = "FILE",
      required = true,
      description = "Reactor file in which the device is configured.")
  private Path reactor = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "VALUE",
      description = "Set-point with its unit, for example '0.5 mL/min' or '40 °C'.")
  private Optional<String> set = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long to talk (default: ${DEFAULT-VALUE}).",
      defaultValue = "5 s")
  private String time = "5 s";

  @Option(names = "--watch", description = "Prints every reading, not only the last.")
  private boolean watch;

  @Option(names = "--raw", description = "Prints every exchange, bytes in hex and text.")
  private boolean raw;

  @Option(names = "--capture", paramLabel = "FILE", description = "Writes the exchange to a file.")
  private Optional<Path> capture = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description =
          "Opens no port: plays a capture back, of this command or of a line of 'weir run', and tells what the drivers do otherwise.")
  private Optional<Path> replay = Optional.empty();

  /** For picocli. */
  DeviceVerb() {}

  @Override
  public Integer call() throws IOException {
    ReactorFile file = ReactorFile.read(WeirHome.find(reactor));
    ProfiledDevice device = device(file, name);
    Optional<Wanted> wish = set.map(text -> wish(device, text));
    if (replay.isPresent()) {
      return replay(file, device, replay.get());
    }
    LineDescription line =
        file.lines().stream()
            .filter(each -> each.name().equals(device.description().line()))
            .findFirst()
            .orElseThrow();
    if (file.bench() instanceof ReactorFile.Bench.Simulated) {
      throw new ConfigurationException(
          "%s: bench: is simulated; serve the device with 'weir device-sim' and configure it as real"
              .formatted(file.file()));
    }
    refuseBesideDaemon();
    Duration howLong = TimeSpan.parse(time).toDuration();
    return new DeviceTalk(device, line, spec.commandLine().getOut())
        .talk(new Order(wish, howLong, LEASE, watch, raw, capture));
  }

  private static ProfiledDevice device(ReactorFile file, String name) {
    return file.devices().stream()
        .filter(each -> each.description().name().text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "%s: devices: none is named '%s'; there are %s"
                        .formatted(
                            file.file(),
                            name,
                            file.devices().stream()
                                .map(each -> each.description().name().text())
                                .toList())));
  }

  private static Wanted wish(ProfiledDevice device, String text) {
    Capability capability =
        device.profile().behaviour().capabilities().containsKey(Capability.TEMPERATURE_SETPOINT)
            ? Capability.TEMPERATURE_SETPOINT
            : Capability.FLOW_SETPOINT;
    Quantity value;
    try {
      value = capability.dimension().parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadDataException("--set: " + e.getMessage());
    }
    return capability == Capability.FLOW_SETPOINT
        ? new Wanted.Pumping((FlowRate) value)
        : new Wanted.Tempering((Temperature) value);
  }

  private void refuseBesideDaemon() throws IOException {
    Path lock = data.journal().resolve("journal.lock");
    if (!Files.exists(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        throw new ConfigurationException(data.folder() + ": a daemon runs on this data folder");
      }
    } catch (OverlappingFileLockException e) {
      throw new ConfigurationException(data.folder() + ": is in use by this process");
    }
  }

  private int replay(ReactorFile file, ProfiledDevice device, Path from) throws IOException {
    List<CaptureEvent> events;
    try {
      events = Files.readAllLines(from).stream().map(CaptureEvent::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new BadDataException(from + ": " + e.getMessage());
    }
    CaptureReplay captured = new CaptureReplay(device.description().line(), events);
    List<Dialogue> dialogues =
        captured.devices().stream().map(name -> device(file, name).dialogue()).toList();
    if (dialogues.isEmpty()) {
      throw new BadDataException(
          from + ": names no device: it is not a capture from its beginning");
    }
    List<String> differences;
    try {
      differences = captured.play(dialogues);
    } catch (IllegalArgumentException e) {
      throw new BadDataException(from + ": " + e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    differences.forEach(out::println);
    out.println(
        differences.isEmpty()
            ? "%d events: the driver does as it did".formatted(events.size())
            : "the driver does not do as it did");
    return differences.isEmpty() ? ExitCode.DONE : ExitCode.BAD_DATA;
  }
}
