/**
 * Sockets, ports, loops and latching: how datagrams get in and out, and from whom they may come.
 *
 * <p>Every socket belongs to one {@link org.earshot.media.net.MediaLoop}, and all sockets of a call to the same one;
 * what is called from elsewhere posts or is guarded and says so. Buffers are lent: a receiver that keeps bytes copies
 * them, and sending copies or retains before it returns.
 *
 * <p>May import: all of {@code media} but {@code relay}, Netty, SLF4J.
 *
 * <p>RFC 3550 §11 (even and odd ports), RFC 4961 (symmetric RTP and RTCP), RFC 7362 (latching and its dangers).
 */
package org.earshot.media.net;
