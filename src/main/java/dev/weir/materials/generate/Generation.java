package dev.weir.materials.generate;

import java.util.List;

/**
 * What a generator made of a request.
 *
 * @param candidates distinct, in the order of their making; fewer than asked when the generator
 *     gave up
 * @param proposals how many formulas were tried
 */
public record Generation(List<Candidate> candidates, long proposals) {
  /** Copies the list. */
  public Generation {
    candidates = List.copyOf(candidates);
  }
}
