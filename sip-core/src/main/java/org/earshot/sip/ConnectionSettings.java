package org.earshot.sip;

import java.time.Duration;
import java.util.Set;

/**
 * What connections (TCP, TLS, WS, WSS) may cost.
 *
 * @param max       at once, over all listening points
 * @param perSource at once from one address; of IPv6 from one /64
 * @param setUp     for connecting, TLS and the WebSocket upgrade together, and for the first message
 * @param message   a message that has begun must end within this
 * @param idle      closed after so long without a message
 * @param ping      a line break is sent after so long without one of our own, which keeps NATs open; zero: none
 * @param fromBytes INVITEs of so many bytes leave by TCP where the peer takes a connection (RFC 3261 §18.1.1); 0: never
 * @param origins   web pages that may open a WebSocket, by their Origin; empty: any
 */
public record ConnectionSettings(int max, int perSource, Duration setUp, Duration message, Duration idle, Duration ping,
                                 int fromBytes, Set<String> origins) {
  public static final ConnectionSettings DEFAULT = new ConnectionSettings(10_000, 1000, Duration.ofSeconds(10),
      Duration.ofSeconds(10), Duration.ofHours(3), Duration.ofSeconds(30), 1300, Set.of());
}
