package org.earshot.media.amd;

/**
 * Frames of voice made into words, talk and pauses. A word needs {@code minimumWordLength}; talk lasts until 200 ms
 * pass without voice.
 *
 * <pre>
 *  voice    ..|||.||||||||...|||||||||.|||||....................|||||||....
 *  word        [----------]   [---------------]                 [-----]
 *  talk        [------------------------------]                 [-----]
 *              ^onset                         ^lastVoiceEnd
 * </pre>
 */
final class SpeechSegments {
  enum Change { NONE, STARTED, ENDED }

  private static final int TALK_GAP_FRAMES = 10;
  /** A stop consonant's closure does not part a word. */
  private static final int WORD_GAP_FRAMES = 2;

  private final int wordFrames;
  private boolean talking;
  private int run;
  private int gap;
  private long runStart;
  private long talkStart;
  private long talkVoiced;
  private long lastVoiceEnd = -1;

  private long onset = -1;
  private long voiced;
  private int talks;
  private int longestRun;
  private int longestPause;
  private int pauses;
  private int firstTalk;

  SpeechSegments(int minimumWordMs) {
    wordFrames = Math.max(1, minimumWordMs / 20);
  }

  Change accept(long frame, boolean voice) {
    if (!voice) {
      return silent();
    }
    if (run == 0) {
      runStart = frame;
    }
    run++;
    longestRun = Math.max(longestRun, run);
    gap = 0;
    if (talking) {
      voiced++;
      talkVoiced++;
      lastVoiceEnd = frame + 1;
      return Change.NONE;
    }
    return run >= wordFrames ? start(frame) : Change.NONE;
  }

  private Change silent() {
    gap++;
    if (gap > WORD_GAP_FRAMES) {
      run = 0;
    }
    if (talking && gap >= TALK_GAP_FRAMES) {
      talking = false;
      return Change.ENDED;
    }
    return Change.NONE;
  }

  private Change start(long frame) {
    talking = true;
    talkStart = runStart;
    talkVoiced = run;
    voiced += run;
    talks++;
    if (onset < 0) {
      onset = runStart;
    } else {
      int pause = (int) (runStart - lastVoiceEnd);
      firstTalk = talks == 2 ? (int) (lastVoiceEnd - onset) : firstTalk;
      longestPause = Math.max(longestPause, pause);
      pauses += pause;
    }
    lastVoiceEnd = frame + 1;
    return Change.STARTED;
  }

  boolean talking() {
    return talking;
  }

  /** Voice that may become a word, after quiet. */
  boolean resuming() {
    return !talking && run > 0;
  }

  /** Whether a word was heard since the last restart. */
  boolean heard() {
    return onset >= 0;
  }

  long onsetFrame() {
    return onset;
  }

  long talkStartFrame() {
    return talkStart;
  }

  long lastVoiceEndFrame() {
    return lastVoiceEnd;
  }

  /** Frames of voice in the present talk, or in the one that ended last. */
  long talkVoicedFrames() {
    return talkVoiced;
  }

  long voicedFrames() {
    return voiced;
  }

  int talks() {
    return talks;
  }

  int longestPauseFrames() {
    return longestPause;
  }

  /** Of voice, long enough for a word or not. */
  int longestRunFrames() {
    return longestRun;
  }

  /** First to last voice, pauses within included. */
  int spanFrames() {
    return heard() ? (int) Math.max(0, lastVoiceEnd - onset) : 0;
  }

  /** The span without the pauses between talks. */
  int talkFrames() {
    return spanFrames() - pauses;
  }

  /** The first talk, up to the first pause; 0 while it lasts. */
  int firstTalkFrames() {
    return firstTalk;
  }

  int silentFrames(long frame) {
    return (int) (frame + 1 - lastVoiceEnd);
  }

  /** The callee answered: what was heard so far belongs to the early media. Talk that goes on counts from now. */
  void restart(long frame) {
    onset = talking ? frame : -1;
    talkStart = talking ? frame : talkStart;
    voiced = 0;
    talks = talking ? 1 : 0;
    longestPause = 0;
    firstTalk = 0;
    longestRun = run;
    pauses = 0;
  }
}
