package dev.weir.device.line;

/**
 * What a link has gone through since the start, as counts. Each count is exact; counts read
 * together may differ by one exchange.
 *
 * @param exchanges exchanges begun; on a watched folder, requests written
 * @param answered exchanges that ended with a complete frame; on a watched folder, results taken
 * @param timeouts exchanges without a complete frame in time
 * @param garbled replies that broke off or never ended; on a watched folder, results refused
 * @param late frames that came after their exchange had been given up, or twice; on a watched
 *     folder, results handed over again
 * @param unsolicited frames that nobody had asked for
 * @param strayBytes bytes between exchanges that formed no frame
 * @param reconnects times that the port was opened again after the first
 * @param leasesLost times that the line itself made a device safe, because no newer request had
 *     come
 * @param lastError the latest trouble in one line; empty when there was none
 */
public record LinkStatistics(
    long exchanges,
    long answered,
    long timeouts,
    long garbled,
    long late,
    long unsolicited,
    long strayBytes,
    long reconnects,
    long leasesLost,
    String lastError) {}
