package dev.weir.api.rest;

import java.util.Optional;

/**
 * Which alarm has been seen.
 *
 * @param operator from 1 to 80 characters
 * @param reason up to 500 characters
 * @param alarm its number
 */
record AcknowledgeBody(String operator, Optional<String> reason, long alarm) {}
