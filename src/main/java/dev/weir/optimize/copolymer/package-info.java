/**
 * Proposals for copolymerisation that know what is measured and why: layers of surrogates from a
 * plain one to the kinetics, weighed by how well each predicts the runs it has not seen.
 */
@NullMarked
package dev.weir.optimize.copolymer;

import org.jspecify.annotations.NullMarked;
