package dev.weir.device.line;

import java.time.Duration;

/**
 * One request and how its reply is to be received.
 *
 * @param name for logs: the command's name in its profile
 * @param request the bytes to send, framing included
 * @param framer cuts the reply out of the arriving bytes
 * @param expectsReply whether a reply comes at all; a silent write is confirmed by a later exchange
 * @param firstByteTimeout how long the first byte of the reply may take
 * @param interByteTimeout how long the next byte may take
 * @param gapAfter how long the line must stay silent after this exchange
 */
public record Exchange(
    String name,
    Bytes request,
    Framer framer,
    boolean expectsReply,
    Duration firstByteTimeout,
    Duration interByteTimeout,
    Duration gapAfter) {}
