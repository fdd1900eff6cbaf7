package dev.weir.api.rest;

/**
 * An alarm that is put aside for a while.
 *
 * @param operator from 1 to 80 characters
 * @param reason why that is safe, up to 500 characters
 * @param alarm its number
 * @param minutes for how long, from 1 to 60 min
 */
record ShelveBody(String operator, String reason, long alarm, double minutes) {}
