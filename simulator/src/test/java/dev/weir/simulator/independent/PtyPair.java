package dev.weir.simulator.independent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two ends of a serial line that is a pseudo terminal, by socat. */
final class PtyPair implements AutoCloseable {
  private static final int END_SECONDS = 10;
  private static final int LOOK_MILLISECONDS = 5;
  private static final int LOOKS = 2000;

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
    for (int look = 0; !Files.exists(one) || !Files.exists(other); look++) {
      assertThat(look).as("looks until socat makes pseudo terminals").isLessThan(LOOKS);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLISECONDS));
    }
  }

  @Override
  public void close() {
    // Asked, not killed: then it takes its links away itself, and it must have done so before the
    // folder goes.
    socat.destroy();
    try {
      assertThat(socat.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
