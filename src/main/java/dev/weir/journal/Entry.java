package dev.weir.journal;

import java.time.Instant;

/**
 * One event in its place in the journal.
 *
 * @param sequence from 1, without gaps
 * @param at when it happened, on the plant's clock
 * @param event what happened
 */
public record Entry(long sequence, Instant at, JournalEvent event) {}
