/** Problems, tables of runs and answers as people and programs write and read them. */
@NullMarked
package dev.weir.optimize.ask.text;

import org.jspecify.annotations.NullMarked;
