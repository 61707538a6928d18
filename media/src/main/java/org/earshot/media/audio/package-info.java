/**
 * The PCM world: frames of 20 ms at 8 kHz, the two laws of G.711, packets made into a gapless timeline, and WAV files.
 *
 * <p>Owner thread: none. Each object belongs to whoever made it (a media loop for a call, the caller for a file) and
 * is not safe for several threads; {@link org.earshot.media.audio.G711} holds only constant tables and is.
 *
 * <p>May import: {@code org.earshot.media.rtp} and the JDK ({@code javax.sound.sampled} for reading files only).
 *
 * <p>Standards: ITU-T G.711 (A-law and mu-law), RFC 3551 §4.5.14 (PCMA and PCMU).
 */
package org.earshot.media.audio;
