package org.earshot.media.amd;

/**
 * Tells loud frames from the line's own noise, frame by frame. The floor is the least level of the last 1.5 s: even
 * unbroken speech dips between syllables, steady noise does not.
 *
 * <pre>
 *  dB   peak ..........._________............   a frame is active above the highest of
 *            30 |      /         \                floor + 5, peak - 30 and 31 dB,
 *       thr ----+-----/-----------\----------   and stays so 2 dB below it
 *             5 |    /             \
 *      floor ___|___/               \________
 * </pre>
 */
final class EnergyVad {
  private static final int WINDOW_FRAMES = 75;
  /** Before so many frames the window may hold nothing but speech, and the prior below stands in. */
  private static final int LEARNING_FRAMES = 20;
  private static final double PRIOR_FLOOR_DB = 30;
  private static final double MARGIN_DB = 5;
  private static final double HYSTERESIS_DB = 2;
  private static final double BELOW_PEAK_DB = 30;
  /** RMS 35 of 32768, -59 dBov: fainter than any voice that comes through a telephone. */
  private static final double LEAST_DB = 31;
  /** What a codec makes of nothing; such frames say nothing of the line's noise. */
  private static final double DIGITAL_SILENCE_DB = 20;
  /** While learning, what moves less than this is a hum or a hiss, however loud. */
  private static final double LEARNING_RANGE_DB = 5;
  /** Peaks of voice lie 7 dB above its mean: this is about 13 dB of signal to noise. */
  private static final double NOISY_DB = 20;
  private static final double PEAK_START_DB = 50;
  private static final double PEAK_ATTACK_DB = 4;
  private static final double PEAK_DECAY_DB = 0.01;
  /** High-pass at about 200 Hz: hum, rumble and offset are no voice. Neighbours are averaged after it: hiss is little. */
  private static final double HIGH_PASS = 0.85;
  /** Made-up frames keep the last answer for 60 ms, then count as silence. */
  private static final int CONCEALED_HOLD_FRAMES = 3;

  private final double[] window = new double[WINDOW_FRAMES];
  private int observed;
  private double previousInput;
  private double previousOutput;
  private double previousDb;
  private double leastDb = Double.MAX_VALUE;
  private double mostDb;
  private double peakDb = PEAK_START_DB;
  private double levelDb;
  private int concealedRun;
  private int sinceSilence;
  private boolean active;

  boolean accept(short[] samples, boolean concealed) {
    levelDb = measure(samples);
    if (concealed) {
      concealedRun++;
      active = active && concealedRun <= CONCEALED_HOLD_FRAMES;
      return active;
    }
    concealedRun = 0;
    sinceSilence++;
    if (levelDb < DIGITAL_SILENCE_DB) {
      sinceSilence = 0;
      active = false;
      return false;
    }
    observe();
    double threshold = threshold() - (active ? HYSTERESIS_DB : 0);
    active = levelDb > threshold && !isSteadyFromTheStart();
    return active;
  }

  /** Of the last frame, in dB over one step of the 16-bit scale: 0 to 90. */
  double levelDb() {
    return levelDb;
  }

  double floorDb() {
    double least = observed == 0 ? PRIOR_FLOOR_DB : Double.MAX_VALUE;
    for (int i = 0; i < Math.min(observed, WINDOW_FRAMES); i++) {
      least = Math.min(least, window[i]);
    }
    return observed < LEARNING_FRAMES ? Math.min(least, PRIOR_FLOOR_DB) : least;
  }

  /** Voice barely stands out: its soft syllables are lost. */
  boolean noisy() {
    return observed >= LEARNING_FRAMES && sinceSilence > WINDOW_FRAMES && peakDb - floorDb() < NOISY_DB;
  }

  private double threshold() {
    return Math.max(Math.max(LEAST_DB, floorDb() + MARGIN_DB), peakDb - BELOW_PEAK_DB);
  }

  private void observe() {
    double smoothedDb = observed == 0 ? levelDb : (previousDb + levelDb) / 2;
    window[observed % WINDOW_FRAMES] = smoothedDb;
    previousDb = levelDb;
    observed++;
    leastDb = Math.min(leastDb, levelDb);
    mostDb = Math.max(mostDb, levelDb);
    peakDb = levelDb > peakDb ? peakDb + Math.min(PEAK_ATTACK_DB, levelDb - peakDb) : peakDb - PEAK_DECAY_DB;
  }

  private boolean isSteadyFromTheStart() {
    return observed < LEARNING_FRAMES && mostDb - leastDb < LEARNING_RANGE_DB;
  }

  private double measure(short[] samples) {
    double energy = 0;
    double x1 = previousInput;
    double y1 = previousOutput;
    for (short sample : samples) {
      double y = HIGH_PASS * (y1 + sample - x1);
      double smooth = (y + y1) / 2;
      energy += smooth * smooth;
      x1 = sample;
      y1 = y;
    }
    previousInput = x1;
    // A decaying filter must not end in denormal numbers, which are slow.
    previousOutput = Math.abs(y1) < 1e-9 ? 0 : y1;
    return 10 * StrictMath.log10(1 + energy / samples.length);
  }
}
