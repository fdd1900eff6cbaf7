package dev.weir.device.profile.language;

import java.time.Duration;
import java.util.Optional;

/**
 * One node of a device.
 *
 * @param name its name within the profile
 * @param id its name on the server
 * @param kind what its content means
 * @param sampling how often the server looks at it
 * @param maxAge how old its source time may be before the value is stale; empty when the server
 *     stamps the last change, so that a value holds as long as the session lasts
 */
public record NodeDefinition(
    String name, NodeTemplate id, NodeKind kind, Duration sampling, Optional<Duration> maxAge) {}
