package dev.weir.device.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One command and the reply that it gets.
 *
 * @param name its name within the profile
 * @param form how request and reply are written
 * @param requestFields the fields of the request by name
 * @param replyFields the fields of the reply by name
 * @param manners how it may be used
 */
public record CommandDefinition(
    String name,
    Form form,
    Map<String, Field> requestFields,
    Map<String, Field> replyFields,
    Manners manners) {
  /** Copies the maps in their order. */
  public CommandDefinition {
    requestFields = Collections.unmodifiableMap(new LinkedHashMap<>(requestFields));
    replyFields = Collections.unmodifiableMap(new LinkedHashMap<>(replyFields));
  }

  /** How request and reply are written. */
  public sealed interface Form {
    /**
     * Texts with the names of fields in braces; {@code {$name}} stands for a parameter.
     *
     * @param request the body of the request
     * @param reply the body of the reply
     */
    record Text(String request, String reply) implements Form {}

    /**
     * Modbus: reading a block of registers.
     *
     * @param input whether input registers (function 4) are read, else holding registers (function
     *     3)
     * @param address of the first register, from 0
     * @param count how many registers
     */
    record ReadRegisters(boolean input, Choice<Integer> address, int count) implements Form {}

    /**
     * Modbus: writing registers; function 6 when {@code single}, else function 16.
     *
     * @param single whether one register is written by function 6
     * @param address of the first register, from 0
     * @param count how many registers
     */
    record WriteRegisters(boolean single, Choice<Integer> address, int count) implements Form {}
  }

  /**
   * How a command may be used.
   *
   * @param writes whether it changes something
   * @param idempotent whether sending it twice does no more than sending it once
   * @param replies whether a reply comes at all
   * @param stateProves whether the state in its reply is already the state after it
   * @param confirmBy the command whose reply tells what became of this one, for a device that does
   *     not answer to it
   * @param stateField the field of the reply whose word is the name of the device's state
   */
  public record Manners(
      boolean writes,
      boolean idempotent,
      boolean replies,
      boolean stateProves,
      Optional<String> confirmBy,
      Optional<String> stateField) {}
}
