package dev.weir.reactor;

import dev.weir.device.DeviceRequest;
import dev.weir.journal.JournalAppender;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the control agent is connected to. Everything here is injected, so the same agent runs
 * against a bench or a virtual plant.
 *
 * @param journal where events are written; never blocks
 * @param mailbox where the lines put their reports
 * @param requests takes the latest wish about a device; never blocks
 * @param steps the steps that other rooms bring, in order; run between the interlocks and the
 *     requests
 * @param heat the adiabatic rise of a mixture
 * @param nanoseconds a steady counter for cycle times, in ns; constantly zero in virtual time
 * @param wallAhead how far the wall's clock is ahead of the plant's; constantly zero in virtual
 *     time
 * @param freeBytes space left for the journal, in bytes; asked every ten seconds
 */
public record Surroundings(
    JournalAppender journal,
    ReportMailbox mailbox,
    Consumer<DeviceRequest> requests,
    List<CycleStep> steps,
    RecipeHeat heat,
    LongSupplier nanoseconds,
    Supplier<Duration> wallAhead,
    LongSupplier freeBytes) {
  /** Copies the list of steps. */
  public Surroundings {
    steps = List.copyOf(steps);
  }

  /**
   * Returns surroundings in virtual time: no cycle times, a wall clock that never jumps, a disk
   * that is never full.
   */
  public static Surroundings virtual(
      JournalAppender journal,
      ReportMailbox mailbox,
      Consumer<DeviceRequest> requests,
      List<CycleStep> steps,
      RecipeHeat heat) {
    return new Surroundings(
        journal,
        mailbox,
        requests,
        steps,
        heat,
        () -> 0L,
        () -> Duration.ZERO,
        () -> Long.MAX_VALUE);
  }
}
