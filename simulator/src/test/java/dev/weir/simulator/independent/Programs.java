package dev.weir.simulator.independent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that were not written here; what needs one that is absent is skipped with a reason. */
final class Programs {
  private static final int ANSWER_SECONDS = 60;

  private Programs() {}

  static Path home() {
    return Path.of(System.getProperty("weir.home", "..")).toAbsolutePath().normalize();
  }

  static String script(String name) {
    return home().resolve("simulator/src/test/scripts").resolve(name).toString();
  }

  /** Returns a program on the path. */
  static String need(String program) {
    Optional<Path> found =
        Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      skip(program + " is not installed");
    }
    return program;
  }

  /** Returns the folder of the npm packages, in which one must be. */
  static String needPackage(String name) {
    need("node");
    Path folder = home().resolve("simulator/target/npm/node_modules");
    if (!Files.isDirectory(folder.resolve(name))) {
      skip("the npm package " + name + " is not in " + folder + "; .ci/run installs it");
    }
    return folder.toString();
  }

  /** Returns the Python that has pymodbus: Debian's own, not one that a user put in front of it. */
  static String needPymodbus() {
    String python =
        Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : need("python3");
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import pymodbus.client, pymodbus.server")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        skip("python3-pymodbus with python3-serial-asyncio is not installed");
      }
    } catch (IOException e) {
      skip(python + " cannot be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return python;
  }

  private static void skip(String reason) {
    System.out.println("skipped: " + reason);
    Assumptions.abort(reason);
  }

  /**
   * Runs a program to its end and returns its output; its errors are in the message of a failure.
   */
  static List<String> run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().forEach(lines::add);
    }
    assertThat(process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
