package org.earshot.media.net;

import java.net.InetAddress;

/**
 * How the engine listens.
 *
 * @param listen        address the relay's sockets are bound to; may be the wildcard
 * @param portMin       first port of the range, even
 * @param portMax       last port of the range
 * @param transport     io_uring, epoll, nio or auto
 * @param loops         media loops, 1 and up
 * @param silenceMs     after so long without a packet {@code Silent} is told; 0: never
 * @param drainMs       how long a freed port stays bound and its packets are dropped
 */
public record MediaSettings(InetAddress listen, int portMin, int portMax, String transport, int loops, long silenceMs,
                            long drainMs) {}
