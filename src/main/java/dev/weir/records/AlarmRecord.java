package dev.weir.records;

import dev.weir.reactor.AlarmKind;
import java.time.Instant;
import java.util.Optional;

/**
 * One alarm and what became of it.
 *
 * @param number its number, unique in the journal
 * @param kind what it is
 * @param source which device, feed or limit
 * @param text one line with value, limit and unit
 * @param firstOut whether it was the first of its avalanche
 * @param raisedAt when
 * @param returnedAt when its cause was gone
 * @param acknowledgedAt when somebody had seen it
 * @param acknowledgedBy who
 */
public record AlarmRecord(
    long number,
    AlarmKind kind,
    String source,
    String text,
    boolean firstOut,
    Instant raisedAt,
    Optional<Instant> returnedAt,
    Optional<Instant> acknowledgedAt,
    Optional<String> acknowledgedBy) {}
