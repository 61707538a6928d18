package org.earshot.media.net;

import java.net.InetSocketAddress;

/**
 * A valid packet of a negotiated payload type, as the latch sees it.
 *
 * @param nowNanos    when it came
 * @param silentNanos how long before that the last packet of the latched source came
 * @param continues   whether SSRC and sequence number carry on the latched stream
 */
public record Sighting(InetSocketAddress source, int ssrc, int sequence, long nowNanos, long silentNanos,
                       boolean continues) {}
