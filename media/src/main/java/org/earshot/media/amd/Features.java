package org.earshot.media.amd;

import java.util.List;

/**
 * What the learned model looks at: eleven figures of timing over the segments of speech, eleven of how the voice moves.
 * A row is ready every 100 ms from the first voice after the answer on.
 */
final class Features {
  static final List<String> NAMES = List.of("elapsed", "span", "voiced", "silent", "stretches", "longest_pause",
      "first_stretch", "present_stretch", "pauses", "longest_run", "words",
      "level_deviation", "level_step", "band_step", "band_deviation", "tilt_deviation", "pitched", "pitch_deviation",
      "pitch_step", "pitch_fall", "syllable_rate", "pitch_run");
  static final int SILENT = NAMES.indexOf("silent");
  static final int ELAPSED = NAMES.indexOf("elapsed");
  private static final int FRAME_MS = 20;
  private static final int EVERY_FRAMES = 5;
  /** A run of voice so long is a word or more; a gap so long ends it. */
  private static final int WORD_FRAMES = 5;
  private static final int GAP_FRAMES = 3;

  private final EnergyVad vad;
  private final Spectrum spectrum;
  private final VoiceProfile profile = new VoiceProfile();
  private final float[] row = new float[NAMES.size()];
  private int words;
  private int run;
  private int gap;

  Features(EnergyVad vad, Spectrum spectrum) {
    this.vad = vad;
    this.spectrum = spectrum;
  }

  /** The row that this frame makes ready, else null; valid until the next call. */
  float[] accept(FrameFacts facts) {
    profile.accept(facts.voice, vad.levelDb(), spectrum);
    countWords(facts.voice);
    SpeechSegments talk = facts.segments;
    if (!talk.heard() || (facts.frame + 1 - talk.onsetFrame()) % EVERY_FRAMES != 0) {
      return null;
    }
    int at = putTiming(facts.frame, talk);
    putVoice(at);
    return row;
  }

  private void countWords(boolean voice) {
    if (voice) {
      run = gap >= GAP_FRAMES ? 1 : run + 1;
      gap = 0;
      words += run == WORD_FRAMES ? 1 : 0;
    } else {
      gap++;
    }
  }

  private int putTiming(long frame, SpeechSegments talk) {
    int at = 0;
    row[at++] = (frame + 1 - talk.onsetFrame()) * FRAME_MS;
    row[at++] = talk.spanFrames() * FRAME_MS;
    row[at++] = talk.voicedFrames() * FRAME_MS;
    row[at++] = talk.silentFrames(frame) * FRAME_MS;
    row[at++] = talk.talks();
    row[at++] = talk.longestPauseFrames() * FRAME_MS;
    row[at++] = (talk.talks() == 1 ? talk.spanFrames() : talk.firstTalkFrames()) * FRAME_MS;
    row[at++] = (talk.lastVoiceEndFrame() - talk.talkStartFrame()) * FRAME_MS;
    row[at++] = (talk.spanFrames() - talk.talkFrames()) * FRAME_MS;
    row[at++] = talk.longestRunFrames() * FRAME_MS;
    row[at++] = words;
    return at;
  }

  private void putVoice(int from) {
    int at = from;
    row[at++] = profile.level.deviation();
    row[at++] = profile.levelStep.mean();
    row[at++] = profile.bandStep.mean();
    row[at++] = profile.bandDeviation();
    row[at++] = profile.tilt.deviation();
    row[at++] = profile.pitched();
    row[at++] = profile.pitch.deviation();
    row[at++] = profile.pitchStep.mean();
    row[at++] = profile.pitchFall();
    row[at++] = profile.syllableRate();
    row[at] = profile.pitchRun();
  }

  void restart() {
    profile.clear();
    words = 0;
    run = 0;
    gap = 0;
  }
}
