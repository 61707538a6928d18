package org.earshot.media.amd;

import org.earshot.media.amd.ToneBursts.Burst;
import org.earshot.media.amd.TonePeaks.Kind;

/**
 * Names the tones of the network and of fax by pitch and cadence. Each name is told once.
 *
 * <pre>
 *  ringback     425, 440+480, 400+450 Hz   on 0.7 s and longer, or twice 0.4 s with 0.2 s between (British)
 *  busy         425, 480+620, 400 Hz       on 0.35 to 0.65 s, off as long
 *  congestion   425, 480+620 Hz            on 0.15 to 0.32 s, off as long
 *  sit          950, 1400, 1800 +-50 Hz    one after the other at once, about 0.33 s each (ITU-T E.180 §7)
 *  cng          1100 Hz                    on 0.5 s, off 3 s (ITU-T T.30 §4.3.3.1.2): a fax that calls
 *  ced          2100 Hz                    2.6 to 4 s (ITU-T T.30 §4.3.3.2): a fax that answers
 *  dtmf         697-941 with 1209-1633 Hz
 * </pre>
 */
final class ToneDetector {
  private static final int RINGBACK_MS = 700;
  /** Four seconds in most countries, five in some. */
  private static final int RINGBACK_PAUSE_MS = 5200;
  private static final int CED_MS = 600;
  private static final int SIT_GAP_MS = 120;
  private static final double[] SIT_HZ = {950, 1400, 1800};
  private static final double[] DTMF_LOW_HZ = {697, 770, 852, 941};
  private static final double[] DTMF_HIGH_HZ = {1209, 1336, 1477, 1633};

  private Burst last;
  private Burst beforeLast;
  private int toldMask;

  /** The name of a tone that this frame makes certain, or null. */
  ToneName accept(long frame, ToneBursts bursts, boolean afterVoice) {
    if (bursts.ended() != null) {
      beforeLast = last;
      last = bursts.ended();
      return once(nameEnded(afterVoice));
    }
    return bursts.sounding() ? once(nameSounding(frame, bursts, afterVoice)) : null;
  }

  /** The network rings or signals: a burst sounds, or the pause after one is not longer than a ringback's. */
  boolean progressSounding(long frame, ToneBursts bursts) {
    if (bursts.sounding()) {
      return isProgress(bursts.kind(), bursts.hz(), bursts.otherHz());
    }
    return told(ToneName.RINGBACK) && last != null && isProgress(last.kind(), last.hz(), last.otherHz())
        && (frame - last.end()) * 20 < RINGBACK_PAUSE_MS;
  }

  /** A burst has just ended that is another one of the network's tones told before. */
  boolean progressGoesOn(ToneBursts bursts) {
    Burst ended = bursts.ended();
    return ended != null && isProgress(ended.kind(), ended.hz(), ended.otherHz())
        && (told(ToneName.RINGBACK) || told(ToneName.BUSY) || told(ToneName.CONGESTION));
  }

  private boolean told(ToneName name) {
    return (toldMask & 1 << name.ordinal()) != 0;
  }

  /** Pitches of ringing, busy and congestion: while they sound, or between their bursts, nobody is silent. */
  static boolean isProgress(Kind kind, double hz, double otherHz) {
    return switch (kind) {
      case NONE -> false;
      case SINGLE -> isRinging(hz);
      case PAIR -> isRinging(hz) && isRinging(otherHz) || near(hz, 480, 15) && near(otherHz, 620, 15)
          || near(hz, 350, 15) && near(otherHz, 440, 15);
    };
  }

  /** 400 to 480 Hz, alone or two at once, with room for exchanges that are a little off. */
  private static boolean isRinging(double hz) {
    return hz >= 380 && hz <= 500;
  }

  private ToneName nameSounding(long frame, ToneBursts bursts, boolean afterVoice) {
    int ms = bursts.currentMs(frame);
    if (bursts.kind() == Kind.SINGLE && near(bursts.hz(), 2100, 20) && ms >= CED_MS) {
      return ToneName.CED;
    }
    if (bursts.kind() == Kind.SINGLE && ms >= 120 && isSitStep(bursts.hz(), 2) && followsSit(bursts.current(frame))) {
      return ToneName.SIT;
    }
    boolean progress = isProgress(bursts.kind(), bursts.hz(), bursts.otherHz());
    if (progress && ms >= RINGBACK_MS && !afterVoice) {
      boolean ringing = isRinging(bursts.hz()) && (bursts.kind() == Kind.SINGLE || isRinging(bursts.otherHz()));
      return ringing ? ToneName.RINGBACK : ToneName.OTHER;
    }
    return null;
  }

  private ToneName nameEnded(boolean afterVoice) {
    if (isDtmf(last)) {
      return ToneName.DTMF;
    }
    if (last.kind() == Kind.SINGLE && near(last.hz(), 1100, 40) && last.ms() >= 400 && last.ms() <= 640 && !afterVoice) {
      return ToneName.CNG;
    }
    return repeatsProgress() ? nameCadence() : null;
  }

  private boolean repeatsProgress() {
    return beforeLast != null && isProgress(last.kind(), last.hz(), last.otherHz())
        && isProgress(beforeLast.kind(), beforeLast.hz(), beforeLast.otherHz())
        && Math.abs(last.ms() - beforeLast.ms()) <= 80 && last.start() - beforeLast.end() < 40;
  }

  private ToneName nameCadence() {
    int on = last.ms();
    int off = (int) (last.start() - beforeLast.end()) * 20;
    if (on >= 320 && on <= 480 && off < 0.75 * on) {
      return ToneName.RINGBACK;
    }
    if (on >= 320 && on <= 660) {
      return ToneName.BUSY;
    }
    return on >= 130 && on < 320 ? ToneName.CONGESTION : null;
  }

  private boolean followsSit(Burst third) {
    return last != null && beforeLast != null && isSitStep(last.hz(), 1) && isSitStep(beforeLast.hz(), 0)
        && gapMs(beforeLast, last) <= SIT_GAP_MS && gapMs(last, third) <= SIT_GAP_MS;
  }

  private static long gapMs(Burst earlier, Burst later) {
    return (later.start() - earlier.end()) * 20;
  }

  private static boolean isSitStep(double hz, int step) {
    return near(hz, SIT_HZ[step], 55);
  }

  static boolean isDtmf(Burst burst) {
    return burst.kind() == Kind.PAIR && isOneOf(burst.hz(), DTMF_LOW_HZ) && isOneOf(burst.otherHz(), DTMF_HIGH_HZ);
  }

  private static boolean isOneOf(double hz, double[] of) {
    for (double each : of) {
      if (near(hz, each, each * 0.025)) {
        return true;
      }
    }
    return false;
  }

  private static boolean near(double hz, double target, double tolerance) {
    return Math.abs(hz - target) <= tolerance;
  }

  private ToneName once(ToneName name) {
    if (name == null || told(name)) {
      return null;
    }
    toldMask |= 1 << name.ordinal();
    return name;
  }

  /** Tones are told anew after the answer: a ringback before it is no ringback after it. */
  void restart() {
    toldMask = 0;
  }
}
