package dev.weir.simulator;

import dev.weir.app.extension.BenchDescription;
import dev.weir.app.extension.BenchReader;
import dev.weir.app.extension.Verb;
import dev.weir.chemistry.Reagents;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.DiskDropFolder;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.PortFactory;
import dev.weir.device.line.PseudoTerminal;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.TransportDefault;
import dev.weir.device.profile.language.TransportKind;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.simulator.opcua.NodeTrouble;
import dev.weir.simulator.opcua.NodeWorld;
import dev.weir.simulator.opcua.OpcUaServing;
import dev.weir.simulator.plant.PlantSettings;
import dev.weir.simulator.serve.PortRelay;
import dev.weir.simulator.serve.RealTimeServer;
import dev.weir.simulator.serve.Relay;
import dev.weir.simulator.serve.TcpRelay;
import dev.weir.simulator.wire.Misbehaviour;
import dev.weir.time.SystemClock;
import dev.weir.yaml.YamlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir device-sim}: the simulated devices in real time, as a process of their own. */
@Command(
    name = "device-sim",
    mixinStandardHelpOptions = true,
    description = {
      "Serves simulated devices in real time over TCP ports, serial ports or folders, byte for byte as real ones.",
      "",
      "  weir device-sim --reactor config/reactors/simulated.yaml",
      "  weir device-sim --profile newera-ne1000 --tcp 17001 -P syringe_diameter=14.43mm",
      "  weir device-sim --profile huber-pb --tcp 17002 --fault garbled=0.1",
      "  weir device-sim --profile harvard-11elite --pty ./pump -P syringe_diameter=14.567mm -P longest_delivery=50mL",
      "  weir device-sim --profile mt-icir-opcua --tcp 62552 -P template=copolymer",
      "",
      "Of a serial line the daemon holds one end: make a pair, for example with socat, and name the other end here",
      "with --at LINE=PATH."
    },
    footer = {
      "",
      "Ctrl-C ends it. Exit codes: 0 done, 64 wrong usage, 70 fault, 78 bad configuration."
    })
