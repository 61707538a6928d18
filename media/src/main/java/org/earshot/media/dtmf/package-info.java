/**
 * Digits: as events in RTP, and as tones in the audio.
 *
 * <p>Owner thread: the stream's media loop. No clock but the one that is passed in, no socket, no log.
 *
 * <p>May import: {@code rtp}, {@code audio} and the JDK.
 *
 * <p>RFC 4733 (telephone-event), ITU-T Q.23 and Q.24 (tones and how they are told apart).
 */
package org.earshot.media.dtmf;
