package dev.weir.device.profile.language;

import dev.weir.device.Capability;
import dev.weir.device.Observability;
import dev.weir.units.Quantity;
import java.time.Duration;
import java.util.Optional;

/**
 * How a device offers one value.
 *
 * @param capability the value
 * @param observability how it is known
 * @param source where its readings come from
 * @param write how it is set at run time, if it can be
 * @param configured the value that the init sequence gives it, if it does
 */
public record CapabilityDeclaration(
    Capability capability,
    Observability observability,
    Source source,
    Optional<Write> write,
    Optional<Choice<Quantity>> configured) {
  /** Where readings come from. */
  public sealed interface Source {
    /**
     * A field of a command's reply.
     *
     * @param command name of the command
     * @param field name of the field
     */
    record ReplyField(String command, String field) implements Source {}

    /** The state that the device shows in its replies: 1 running, 0 stopped. */
    record State() implements Source {}

    /** Nothing but what was last commanded and acknowledged. */
    record Commanded() implements Source {}

    /** Files or spectra, which have reports of their own. */
    record OwnReport() implements Source {}
  }

  /**
   * How a value is set.
   *
   * @param command name of the command
   * @param field name of the field that carries it
   * @param readBack name of the command whose reply shows what the device holds, in the field of
   *     {@code source}; none when the device cannot be asked
   * @param atMostEvery the shortest time between two writes, for a device that keeps the value in
   *     memory that wears out; the safe state does not wait for it
   * @param starts whether the device moves as soon as it is told a value
   */
  public record Write(
      String command,
      String field,
      Optional<String> readBack,
      Optional<Duration> atMostEvery,
      boolean starts) {}
}
