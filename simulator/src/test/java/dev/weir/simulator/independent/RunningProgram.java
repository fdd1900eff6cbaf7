package dev.weir.simulator.independent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A program that serves until it is killed; it says "ready" when it can be spoken to. */
final class RunningProgram implements AutoCloseable {
  private static final int END_SECONDS = 10;

  private final Process process;
  private final String ready;

  RunningProgram(String... command) throws IOException {
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder heard = new StringBuilder();
    String line = output.readLine();
    while (line != null && !line.startsWith("ready")) {
      heard.append(line).append('\n');
      line = output.readLine();
    }
    assertThat(line).as(heard.toString()).isNotNull();
    ready = String.valueOf(line).substring("ready".length()).strip();
    // What it says later is of no interest, but must be read, or it stands still.
    Thread.ofPlatform().daemon(true).start(() -> output.lines().forEach(_ -> {}));
  }

  /** Returns what it said behind "ready". */
  String ready() {
    return ready;
  }

  /** Says a line to it. */
  void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Kills it, as by a power failure. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
