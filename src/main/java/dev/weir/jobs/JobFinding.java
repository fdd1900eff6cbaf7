package dev.weir.jobs;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that a job found and that the records are to keep, as a result lists it under {@code
 * findings}: the journal has it even when the job's files are gone.
 *
 * @param subject what was found, for example a formula
 * @param figures about it, finite; the unit ends each name
 * @param origin what it was made from; empty when nothing is to be said
 */
public record JobFinding(String subject, SortedMap<String, Double> figures, String origin) {
  /** Copies the map. */
  public JobFinding {
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
  }
}
