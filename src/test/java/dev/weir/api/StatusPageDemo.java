package dev.weir.api;

import dev.weir.campaign.LabSnapshot;
import dev.weir.reactor.Acceptance;
import dev.weir.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Serves the status page over {@link ExampleLab} until it is killed, to look at it: port, running
 * or aborted, token file.
 */
final class StatusPageDemo {
  private StatusPageDemo() {}

  public static void main(String[] arguments) throws Exception {
    SystemClock clock = new SystemClock();
    Instant start = clock.now();
    boolean aborted = arguments[1].equals("aborted");
    // The first snapshots race through eleven hours, so that the trends have a past.
    Supplier<LabSnapshot> lab =
        () -> {
          double wall = Duration.between(start, clock.now()).toMillis() / 1e3;
          double plant = Math.min(wall * 3_600 * 3, 39_600) + wall * 60;
          Instant now = ExampleLab.START.plusMillis((long) (plant * 1e3));
          return aborted ? ExampleLab.aborted() : ExampleLab.at(now, (long) (wall * 10));
        };
    try (ApiServer server =
        ApiServer.start(
            new ApiSettings("127.0.0.1", Integer.parseInt(arguments[0])),
            new ControlRoom(
                ExampleLab.reactor(),
                lab,
                RecordedDesk.answering(new Acceptance.Accepted(7)),
                new SnapshotArchive(lab)),
            AccessToken.loadOrCreate(Path.of(arguments[2])))) {
      System.out.println(server.address());
      Thread.currentThread().join();
    }
  }
}
