package dev.weir.api.rest;

import java.util.Optional;

/**
 * What a vessel holds now.
 *
 * @param operator from 1 to 80 characters
 * @param reason the lot number, up to 500 characters
 * @param feed the feed's name
 * @param volumeMl what its vessel holds now, in mL
 */
record RefillBody(String operator, Optional<String> reason, String feed, double volumeMl) {}
