package dev.weir.api;

import dev.weir.campaign.LabSnapshot;
import dev.weir.reactor.CommandDesk;
import dev.weir.reactor.ReactorDescription;
import java.util.function.Supplier;

/**
 * Everything the interface may look at or ask.
 *
 * @param reactor the reactor as configured
 * @param snapshot gives the latest snapshot; called from any thread, never blocks
 * @param desk where commands go
 * @param archive what was before
 */
public record ControlRoom(
    ReactorDescription reactor,
    Supplier<LabSnapshot> snapshot,
    CommandDesk desk,
    Archive archive) {}
