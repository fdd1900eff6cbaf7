package dev.weir.api.rest;

import java.util.List;
import java.util.Optional;

/**
 * A question of what to try next; see docs/ask-tell.md.
 *
 * @param problem its text, YAML or JSON
 * @param runs the table of runs so far, CSV; none without it
 * @param earlier tables of earlier campaigns in the same space, CSV; none without it
 * @param count how many points to be run together, from 1 to 64; 1 without it
 * @param seed of everything random; 1 without it
 */
record QuestionBody(
    String problem,
    Optional<String> runs,
    Optional<List<String>> earlier,
    Optional<Integer> count,
    Optional<Long> seed) {}
