/** The seam by which a room brings a section of its own to the page and to REST. */
@NullMarked
package dev.weir.api.section;

import org.jspecify.annotations.NullMarked;
