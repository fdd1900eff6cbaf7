/** Physical and chemical quantities, one immutable record each, with parsing and printing. */
@NullMarked
package dev.weir.units;

import org.jspecify.annotations.NullMarked;
