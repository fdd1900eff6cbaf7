package dev.weir.reactor;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * The commands that wait for the next cycle. Any thread may submit; only the control thread takes.
 * Bounded.
 */
final class CommandQueue implements CommandDesk {
  /** Commands that may wait: more within one cycle is a fault of the caller. */
  private static final int CAPACITY = 64;

  private final ArrayBlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(CAPACITY);

  /** A command with the future that its sender holds. */
  record Waiting(Command command, CompletableFuture<Acceptance> answer) {}

  @Override
  public CompletableFuture<Acceptance> submit(Command command) {
    CompletableFuture<Acceptance> answer = new CompletableFuture<>();
    if (!queue.offer(new Waiting(command, answer))) {
      answer.complete(
          new Acceptance.Refused("%d commands are waiting already, try again".formatted(CAPACITY)));
    }
    return answer;
  }

  /** Moves everything that waits into the given list. */
  void drainTo(List<Waiting> commands) {
    if (!queue.isEmpty()) {
      queue.drainTo(commands);
    }
  }
}
