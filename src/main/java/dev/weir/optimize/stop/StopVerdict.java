package dev.weir.optimize.stop;

/**
 * There shall be no more runs.
 *
 * @param reached whether that is because the aim is reached; a budget used up is never that
 * @param reason which term, with its figures
 */
public record StopVerdict(boolean reached, String reason) {}
