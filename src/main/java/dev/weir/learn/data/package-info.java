/** Runs to learn from: their table, its file form, and a synthetic one. */
@NullMarked
package dev.weir.learn.data;

import org.jspecify.annotations.NullMarked;
