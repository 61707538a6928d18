package org.earshot.media.amd;

/**
 * Steady tones in time: a burst begins when a peak stays where it is at an even level, and ends when it moves, fades or
 * something else sounds. What {@link ToneDetector} and {@link BeepDetector} listen to.
 *
 * <pre>
 *  frame level  _____/¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯\_______
 *  tonal              . t t t t t t t          the window of 64 ms fills: a frame or two late
 *  burst             |-- frames ------|        from the first loud frame to the last
 * </pre>
 */
final class ToneBursts {
  /** A burst is believed after three steady frames; a vowel seldom holds its pitch so exactly. */
  private static final int BELIEVED_FRAMES = 3;
  /** Fainter frames are no tone, whatever their spectrum. */
  static final double LEAST_DB = 34;
  private static final double DRIFT_HZ = 10;
  private static final double DRIFT_SHARE = 0.012;
  private static final double LEVEL_DRIFT_DB = 3;
  /** A made-up frame breaks a tone's phase for as long as it lies in the window. */
  private static final int DISTURBED_FRAMES = 4;
  /** A tone is believed to sound on through a hole of 100 ms. */
  private static final int HOLE_FRAMES = 5;
  /** Pitch and purity are measured once the window holds nothing but the tone. */
  private static final int SETTLED_FRAMES = 2;
  /** What an echo adds to a tone. */
  private static final int LINGER_FRAMES = 20;
  /** A shorter one may be a vowel, and what follows it the rest of the word. */
  private static final int LINGERING_FROM_FRAMES = 8;
  private static final double LINGER_BELOW_DB = 6;
  private static final double PURE_SHARE = 0.9;
  private static final double PURE_DRIFT_HZ = 3;
  /** Loud frames before the first tonal one that are the same tone while the window filled. */
  private static final int FILL_FRAMES = 2;

  /**
   * A finished or growing burst.
   *
   * @param start   number of its first frame
   * @param pure    it kept its pitch and nearly all the energy throughout, as only a machine does
   */
  record Burst(TonePeaks.Kind kind, double hz, double otherHz, long start, int frames, boolean pure) {
    int ms() {
      return frames * 20;
    }

    long end() {
      return start + frames;
    }
  }

  private TonePeaks.Kind kind = TonePeaks.Kind.NONE;
  private double hz;
  private double otherHz;
  private double levelDb;
  private double leastShare;
  private double mostDriftHz;
  private long start;
  private int steady;
  private int loudRun;
  private int concealedRun;
  private int sinceConcealed = DISTURBED_FRAMES;
  private Burst ended;
  private long lastEnd = Long.MIN_VALUE / 2;
  private double lastHz;
  private double lastOtherHz;
  private double lastLevelDb;

  void accept(long frame, TonePeaks peaks, double level, boolean concealed) {
    ended = null;
    concealedRun = concealed ? concealedRun + 1 : 0;
    sinceConcealed = concealed ? 0 : sinceConcealed + 1;
    if (steady > 0 && isDisturbed(level)) {
      return;
    }
    boolean loud = level >= LEAST_DB;
    boolean tonal = loud && peaks.kind() != TonePeaks.Kind.NONE;
    if (steady > 0 && !(tonal && continues(peaks, level))) {
      finish(frame);
    }
    if (tonal && steady == 0 && !lingers(frame, peaks, level)) {
      begin(frame, peaks, level);
    } else if (tonal && steady > 0) {
      grow(peaks, level);
    }
    loudRun = loud ? loudRun + 1 : 0;
  }

  /** Something that may become a burst. */
  boolean beginning() {
    return steady > 0;
  }

  /** A believed burst is sounding. */
  boolean sounding() {
    return steady >= BELIEVED_FRAMES;
  }

  /** The last tone is over, but a room or a line still lets it sound on, far quieter. */
  boolean lingers(long frame, TonePeaks peaks, double level) {
    return !sounding() && frame - lastEnd < LINGER_FRAMES && level < lastLevelDb - LINGER_BELOW_DB
        && (isOfLast(peaks.hz()) || isOfLast(peaks.otherHz()));
  }

  private void remember(long frame) {
    lastEnd = frame;
    lastHz = hz;
    lastOtherHz = otherHz;
    lastLevelDb = levelDb;
  }

  private boolean isOfLast(double peak) {
    return near(peak, lastHz) || near(peak, lastOtherHz);
  }

  /** The burst that this frame ended, else the one that sounds. */
  Burst latest(long frame) {
    return ended != null ? ended : current(frame);
  }

  Burst current(long frame) {
    return burst((int) (frame + 1 - start));
  }

  int currentMs(long frame) {
    return (int) (frame + 1 - start) * 20;
  }

  TonePeaks.Kind kind() {
    return kind;
  }

  double hz() {
    return hz;
  }

  double otherHz() {
    return otherHz;
  }

  /** The burst that this frame ended, or null. */
  Burst ended() {
    return ended;
  }

  private Burst burst(int frames) {
    return new Burst(kind, hz, otherHz, start, frames, leastShare >= PURE_SHARE && mostDriftHz <= PURE_DRIFT_HZ);
  }

  private boolean isDisturbed(double level) {
    return concealedRun > 0 ? concealedRun <= HOLE_FRAMES
        : sinceConcealed < DISTURBED_FRAMES && level > levelDb - LEVEL_DRIFT_DB;
  }

  private boolean continues(TonePeaks peaks, double level) {
    return peaks.kind() == kind && near(peaks.hz(), hz) && near(peaks.otherHz(), otherHz)
        && level > levelDb - LEVEL_DRIFT_DB;
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= Math.max(DRIFT_HZ, other * DRIFT_SHARE);
  }

  private void begin(long frame, TonePeaks peaks, double level) {
    kind = peaks.kind();
    hz = peaks.hz();
    otherHz = peaks.otherHz();
    levelDb = level;
    start = frame - Math.min(loudRun, FILL_FRAMES);
    steady = 1;
    leastShare = 1;
    mostDriftHz = 0;
  }

  private void grow(TonePeaks peaks, double level) {
    steady++;
    if (steady > SETTLED_FRAMES) {
      leastShare = Math.min(leastShare, peaks.share());
      mostDriftHz = Math.max(mostDriftHz, Math.abs(peaks.hz() - hz));
    }
    // The first windows are part silence: their centre is coarse and gives way to the later ones.
    hz += (peaks.hz() - hz) / Math.min(steady, 8);
    otherHz += (peaks.otherHz() - otherHz) / Math.min(steady, 8);
    levelDb = Math.max(level, levelDb);
  }

  private void finish(long frame) {
    if (sounding()) {
      ended = burst((int) (frame - start));
      if (ended.frames() >= LINGERING_FROM_FRAMES) {
        remember(frame);
      }
    }
    steady = 0;
    kind = TonePeaks.Kind.NONE;
  }
}
