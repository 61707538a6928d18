package org.earshot.media.amd;

/** What the layers below found in the current frame; one object a detector, reused. */
final class FrameFacts {
  /** Frames since the first, this one excluded. */
  long frame;
  /** Frames since the answer, this one included, without those in which the network's tones sounded. */
  long analysed;
  short[] samples;
  /** Active by its energy, and no tone. */
  boolean voice;
  SpeechSegments segments;

  long nowMs() {
    return (frame + 1) * 20;
  }
}
