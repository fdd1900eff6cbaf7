package dev.weir.device.profile.language;

/**
 * A named, typed part of a message.
 *
 * @param name its name within the command
 * @param type how it is written and what it means
 */
public record Field(String name, FieldType type) {}
