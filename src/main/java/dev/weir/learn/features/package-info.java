/** What is told to a regressor about a run: process variables and what is known of the monomer. */
@NullMarked
package dev.weir.learn.features;

import org.jspecify.annotations.NullMarked;
