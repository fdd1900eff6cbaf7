package dev.weir.api.rest;

import java.util.Optional;

/**
 * Who asks, and why.
 *
 * @param operator from 1 to 80 characters
 * @param reason up to 500 characters; clear and void-run demand one
 */
record CommandBody(String operator, Optional<String> reason) {}
