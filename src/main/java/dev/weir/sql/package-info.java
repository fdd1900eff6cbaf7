/** SQL statements with bound parameters, for the rooms that own tables. */
@NullMarked
package dev.weir.sql;

import org.jspecify.annotations.NullMarked;
