package dev.weir.records;

/**
 * What a table of the records says, in short: two tables with the same digest say the same.
 *
 * @param table its name
 * @param rows how many rows
 * @param sha256 of all rows in the order of their keys, in hex
 */
public record TableDigest(String table, long rows, String sha256) {}
