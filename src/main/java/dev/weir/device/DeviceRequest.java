package dev.weir.device;

import java.time.Instant;

/**
 * The latest wish about one device, with its lease.
 *
 * @param device the device
 * @param wanted the state wanted of it
 * @param leaseUntil when the line must make the device safe by itself unless a newer request has
 *     arrived
 */
public record DeviceRequest(DeviceName device, Wanted wanted, Instant leaseUntil) {}
