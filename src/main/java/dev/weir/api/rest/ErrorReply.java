package dev.weir.api.rest;

/**
 * The answer to everything that goes wrong.
 *
 * @param error one line: what is wrong and, where it helps, what would be right
 */
public record ErrorReply(String error) {}
