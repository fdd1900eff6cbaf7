package dev.weir.device.line;

/**
 * One line as configured.
 *
 * @param name its name
 * @param transport how it reaches its devices
 */
public record LineDescription(LineName name, Transport transport) {}
