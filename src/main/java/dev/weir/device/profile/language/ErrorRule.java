package dev.weir.device.profile.language;

import dev.weir.device.FaultClass;
import java.util.Optional;

/**
 * What an error reply means. The command was not carried out.
 *
 * @param text the body of the reply, or its beginning
 * @param isPrefix whether {@code text} is only the beginning
 * @param kind the class of trouble
 * @param recover the command that brings the device back to its senses, sent next
 * @param clearWith the command that clears the fault where it latches; sent before the device is
 *     set in motion by another wish, never by itself
 */
public record ErrorRule(
    String text,
    boolean isPrefix,
    FaultClass kind,
    Optional<String> recover,
    Optional<String> clearWith) {}
