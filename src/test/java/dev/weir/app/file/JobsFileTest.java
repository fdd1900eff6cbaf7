package dev.weir.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.app.job.WeirJobs;
import dev.weir.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the background jobs. */
final class JobsFileTest {
  @TempDir private Path folder;

  @Test
  void theShippedFileVerifiesTheRecordsEachNight() {
    JobsFile file = JobsFile.read(JobsFile.DEFAULT, WeirJobs.kinds());

    assertThat(file.runsIn()).isEqualTo(JobsFile.RunsIn.DAEMON);
    assertThat(file.calendar()).hasSize(1);
    assertThat(file.calendar().getFirst().kind()).isEqualTo("records-verify");
  }

  @Test
  void anUnknownKindAndAWrongHourAreRefusedWithTheirPlace() throws IOException {
    assertThatThrownBy(() -> read("retrian", "0 3 * * *"))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("there is no job kind 'retrian'");
    assertThatThrownBy(() -> read("records-verify", "at three"))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("a calendar line has five fields");
  }

  @Test
  void jobsMayFollowAcceptedRuns() throws IOException {
    Path file = folder.resolve("after.yaml");
    String text =
        """
        runs_in: daemon
        parallel: 1
        time_zone: UTC
        after_runs:
          - {name: verify, kind: records-verify, runs: 8}
        """;
    Files.writeString(file, text);

    assertThat(JobsFile.read(file, WeirJobs.kinds()).afterRuns())
        .containsExactly(new AfterRuns("verify", "records-verify", 8, new TreeMap<>()));

    Files.writeString(file, text.replace("runs: 8", "runs: 0"));
    assertThatThrownBy(() -> JobsFile.read(file, WeirJobs.kinds()))
        .hasMessageContaining("must be from 1");
  }

  private JobsFile read(String kind, String cron) throws IOException {
    Path file = folder.resolve("jobs.yaml");
    Files.writeString(
        file,
        """
        runs_in: worker
        parallel: 1
        time_zone: UTC
        calendar:
          - name: nightly
            kind: %s
            cron: "%s"
        """
            .formatted(kind, cron));
    return JobsFile.read(file, WeirJobs.kinds());
  }
}
