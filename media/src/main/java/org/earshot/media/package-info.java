/**
 * RTP in, RTP out, audio aside: the media of calls, without a word of SIP.
 *
 * <p>The whole surface is here: {@link org.earshot.media.MediaGateway} opens a {@link org.earshot.media.MediaSession}
 * for each leg, {@link org.earshot.media.StreamSpec} says what SDP agreed on, {@link org.earshot.media.MediaEvent}
 * comes back. The engine behind it is {@link org.earshot.media.relay.NettyMediaGateway}.
 *
 * <pre>
 *  call loop --post--> media loop:   port of leg A --> latch, count, tap, forward --> port of leg B --> peer
 *       ^                                                          |
 *       `----------- MediaEvent -------- detector <---- frames ----'
 * </pre>
 *
 * <p>Threads: methods of gateway and session may be called from anywhere, post to the call's media loop and return.
 * Events are told on that loop and must not hold it up. All sessions of a call share one loop.
 *
 * <p>Buffers: a packet is lent from stage to stage and belongs to the socket that received it; who keeps octets copies
 * them.
 *
 * <p>May import: {@code media.amd} values and the JDK.
 */
package org.earshot.media;
