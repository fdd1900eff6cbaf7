package dev.weir.api.rest;

/**
 * The command was accepted and is in the journal.
 *
 * @param command its name in the address
 * @param sequence its place in the journal
 */
public record AcceptedReply(String command, long sequence) {}
