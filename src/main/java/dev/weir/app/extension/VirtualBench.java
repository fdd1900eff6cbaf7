package dev.weir.app.extension;

import dev.weir.device.line.DropFolder;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Port;
import dev.weir.flow.FeedName;
import java.time.Instant;

/**
 * A virtual plant behind the real wire protocols, in this process. It lives on the thread that
 * steps it and knows no time but the one it is given.
 */
public interface VirtualBench {
  /** Returns the far end of a serial or TCP line. */
  Port port(LineName line);

  /** Returns the folder of a watched-folder line. */
  DropFolder folder(LineName line);

  /** Moves the plant and its devices to the given instant and exchanges bytes. */
  void step(Instant now);

  /** Somebody fills a feed's vessel to its capacity. */
  void refill(FeedName feed);

  /** Returns what the plant would give in the long run, free of noise; moves nothing. */
  TrueOutcome truth(SteadyConditions conditions);
}
