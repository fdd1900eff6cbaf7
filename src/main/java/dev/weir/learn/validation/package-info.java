/** Double cross validation and molecular extrapolation validation. */
@NullMarked
package dev.weir.learn.validation;

import org.jspecify.annotations.NullMarked;
