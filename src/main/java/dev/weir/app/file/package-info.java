/** The files that a user writes: reactor, campaign, jobs. */
@NullMarked
package dev.weir.app.file;

import org.jspecify.annotations.NullMarked;
