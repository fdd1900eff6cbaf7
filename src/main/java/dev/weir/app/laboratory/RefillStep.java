package dev.weir.app.laboratory;

import dev.weir.flow.FeedName;
import dev.weir.reactor.Command;
import dev.weir.reactor.Cycle;
import dev.weir.reactor.CycleStep;
import java.util.function.Consumer;

/** Tells a plant that exists only in this process which vessels an operator has refilled. */
record RefillStep(Consumer<FeedName> refilled) implements CycleStep {
  @Override
  public String name() {
    return "refills";
  }

  @Override
  public void run(Cycle cycle) {
    for (Command command : cycle.commands()) {
      if (command instanceof Command.Refill refill) {
        refilled.accept(refill.feed());
      }
    }
  }
}
