/**
 * RTP as views over bytes, and what can be said of a stream from its headers alone.
 *
 * <p>Nothing here opens a socket, keeps a buffer or reads a clock. A view is wrapped around a borrowed buffer, used and
 * wrapped around the next one; there is one for each socket, and only the socket's media loop touches it.
 *
 * <p>May import: the JDK and Netty's buffers.
 *
 * <p>RFC 3550 (RTP), RFC 3551 (static payload types), RFC 5761 §4 (telling RTP from RTCP on one port).
 */
package org.earshot.media.rtp;
