package org.earshot.media.amd;

/** What the layers below found in the current frame; one object a detector, reused. */
final class FrameFacts {
  /** Frames since the first, this one excluded. */
  long frame;
  /** Frames since the answer, this one included, without those in which the network's tones sounded. */
  long analysed;
  /** The first frame after the answer. */
  long answeredFrame;
  short[] samples;
  /** Active by its energy, and no tone. */
  boolean voice;
  /** The line is so noisy that pauses seem longer than they are. */
  boolean noisy;
  /** A tone sounds, or has just ended, that may turn out to be the mailbox's beep. */
  boolean beepPossible;
  /** The model thinks so of the talk so far; false in doubt, and where there is no model. */
  boolean soundsHuman;
  boolean soundsMachine;
  /** Likelier than not: a pause may be one between the sentences of a recording. */
  boolean mayBeMachine;
  SpeechSegments segments;

  /** From the answer to the first word. */
  long onsetMs() {
    return (segments.onsetFrame() - answeredFrame) * 20;
  }

  long sinceAnswerMs() {
    return (frame + 1 - answeredFrame) * 20;
  }

  long nowMs() {
    return (frame + 1) * 20;
  }
}
