/**
 * The packet path, from the socket of one leg to the socket of the other, and the sessions that own its streams.
 *
 * <pre>
 *  RtpSocket -> MediaStream.onRtp -> RelayPipeline: negotiated, latch, count, tap, forward -> RtpSocket of the peer
 *                                                                          `-> frames -> detector
 * </pre>
 *
 * <p>Everything here but {@link org.earshot.media.relay.NettyMediaGateway} and the sessions it hands out belongs to one
 * media loop. Nothing is allocated for a relayed packet and nothing is logged.
 *
 * <p>May import: all of {@code media}, Netty, SLF4J.
 *
 * <p>RFC 3550, RFC 4961, RFC 5761, RFC 7362.
 */
package org.earshot.media.relay;
