package dev.weir.records;

import java.time.Instant;

/**
 * The readings of a tag in one stretch of a trend, in the canonical unit of its dimension.
 *
 * @param at the first of them
 * @param lowest the smallest
 * @param mean their mean
 * @param highest the largest
 */
public record TrendPoint(Instant at, double lowest, double mean, double highest) {}
