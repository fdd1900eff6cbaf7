/** Statistical regressors behind one interface that returns a distribution. */
@NullMarked
package dev.weir.learn.regress;

import org.jspecify.annotations.NullMarked;
