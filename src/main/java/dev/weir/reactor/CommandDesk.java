package dev.weir.reactor;

import java.util.concurrent.CompletableFuture;

/** Where other threads hand in commands; any thread may call it. */
public interface CommandDesk {
  /** Queues the command for the next cycle; the future is completed by the control thread. */
  CompletableFuture<Acceptance> submit(Command command);
}