public final class DeviceSimVerb implements Verb {
  private static final int DONE = 0;
  private static final int FAULT = 70;
  private static final int BAD_CONFIGURATION = 78;
  private static final int OPC_UA_PORT = 4840;
  private static final String LOOPBACK = "127.0.0.1";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--reactor",
      paramLabel = "FILE",
      description = "every line of this reactor file, on one plant")
  private Optional<Path> reactor = Optional.empty();

  @Option(names = "--profile", paramLabel = "ID", description = "one device of this profile alone")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--profiles",
      paramLabel = "DIR",
      description = "folder of the profiles, for --profile")
  private Path profiles = Path.of(System.getProperty("weir.home", "."), "device-profiles");

  @Option(
      names = "--tcp",
      paramLabel = "PORT",
      description = "port for --profile; without it any free one")
  private int tcp;

  @Option(
      names = "--pty",
      paramLabel = "PATH",
      description = {
        "a serial port instead: a pseudo terminal (Linux) that is reached by this path,",
        "which must be free and is taken away at the end"
      })
  private Optional<Path> pty = Optional.empty();

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "the device's address, for --profile")
  private String address = "";

  @Option(
      names = "-P",
      paramLabel = "NAME=VALUE",
      description = "a parameter of the profile, for --profile")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--at",
      paramLabel = "LINE=PATH",
      description = "our end of a serial line, for --reactor")
  private Map<String, String> ends = new LinkedHashMap<>();

  @Option(
      names = "--monomers",
      paramLabel = "M1,M2",
      split = ",",
      description = "what the plant reacts (MMA,St)")
  private List<String> monomers = List.of("MMA", "St");

  @Option(names = "--initiator", paramLabel = "NAME", description = "what starts the chains (AIBN)")
  private String initiator = "AIBN";

  @Option(names = "--seed", paramLabel = "N", description = "of every random number (1)")
  private long seed = 1L;

  @Option(
      names = "--fault",
      paramLabel = "KIND[=SHARE]",
      description = {
        "what is wrong with the device of --profile, and with which share of its messages (1):",
        "of an OPC UA device: mute, bad-status, uncertain, stale, not-a-number, refuse, clamp, reset; of any other:",
        "mute, error-reply, ignored, late, truncated, garbled, duplicated, dribbled, swapped, reset, hang-if-too-fast"
      })
  private Optional<String> fault = Optional.empty();

  @Option(
      names = "--error",
      paramLabel = "TEXT",
      description = "which error of the profile --fault error-reply answers; without it the first")
  private Optional<String> error = Optional.empty();

  @Option(
      names = "--certificates",
      paramLabel = "DIR",
      description =
          "folder of the certificate of a simulated OPC UA server; made when it is not there")
  private Path certificates = Path.of("data", "device-sim-opcua");

  @Option(
      names = "--unsecured",
      description = "a simulated OPC UA server offers sessions without security, too")
  private boolean unsecured;

  @Option(names = "--settings", description = "list the settings of the simulated plant and end")
  private boolean settings;

  private final AtomicBoolean goOn = new AtomicBoolean(true);

  /** Called by the service loader. */
  public DeviceSimVerb() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (settings) {
      out.println(PlantSettings.describe());
      return DONE;
    }
    if (reactor.isPresent() == profile.isPresent()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "name either --reactor or --profile");
    }
    if (pty.isPresent() && (tcp != 0 || reactor.isPresent())) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--pty is for one device of --profile, in place of --tcp");
    }
    try {
      if (profile.isPresent()) {
        DeviceProfile read = ProfileReader.read(BenchParts.profileFile(profiles, profile.get()));
        if (read.nodes().isPresent()) {
          return serveNodes(read, out);
        }
      }
      Optional<Misbehaviour> misbehaviour = misbehaviour();
      BenchParts parts =
          reactor.isPresent() ? ofReactor(reactor.get()) : alone(profile.orElseThrow());
      return serve(parts, misbehaviour, out);
    } catch (YamlException e) {
      err.println(e.getMessage());
      return BAD_CONFIGURATION;
    } catch (IllegalArgumentException e) {
      err.println("weir device-sim: " + e.getMessage());
      return BAD_CONFIGURATION;
    } catch (IOException e) {
      err.println("weir device-sim: " + e.getMessage());
      return FAULT;
    }
  }

  private BenchParts ofReactor(Path file) {
    if (monomers.size() != 2) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--monomers takes two names, was " + String.join(",", monomers));
    }
    BenchReader reader =
        ServiceLoader.load(BenchReader.class)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("this build has no reader of reactor files"));
    BenchDescription bench =
        reader.read(
            file,
            new Reagents(
                new SpeciesName(monomers.get(0)),
                new SpeciesName(monomers.get(1)),
                new SpeciesName(initiator)),
            seed);
    return BenchParts.of(bench);
  }

  private BenchParts alone(String id) {
    if (tcp < 0 || tcp > 65_535) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--tcp must be from 0 to 65535, was " + tcp);
    }
    DeviceProfile read = ProfileReader.read(BenchParts.profileFile(profiles, id));
    return BenchParts.alone(
        id,
        profiles,
        pty.<Transport>map(path -> serial(read, path))
            .orElseGet(() -> new Transport.Tcp(LOOPBACK, tcp)),
        new BenchParts.Device(
            address, parameters, read.identity().kind() == DeviceClass.TEMPERATURE_CONTROLLER),
        seed);
  }

  /** A pseudo terminal has no speed: what the profile says about it is kept for the record. */
  private static Transport.Serial serial(DeviceProfile read, Path path) {
    if (read.wire().transports().get(TransportKind.SERIAL)
        instanceof TransportDefault.SerialDefault standard) {
      return standard.at(path.toString());
    }
    throw new IllegalArgumentException("profile %s has no serial port".formatted(read.id()));
  }

  /** Serves a device that is an OPC UA server. */
  private int serveNodes(DeviceProfile read, PrintWriter out) throws IOException {
    TransportDefault.OpcUaDefault standard =
        (TransportDefault.OpcUaDefault)
            Objects.requireNonNull(read.wire().transports().get(TransportKind.OPCUA));
    URI at = URI.create(standard.endpoint());
    int port = tcp > 0 ? tcp : at.getPort() > 0 ? at.getPort() : OPC_UA_PORT;
    String path = Optional.ofNullable(at.getPath()).orElse("");
    Transport.OpcUa transport =
        new Transport.OpcUa(
            standard.endpoint(), standard.security(), Optional.empty(), Optional.empty());
    ProfiledDevice device =
        ProfiledDevice.of(
            read,
            new DeviceDescription(
                BenchParts.ALONE, read.id(), BenchParts.ALONE_LINE, address, parameters, Map.of()),
            transport);
    SystemClock clock = new SystemClock();
    NodeWorld world = new NodeWorld(device.nodes(monomers), clock.now());
    fault.map(NodeTrouble::of).ifPresent(world::trouble);
    OpcUaServing serving =
        new OpcUaServing(world, new OpcUaServing.Place(port, path, certificates, unsecured), clock);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  goOn.set(false);
                  if (serving.awaitEnd()) {
                    Runtime.getRuntime().halt(DONE);
                  }
                },
                "device-sim-end"));
    serving.serve(
        goOn::get,
        (endpoint, thumbprint) -> {
          out.println("%s on %s".formatted(read.id(), endpoint));
          out.println(
              "its certificate is %s, thumbprint (SHA-256) %s"
                  .formatted(certificates.resolve("own").resolve("certificate.der"), thumbprint));
          out.println("Ctrl-C ends it.");
          out.flush();
        });
    return DONE;
  }

  private Optional<Misbehaviour> misbehaviour() {
    if (fault.isEmpty()) {
      return Optional.empty();
    }
    if (profile.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--fault is for one device: name it with --profile");
    }
    DeviceProfile read = ProfileReader.read(BenchParts.profileFile(profiles, profile.get()));
    return Optional.of(Misbehaviour.parse(fault.get(), error, read, seed));
  }

  private int serve(BenchParts parts, Optional<Misbehaviour> misbehaviour, PrintWriter out)
      throws IOException {
    SystemClock clock = new SystemClock();
    SimulatedBench bench =
        new SimulatedBench(
            parts, clock.now(), folder -> Optional.of(new DiskDropFolder(folder.root())));
    misbehaviour.ifPresent(wrong -> bench.misbehave(BenchParts.ALONE, wrong));
    List<Relay> relays = relays(parts, bench);
    for (Relay relay : relays) {
      out.println(relay.describe());
    }
    out.println("Ctrl-C ends it.");
    out.flush();
    RealTimeServer server = new RealTimeServer(bench, relays, clock);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "device-sim-end"));
    server.serve(goOn::get);
    return DONE;
  }

  /** Ctrl-C is the way to end it and no failure: every line is closed and the exit code is 0. */
  private void end(RealTimeServer server) {
    goOn.set(false);
    if (server.awaitEnd()) {
      Runtime.getRuntime().halt(DONE);
    }
  }

  /** Opens every line before anything is served, or none. */
  private List<Relay> relays(BenchParts parts, SimulatedBench bench) throws IOException {
    List<Relay> relays = new ArrayList<>();
    try {
      for (LineDescription line : parts.lines()) {
        relay(line, bench).ifPresent(relays::add);
      }
    } catch (IOException | RuntimeException e) {
      relays.forEach(Relay::close);
      throw e;
    }
    return relays;
  }

  private Optional<Relay> relay(LineDescription line, SimulatedBench bench) throws IOException {
    return switch (line.transport()) {
      case Transport.Tcp at -> Optional.of(new TcpRelay(line.name(), bench.port(line.name()), at));
      case Transport.Serial _ when pty.isPresent() -> {
        String path = pty.get().toString();
        yield Optional.of(
            new PortRelay(
                line.name(), bench.port(line.name()), new PseudoTerminal(pty.get()), path));
      }
      case Transport.Serial serial -> {
        String path = ends.get(line.name().text());
        if (path == null) {
          throw new IllegalArgumentException(
              "line %s: the daemon holds %s; name the other end with --at %s=PATH"
                  .formatted(line.name(), serial.path(), line.name()));
        }
        Transport.Serial ours =
            new Transport.Serial(
                path,
                serial.baud(),
                serial.dataBits(),
                serial.parity(),
                serial.stopBits(),
                serial.flow());
        yield Optional.of(
            new PortRelay(line.name(), bench.port(line.name()), PortFactory.portOf(ours), path));
      }
      case Transport.Folder folder -> Optional.empty();
      case Transport.OpcUa server -> Optional.empty();
    };
  }
}
