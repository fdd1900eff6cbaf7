package dev.weir.api.rest;

import java.util.Map;
import java.util.Optional;

/**
 * A background job that is asked for.
 *
 * @param operator who asks, from 1 to 80 characters
 * @param kind the name of its kind
 * @param arguments what to work on
 */
record JobBody(String operator, String kind, Optional<Map<String, String>> arguments) {}
