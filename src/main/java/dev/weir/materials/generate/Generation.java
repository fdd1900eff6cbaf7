package dev.weir.materials.generate;

import java.util.List;
import java.util.Optional;

/**
 * What a generator made of a request.
 *
 * @param candidates distinct, in the order of their making; fewer than asked when the generator
 *     gave up
 * @param proposals how many formulas were tried
 * @param shortfall why there are fewer than asked, when there are
 */
public record Generation(List<Candidate> candidates, long proposals, Optional<String> shortfall) {
  /** Copies the list. */
  public Generation {
    candidates = List.copyOf(candidates);
  }
}
