package dev.weir.app;

import dev.weir.app.extension.Verb;
import dev.weir.journal.JournalException;
import dev.weir.yaml.YamlException;
import java.io.PrintWriter;
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
      SimulateVerb.class,
      CheckVerb.class,
      JournalVerb.class,
      RecordsVerb.class,
      ProposeVerb.class,
      BenchVerb.class
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
    CommandLine line = new CommandLine(new Main());
    ServiceLoader.load(Verb.class).forEach(line::addSubcommand);
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
    err.println(
        failure instanceof YamlException ? failure.getMessage() : "weir: " + words(failure));
    return exitCode(failure);
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
