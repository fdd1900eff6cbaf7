package dev.weir.app.terminal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/**
 * The option {@code --json}, shared by verbs that print a result. Filled by the command line, then
 * only read.
 */
public final class JsonOutput {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the result as JSON, with every figure.")
  private Optional<Path> file = Optional.empty();

  /** For picocli. */
  public JsonOutput() {}

  /**
   * Writes a result when the option was given.
   *
   * @throws BadDataException when the file cannot be written
   */
  public void write(Supplier<?> result) {
    file.ifPresent(path -> JsonFile.write(path, result.get()));
  }
}
