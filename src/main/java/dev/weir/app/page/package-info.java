/** The sections that rooms bring to the status page. */
@NullMarked
package dev.weir.app.page;

import org.jspecify.annotations.NullMarked;
