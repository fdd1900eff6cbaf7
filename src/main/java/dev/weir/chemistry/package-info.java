/** Copolymerisation science as pure functions: monomers, recipes, composition, kinetics, heat. */
@NullMarked
package dev.weir.chemistry;

import org.jspecify.annotations.NullMarked;
