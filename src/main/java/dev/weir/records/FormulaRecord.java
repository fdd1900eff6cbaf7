package dev.weir.records;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A generated formula as the records have it.
 *
 * @param job that found it
 * @param rank among the formulas of its job, from 1
 * @param formula reduced
 * @param foundAt when the journal heard of it
 * @param target the formation energy that was asked for, in eV/atom
 * @param predicted formation energy, in eV/atom
 * @param halfWidth of the interval that holds the truth in 95 of 100 cases, in eV/atom
 * @param madeFrom the known formula that it was made from; empty when none was told
 */
public record FormulaRecord(
    String job,
    int rank,
    String formula,
    Instant foundAt,
    OptionalDouble target,
    OptionalDouble predicted,
    OptionalDouble halfWidth,
    String madeFrom) {}
