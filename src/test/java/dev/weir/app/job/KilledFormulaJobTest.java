package dev.weir.app.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.jobs.Attempt;
import dev.weir.jobs.AttemptProgress;
import dev.weir.materials.generate.FormulaJob;
import dev.weir.time.SystemClock;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts at the job in processes of their own that are killed at a certain moment. */
final class KilledFormulaJobTest {
  private static final int LONGEST_WAIT_SECONDS = 120;

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "formation-energy",
          "-2.0",
          "count",
          "8",
          "members",
          "2",
          "set-members",
          "0",
          "epochs",
          "40");

  @TempDir private Path data = Path.of(".");

  private Path folder(int number) throws IOException {
    return Files.createDirectories(data.resolve("jobs/attempts/formulas-1/" + number));
  }

  private Map<String, Object> performed(int number) throws IOException {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    return FormulaJob.perform(
        new Attempt(
            "formulas-1",
            number,
            new TreeMap<>(ARGUMENTS),
            data,
            folder(number),
            new AttemptProgress(out, new SystemClock())));
  }

  private Process started(int number) throws IOException {
    Path folder = folder(number);
    Map<String, Object> order =
        Map.of(
            "job",
            "formulas-1",
            "kind",
            "formulas",
            "attempt",
            number,
            "arguments",
            ARGUMENTS,
            "data",
            data.toString());
    Files.writeString(
        folder.resolve("order.json"), new ObjectMapper().writeValueAsString(order), UTF_8);
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dweir.home=" + System.getProperty("weir.home", "."),
                "-cp",
                System.getProperty("java.class.path"),
                JobAttempt.class.getName(),
                folder.toString()))
        .redirectError(folder.resolve("log.txt").toFile())
        .start();
  }

  /** Waits until a file has come into a folder. */
  private static boolean comes(WatchService watch, String name) throws InterruptedException {
    WatchKey key = watch.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    while (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        if (name.equals(String.valueOf(event.context()))) {
          return true;
        }
      }
      key.reset();
      key = watch.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }
    return false;
  }

  @Test
  void whatAKilledAttemptHadFinishedIsNotDoneAgain() throws IOException, InterruptedException {
    Path checkpoint =
        Files.createDirectories(data.resolve(FormulaJob.FOLDER).resolve("checkpoint"));
    try (WatchService watch = checkpoint.getFileSystem().newWatchService()) {
      checkpoint.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process training = started(1);
      assertThat(comes(watch, "member-1-of-2.member")).isTrue();
      training.destroyForcibly().waitFor();
    }
    assertThat(data.resolve(FormulaJob.FOLDER).resolve(FormulaJob.PREDICTOR)).doesNotExist();

    Map<String, Object> resumed = performed(2);
    assertThat(resumed).containsEntry("trained_anew", true);
    assertThat((Integer) resumed.get("resumed_networks")).isBetween(1, 2);

    Process generating = started(3);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(generating.getInputStream(), UTF_8))) {
      assertThat(lines.readLine()).contains("started");
      generating.destroyForcibly().waitFor();
    }
    assertThat(folder(3).resolve("result.json")).doesNotExist();

    Map<String, Object> again = performed(4);
    assertThat(again).containsEntry("trained_anew", false);
    assertThat(again.get("ranked")).isEqualTo(resumed.get("ranked"));
  }
}
