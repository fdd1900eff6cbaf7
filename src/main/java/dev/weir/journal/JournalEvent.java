package dev.weir.journal;

/**
 * Something that happened. Each room declares a sealed interface that extends this one, and its
 * events are records in that interface, named in the past tense; the journal stores a record by its
 * simple name and its components.
 */
public interface JournalEvent {}
