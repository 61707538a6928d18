/**
 * The answering machine detector: frames in, events out.
 *
 * <pre>
 *  INVITE      183 early media             200 answered()
 *    |----------|~~~ ringback ~~~|.........|....|||||||.........|
 *               ^ frame 0                  ^ clocks start       ^ verdict human, short-greeting
 *                                          |..||||||||.||||||||||||||||||||..|--beep--|.
 *                                                              ^ verdict machine      ^ beep, greeting-end
 * </pre>
 *
 * <p>Method: frames of 20 ms are loud or not against an adaptive floor ({@code EnergyVad}); their spectrum is a tone or
 * not ({@code TonePeaks}, {@code ToneBursts}). Loud frames that are no tone make words, talk and pauses
 * ({@code SpeechSegments}). {@code CadenceRules} judges the talk, with {@code LearnedRules} over it, which hears by
 * {@code Features} and {@code TreeModel} how it is spoken; {@code ToneDetector} and {@code BeepDetector} judge the tones,
 * {@code Fusion} makes one verdict of them. {@code AppAmdRules} is Asterisk's rule on the same frames.
 *
 * <p>Owner thread: none of its own; a detector belongs to the media loop of its call. Its clock is the frame index.
 *
 * <p>May import: {@code java.base} and the frame types of {@code org.earshot.media.audio}.
 *
 * <p>Standards: ITU-T E.180 (tones), ITU-T T.30 (fax tones), ITU-T Q.23 (DTMF).
 */
package org.earshot.media.amd;
