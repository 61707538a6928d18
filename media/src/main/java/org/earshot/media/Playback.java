package org.earshot.media;

import java.nio.file.Path;
import org.earshot.media.audio.Tones;

/**
 * Audio of our own for one leg.
 *
 * @param name       by which its end is told
 * @param times      how often; 0: until it is stopped
 * @param untilDigit the first digit that this leg's peer presses ends it
 */
public record Playback(String name, Source source, int times, boolean untilDigit) {

  /** Where the audio comes from. */
  public sealed interface Source {
    /** A WAV file, or raw G.711 (.ulaw, .alaw). */
    record File(Path path) implements Source {}

    /** A tone of the network of a country, two letters or eu. */
    record Tone(Tones.Kind kind, String country) implements Source {}

    /** The noise of a quiet line. */
    record ComfortNoise() implements Source {}
  }

  public static Playback once(String name, Path file) {
    return new Playback(name, new Source.File(file), 1, false);
  }

  /** Music on hold, ringback. */
  public static Playback forever(String name, Source source) {
    return new Playback(name, source, 0, false);
  }

  /** Why a playback is over. */
  public enum End {
    FINISHED,
    /** By command, or by another playback. */
    STOPPED,
    /** The peer pressed a digit. */
    DIGIT,
    /** The peer takes neither law of G.711. */
    NO_CODEC,
    /** The file could not be read. */
    UNREADABLE,
    /** The session was closed. */
    CLOSED
  }
}
