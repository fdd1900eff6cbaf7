package dev.weir.simulator.opcua;

import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Serves one simulated OPC UA device in real time. Owned by the thread that serves. */
public final class OpcUaServing {
  private static final Duration PERIOD = Duration.ofMillis(20);

  /** How often sessions are ended when that is what is wrong. */
  private static final Duration RESET_EVERY = Duration.ofSeconds(10);

  private static final int LONGEST_END_SECONDS = 5;

  private final NodeWorld world;
  private final Place place;
  private final SystemClock clock;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Where the server is.
   *
   * @param port on the loopback address
   * @param path behind the port, with a slash in front
   * @param certificates the folder of the server's own certificate
   * @param unsecured whether sessions without security are offered, too
   */
  public record Place(int port, String path, Path certificates, boolean unsecured) {}

  /** Makes a server of a device that was made at the clock's present. */
  public OpcUaServing(NodeWorld world, Place place, SystemClock clock) {
    this.world = world;
    this.place = place;
    this.clock = clock;
  }

  /**
   * Serves until told to end.
   *
   * @param goOn asked before every step
   * @param started is told where it listens and the thumbprint of its certificate
   * @throws IOException when it cannot listen
   */
  public void serve(BooleanSupplier goOn, Started started) throws IOException {
    try (OpcUaStand stand =
        new OpcUaStand(
            world, place.port(), place.path(), place.certificates(), place.unsecured())) {
      started.at(stand.endpoint(), stand.thumbprint());
      Instant nextReset = clock.now().plus(RESET_EVERY);
      while (goOn.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
        Instant now = clock.now();
        if (world.trouble() != NodeTrouble.MUTE) {
          stand.step(now);
        }
        if (world.trouble() == NodeTrouble.RESET && !now.isBefore(nextReset)) {
          nextReset = now.plus(RESET_EVERY);
          stand.endSessions();
        }
        clock.waitUntil(now.plus(PERIOD));
      }
    } finally {
      ended.countDown();
    }
  }

  /** Takes where a server listens. */
  public interface Started {
    /** The server listens at an endpoint and shows a certificate with this SHA-256. */
    void at(String endpoint, String thumbprint);
  }

  /** Waits until {@link #serve} has ended, a few seconds at most; tells whether it has. */
  public boolean awaitEnd() {
    try {
      return ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
