package dev.weir.device.profile;

import dev.weir.units.Quantity;

/**
 * The range that a device can take of a set-point.
 *
 * @param lowest the lowest value; for a flow, the smallest at which it still delivers evenly
 * @param highest the highest value
 */
public record Limit(Choice<Quantity> lowest, Choice<Quantity> highest) {}
