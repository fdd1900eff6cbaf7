package dev.weir.optimize;

/**
 * A campaign shall end.
 *
 * @param reached whether the objective is reached; a budget used up is never that
 * @param reason which rule, with its figures
 */
public record StopVerdict(boolean reached, String reason) {}
