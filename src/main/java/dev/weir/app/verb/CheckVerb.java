package dev.weir.app.verb;

import dev.weir.app.file.CampaignFile;
import dev.weir.app.file.ReactorFile;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.WeirHome;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.yaml.YamlException;
import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks configuration files without opening anything. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks reactor files, campaign files and device profiles; opens no port.")
public final class CheckVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to check (YAML).")
  private List<Path> files = List.of();

  /** For picocli. */
  public CheckVerb() {}

  @Override
  public Integer call() {
    boolean right = true;
    for (Path file : files) {
      try {
        spec.commandLine().getOut().println(file + ": " + check(WeirHome.find(file)));
      } catch (YamlException e) {
        right = false;
        spec.commandLine().getErr().println(e.getMessage());
      }
    }
    return right ? ExitCode.DONE : ExitCode.CONFIGURATION;
  }

  private static String check(Path file) {
    YamlMap root = YamlReader.read(file);
    if (root.has("lines")) {
      ReactorFile reactor = ReactorFile.read(file);
      return "reactor '%s' with %d devices on %d lines is right"
          .formatted(reactor.reactor().name(), reactor.devices().size(), reactor.lines().size());
    }
    if (root.has("search")) {
      return "campaign '%s' is right".formatted(CampaignFile.read(file).description().name());
    }
    if (root.has("commands")
        || root.has("nodes")
        || root.has("framing")
        || root.has("framings")
        || root.has("extends")) {
      return "device profile '%s' is right".formatted(ProfileReader.read(file).id());
    }
    throw root.wrong(
        "is neither a reactor file (lines), a campaign file (search) nor a device profile (commands)");
  }
}
