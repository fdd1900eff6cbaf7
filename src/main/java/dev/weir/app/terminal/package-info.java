/**
 * What every verb shares with the terminal: exit codes, failures in one line, progress, folders and
 * files.
 */
@NullMarked
package dev.weir.app.terminal;

import org.jspecify.annotations.NullMarked;
