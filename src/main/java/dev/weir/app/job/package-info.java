/** The kinds of background work and what they read and write. */
@NullMarked
package dev.weir.app.job;

import org.jspecify.annotations.NullMarked;
