/** The relational projection of the journal, its queries and exports. */
@NullMarked
package dev.weir.records;

import org.jspecify.annotations.NullMarked;
