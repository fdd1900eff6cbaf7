package dev.weir.device.profile.language;

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
     * Modbus: reading a block.
     *
     * @param table what is read
     * @param address of the first register or bit, from 0
     * @param count how many
     */
    record ReadBlock(Table table, Choice<Integer> address, int count) implements Form {}

    /**
     * Modbus: writing.
     *
     * @param table what is written
     * @param single whether one is written by function 5 or 6, else registers by function 16
     * @param address of the first register or bit, from 0
     * @param count how many
     */
    record WriteBlock(Table table, boolean single, Choice<Integer> address, int count)
        implements Form {}
  }

  /** The four tables of a Modbus device. */
  public enum Table {
    /** Single bits that can be written. */
    COILS,
    /** Single bits that can only be read. */
    DISCRETE_INPUTS,
    /** Registers that can be written. */
    HOLDING_REGISTERS,
    /** Registers that can only be read. */
    INPUT_REGISTERS;

    /** Tells whether it holds single bits. */
    public boolean isBits() {
      return this == COILS || this == DISCRETE_INPUTS;
    }
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
