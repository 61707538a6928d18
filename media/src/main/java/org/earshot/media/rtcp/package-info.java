/**
 * RTCP as views over bytes, and the figures that RTCP and CDRs are made of: loss, jitter, quality.
 *
 * <p>Nothing here opens a socket, keeps a buffer or reads a clock; only the stream's media loop touches its objects.
 *
 * <p>May import: the JDK, Netty's buffers and {@code media.rtp}.
 *
 * <p>RFC 3550 §6 and appendix A, RFC 5761 §4, ITU-T G.107 (E-model) and G.113 appendix I (its codec figures).
 */
package org.earshot.media.rtcp;
