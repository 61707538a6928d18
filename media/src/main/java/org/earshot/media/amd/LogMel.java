package org.earshot.media.amd;

/**
 * Log energies of 20 mel bands between 200 and 3400 Hz, from one power spectrum. StrictMath's logarithm: the same bits
 * on every machine.
 */
final class LogMel {
  static final int BANDS = 20;
  private static final double HZ_MIN = 200;
  private static final double HZ_MAX = 3400;
  /** Keeps digital silence finite; far below any line's noise. */
  private static final double FLOOR = 1e4;
  private static final int[] FIRST_BIN = new int[BANDS];
  private static final float[][] WEIGHTS = new float[BANDS][];

  static {
    double[] edges = new double[BANDS + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hz(mel(HZ_MIN) + (mel(HZ_MAX) - mel(HZ_MIN)) * i / (BANDS + 1)) / Spectrum.HZ_PER_BIN;
    }
    for (int band = 0; band < BANDS; band++) {
      FIRST_BIN[band] = (int) StrictMath.ceil(edges[band]);
      WEIGHTS[band] = triangle(edges[band], edges[band + 1], edges[band + 2]);
    }
  }

  private final float[] bands = new float[BANDS];

  private static float[] triangle(double low, double middle, double high) {
    int first = (int) StrictMath.ceil(low);
    float[] weights = new float[(int) StrictMath.floor(high) - first + 1];
    for (int i = 0; i < weights.length; i++) {
      double bin = first + i;
      weights[i] = (float) (bin <= middle ? (bin - low) / (middle - low) : (high - bin) / (high - middle));
    }
    return weights;
  }

  private static double mel(double hz) {
    return 2595 * StrictMath.log10(1 + hz / 700);
  }

  private static double hz(double mel) {
    return 700 * (StrictMath.pow(10, mel / 2595) - 1);
  }

  /** In dB; valid until the next call. */
  float[] of(float[] power) {
    for (int band = 0; band < BANDS; band++) {
      float[] weights = WEIGHTS[band];
      int first = FIRST_BIN[band];
      float sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * power[first + i];
      }
      bands[band] = (float) (10 * StrictMath.log10(FLOOR + sum));
    }
    return bands;
  }
}
