/** {@code weir bench}: measurements on published functions, plants and data. */
@NullMarked
package dev.weir.app.bench;

import org.jspecify.annotations.NullMarked;
