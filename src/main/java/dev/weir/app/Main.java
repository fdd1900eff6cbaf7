package dev.weir.app;

import dev.weir.app.bench.BenchVerb;
import dev.weir.app.extension.Verb;
import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.ConfigurationException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.Version;
import dev.weir.app.verb.CampaignVerb;
import dev.weir.app.verb.CheckVerb;
import dev.weir.app.verb.DeviceVerb;
import dev.weir.app.verb.EnergyVerb;
import dev.weir.app.verb.FeaturesVerb;
import dev.weir.app.verb.GenerateVerb;
import dev.weir.app.verb.JobsVerb;
import dev.weir.app.verb.JournalVerb;
import dev.weir.app.verb.PredictVerb;
import dev.weir.app.verb.PredictorVerb;
import dev.weir.app.verb.ProposeVerb;
import dev.weir.app.verb.ReactivityVerb;
import dev.weir.app.verb.RecordsVerb;
import dev.weir.app.verb.RunVerb;
import dev.weir.app.verb.RunsVerb;
import dev.weir.app.verb.ScoreVerb;
import dev.weir.app.verb.SimulateVerb;
import dev.weir.app.verb.StructureRankerVerb;
import dev.weir.app.verb.StructureVerb;
import dev.weir.app.verb.TrainVerb;
import dev.weir.app.verb.WorkerVerb;
import dev.weir.journal.JournalException;
import dev.weir.yaml.YamlException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: {@code weir VERB}. */
@Command(
    name = "weir",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs a copolymerisation flow reactor by itself.",
    subcommands = {
      RunVerb.class,
      CampaignVerb.class,
      SimulateVerb.class,
      CheckVerb.class,
      DeviceVerb.class,
      JournalVerb.class,
      RecordsVerb.class,
      BenchVerb.class,
      RunsVerb.class,
      TrainVerb.class,
      FeaturesVerb.class,
      PredictorVerb.class,
      ScoreVerb.class,
      PredictVerb.class,
      ReactivityVerb.class,
      JobsVerb.class,
      WorkerVerb.class,
      EnergyVerb.class,
      GenerateVerb.class,
      StructureRankerVerb.class,
      StructureVerb.class,
      ProposeVerb.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 64 wrong usage, 65 bad data, 70 fault, 78 bad configuration."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** For picocli only. */
  Main() {
    this.spec = CommandSpec.create();
  }

  /** Runs the verb and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Runs the verb and returns its exit code. */
  public static int execute(String... arguments) {
    return execute(new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
  }

  /** Runs the verb, tells its faults to the given writer, and returns its exit code. */
  public static int execute(PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setErr(err);
    ServiceLoader.load(Verb.class).forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExitCodeExceptionMapper(Main::exitCode);
    line.setParameterExceptionHandler(Main::tellUsage);
    line.setExecutionExceptionHandler(
        (failure, command, result) -> tell(failure, command.getErr()));
    return line.execute(arguments);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a verb");
  }

  private static int tellUsage(CommandLine.ParameterException failure, String... arguments) {
    PrintWriter err = failure.getCommandLine().getErr();
    err.println("weir: " + failure.getMessage());
    err.println(
        "Try '%s --help'.".formatted(failure.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  private static int tell(Exception failure, PrintWriter err) {
    err.println(tellsPlace(failure) ? failure.getMessage() : "weir: " + words(failure));
    return exitCode(failure);
  }

  /** A fault of a file begins with the file's name, so that editors can jump to it. */
  private static boolean tellsPlace(Exception failure) {
    return failure instanceof YamlException || failure instanceof ConfigurationException;
  }

  private static String words(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  private static int exitCode(Throwable failure) {
    return switch (failure) {
      case YamlException ignored -> ExitCode.CONFIGURATION;
      case ConfigurationException ignored -> ExitCode.CONFIGURATION;
      case BadDataException ignored -> ExitCode.BAD_DATA;
      case CommandLine.ParameterException ignored -> ExitCode.USAGE;
      case JournalException ignored -> ExitCode.FAULT;
      default -> ExitCode.FAULT;
    };
  }
}
