package org.earshot.media.amd;

import org.earshot.media.amd.ToneBursts.Burst;
import org.earshot.media.amd.TonePeaks.Kind;

/**
 * Hears the mailbox's beep: one steady tone, alone, with quiet after it.
 *
 * <pre>
 *  talk ||||||||||||     ____________
 *                   ____/   beep     \______ quiet 100 ms ___ told
 *                       100 ms to 2 s        (200 ms after a short one, 600 ms where it might be the first
 *                                                of a row of busy tones)
 * </pre>
 */
final class BeepDetector {
  private static final double HZ_MIN = 350;
  private static final double HZ_MAX = 2600;
  private static final int MS_MIN = 100;
  private static final int MS_MAX = 2000;
  private static final int QUIET_FRAMES = 5;
  private static final int QUIET_SHORT_FRAMES = 10;
  private static final int QUIET_PROGRESS_FRAMES = 30;
  /** Frames that are neither, while the tone dies away. */
  private static final int UNQUIET_FRAMES = 2;
  /** Another burst so shortly before: a melody or SIT. */
  private static final int ALONE_FRAMES = 10;
  private static final int ROW_FRAMES = 40;
  private static final double ROW_HZ = 10;
  /** An unclean short tone is a vowel. */
  private static final int SHORT_MS = 200;
  /** So is one that a high voice might hit with its fundamental. */
  private static final double VOICE_HZ_MAX = 400;
  private static final int VOICE_FRAMES_MAX = 2;
  /** Frames that look like voice while the spectrum's window fills with the tone. */
  private static final int FILLING_FRAMES = 5;

  private Burst candidate;
  private double previousHz;
  private long previousEnd = Long.MIN_VALUE / 2;
  private int quietNeeded;
  private int voiceAfter;
  private int quietAfter;
  private int voiceRun;
  private int voiceRunBefore;

  /** The beep that this frame makes certain, or null. */
  Burst accept(long frame, ToneBursts bursts, boolean voice, boolean quiet, boolean afterVoice) {
    Burst ended = bursts.ended();
    if (ended != null) {
      candidate = isBeep(ended, afterVoice) && !isOfARow(ended) ? ended : null;
      quietNeeded = quietNeeded(ended);
      previousEnd = ended.end();
      previousHz = ended.hz();
      voiceAfter = 0;
      quietAfter = 0;
    } else if (candidate != null && bursts.sounding()) {
      candidate = null;
    }
    countVoice(bursts, voice);
    quietAfter += quiet ? 1 : 0;
    return candidate == null ? null : confirm(frame);
  }

  /** A tone has ended that is a beep if it stays alone. */
  boolean isWaiting() {
    return candidate != null;
  }

  /** The audio is over: a beep that was its end, or null. */
  Burst finish(long frame, ToneBursts bursts, boolean afterVoice) {
    Burst end = candidate == null && bursts.sounding() ? bursts.current(frame) : candidate;
    return end != null && (end == candidate || isBeep(end, afterVoice)) ? end : null;
  }

  private void countVoice(ToneBursts bursts, boolean voice) {
    if (voice) {
      voiceAfter++;
    }
    if (!bursts.sounding()) {
      voiceRun = voice ? voiceRun + 1 : 0;
    } else if (voiceRun > 0) {
      voiceRunBefore = voiceRun;
      voiceRun = 0;
    }
  }

  private Burst confirm(long frame) {
    if (voiceAfter > VOICE_FRAMES_MAX) {
      candidate = null;
      return null;
    }
    if (frame + 1 - candidate.end() < quietNeeded || quietAfter < quietNeeded - UNQUIET_FRAMES) {
      return null;
    }
    Burst beep = candidate;
    candidate = null;
    return beep;
  }

  private static int quietNeeded(Burst ended) {
    if (ToneDetector.isProgress(ended.kind(), ended.hz(), 0)) {
      return QUIET_PROGRESS_FRAMES;
    }
    return ended.ms() < SHORT_MS ? QUIET_SHORT_FRAMES : QUIET_FRAMES;
  }

  /** Busy and congestion repeat themselves. */
  private boolean isOfARow(Burst burst) {
    return ToneDetector.isProgress(burst.kind(), burst.hz(), 0) && burst.start() - previousEnd < ROW_FRAMES
        && Math.abs(burst.hz() - previousHz) < ROW_HZ;
  }

  private boolean isBeep(Burst burst, boolean afterVoice) {
    int begun = voiceRunBefore;
    voiceRunBefore = 0;
    return burst.kind() == Kind.SINGLE && burst.hz() >= HZ_MIN && burst.hz() <= HZ_MAX && burst.ms() >= MS_MIN
        && burst.ms() <= MS_MAX && burst.start() - previousEnd >= ALONE_FRAMES
        && (burst.hz() >= VOICE_HZ_MAX || burst.ms() >= SHORT_MS)
        && (burst.pure() || burst.ms() >= SHORT_MS && begun <= FILLING_FRAMES)
        && (afterVoice || !ToneDetector.isProgress(burst.kind(), burst.hz(), 0));
  }
}
