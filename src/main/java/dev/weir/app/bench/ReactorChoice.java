package dev.weir.app.bench;

import dev.weir.app.file.ReactorFile;
import dev.weir.app.terminal.WeirHome;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * The option {@code --reactor}, shared by benches that run on a reactor. Filled by the command
 * line, then only read.
 */
final class ReactorChoice {
  @Option(
      names = "--reactor",
      paramLabel = "FILE",
      description = "Reactor file (default: ${DEFAULT-VALUE}).",
      defaultValue = "config/reactors/simulated.yaml")
  private Path file = Path.of("");

  /** For picocli. */
  ReactorChoice() {}

  /**
   * Reads the file.
   *
   * @throws dev.weir.yaml.YamlException when something is wrong with it
   */
  ReactorFile read() {
    return ReactorFile.read(WeirHome.find(file));
  }
}
