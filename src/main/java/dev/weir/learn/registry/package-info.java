/** Records of trained predictors and the gate before one goes live. */
@NullMarked
package dev.weir.learn.registry;

import org.jspecify.annotations.NullMarked;
