/**
 * Strict YAML documents that know the place of every value, so that a fault names file, line and
 * path.
 */
@NullMarked
package dev.weir.yaml;

import org.jspecify.annotations.NullMarked;
