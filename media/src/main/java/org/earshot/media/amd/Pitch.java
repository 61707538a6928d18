package org.earshot.media.amd;

/**
 * The pitch of a voice, 70 to 400 Hz, by autocorrelation of the last 64 ms at 4 kHz. Whole numbers on a scale of their
 * own: neither the level nor the machine changes the result.
 */
final class Pitch {
  private static final int RATE = 4000;
  private static final int SIZE = Spectrum.SIZE / 2;
  private static final int LAG_MIN = RATE / 400;
  private static final int LAG_MAX = RATE / 70;
  private static final int COMPARED = SIZE - LAG_MAX;
  /** Products of 10 bits, 199 of them, fit into 31. */
  private static final int SCALE = 1023;
  /** Less alike than this is no voiced sound. */
  private static final double VOICED = 0.55;
  /** The first lag nearly as good as the best: its multiples are as alike. */
  private static final double NEARLY = 0.88;

  private final int[] scaled = new int[SIZE];
  private final float[] alike = new float[LAG_MAX + 1];

  /** In semitones above 55 Hz, or 0 for none. */
  float semitones(short[] history) {
    if (!scale(history)) {
      return 0;
    }
    float best = 0;
    for (int lag = LAG_MIN; lag <= LAG_MAX; lag++) {
      alike[lag] = alike(lag);
      best = Math.max(best, alike[lag]);
    }
    return best < VOICED ? 0 : semitones(firstPeak(best));
  }

  private boolean scale(short[] history) {
    int most = 1;
    for (int i = 0; i < SIZE; i++) {
      scaled[i] = history[2 * i] + history[2 * i + 1];
      most = Math.max(most, Math.abs(scaled[i]));
    }
    if (most < SCALE / 16) {
      return false;
    }
    for (int i = 0; i < SIZE; i++) {
      scaled[i] = scaled[i] * SCALE / most;
    }
    return true;
  }

  private float alike(int lag) {
    int product = 0;
    int here = 1;
    int there = 1;
    for (int i = 0; i < COMPARED; i++) {
      int one = scaled[i];
      int other = scaled[i + lag];
      product += one * other;
      here += one * one;
      there += other * other;
    }
    return (float) (product / StrictMath.sqrt((double) here * there));
  }

  private int firstPeak(float best) {
    int lag = LAG_MIN;
    while (alike[lag] < NEARLY * best) {
      lag++;
    }
    while (lag < LAG_MAX && alike[lag + 1] > alike[lag]) {
      lag++;
    }
    return lag;
  }

  /** Between whole lags by a parabola. */
  private float semitones(int lag) {
    double at = lag;
    if (lag > LAG_MIN && lag < LAG_MAX) {
      double bend = alike[lag - 1] - 2 * alike[lag] + alike[lag + 1];
      at += bend < 0 ? Math.clamp((alike[lag - 1] - alike[lag + 1]) / (2 * bend), -0.5, 0.5) : 0;
    }
    return (float) (12 * StrictMath.log(RATE / at / 55) / StrictMath.log(2));
  }
}
