package dev.weir.simulator.independent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two ends of a serial line that is a pseudo terminal, by socat. */
final class PtyPair implements AutoCloseable {
  private static final int APPEAR_SECONDS = 10;

  private final Process socat;
  final String ours;
  final String theirs;

  PtyPair(Path folder) throws IOException {
    Programs.need("socat");
    Path one = folder.resolve("ours");
    Path other = folder.resolve("theirs");
    ours = one.toString();
    theirs = other.toString();
    socat =
        new ProcessBuilder("socat", "pty,raw,echo=0,link=" + ours, "pty,raw,echo=0,link=" + theirs)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Instant end = Instant.now().plusSeconds(APPEAR_SECONDS);
    while (!Files.exists(one) || !Files.exists(other)) {
      assertThat(Instant.now()).as("socat makes no pseudo terminals").isBefore(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Override
  public void close() {
    // Asked, not killed: then it takes its links away itself, and it must have done so before the
    // folder goes.
    socat.destroy();
    try {
      assertThat(socat.waitFor(APPEAR_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
