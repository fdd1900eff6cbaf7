package dev.weir.api;

import dev.weir.reactor.Acceptance;
import dev.weir.reactor.Command;
import dev.weir.reactor.CommandDesk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A desk whose control cycle is turned by the test: commands queue up, and {@link #cycle} answers
 * them in their order with an abort first, as the control thread does.
 */
final class RecordedDesk implements CommandDesk {
  private record Waiting(Command command, CompletableFuture<Acceptance> answer) {}

  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final List<Command> taken = new ArrayList<>();
  private final Function<Command, Acceptance> rule;
  private final boolean atOnce;
  private boolean aborted;

  private RecordedDesk(Function<Command, Acceptance> rule, boolean atOnce) {
    this.rule = rule;
    this.atOnce = atOnce;
  }

  /** A desk that answers every command at once. */
  static RecordedDesk answering(Acceptance acceptance) {
    return new RecordedDesk(command -> acceptance, true);
  }

  /**
   * A desk that answers only when its cycle is turned; after an abort it refuses everything else.
   */
  static RecordedDesk cycling() {
    return new RecordedDesk(command -> new Acceptance.Accepted(1), false);
  }

  @Override
  public synchronized CompletableFuture<Acceptance> submit(Command command) {
    Waiting next = new Waiting(command, new CompletableFuture<>());
    waiting.add(next);
    notifyAll();
    if (atOnce) {
      cycle();
    }
    return next.answer();
  }

  /** Waits until so many commands are queued. */
  synchronized void await(int commands) throws InterruptedException {
    while (waiting.size() < commands) {
      wait();
    }
  }

  synchronized void cycle() {
    List<Waiting> now = new ArrayList<>(waiting);
    waiting.clear();
    now.sort(
        (a, b) ->
            Boolean.compare(
                b.command() instanceof Command.Abort, a.command() instanceof Command.Abort));
    for (Waiting next : now) {
      taken.add(next.command());
      if (aborted && !atOnce && !(next.command() instanceof Command.Abort)) {
        next.answer()
            .complete(new Acceptance.Refused("the reactor is ABORTING; start needs STOPPED"));
        continue;
      }
      aborted = aborted || next.command() instanceof Command.Abort;
      next.answer().complete(rule.apply(next.command()));
    }
  }

  synchronized List<Command> taken() {
    return List.copyOf(taken);
  }
}
