/**
 * Durable background work: jobs on demand and by the calendar, each attempt in a child process with
 * bounded memory, low priority, a time limit and a heartbeat. Other rooms bring the kinds.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.jobs;
