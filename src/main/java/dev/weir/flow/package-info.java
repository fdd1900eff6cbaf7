/**
 * The flow path: volumes, residence-time distribution, recipe to flow rates and back, arrival
 * times.
 */
@NullMarked
package dev.weir.flow;

import org.jspecify.annotations.NullMarked;
