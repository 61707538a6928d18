package org.earshot.media.amd;

/**
 * Power spectrum of the last 64 ms, every 20 ms: 512 samples under a Hann window, bins of 15.6 Hz. The 512 real
 * samples are transformed as 256 complex ones and then parted.
 */
final class Spectrum {
  static final int SIZE = 512;
  static final int BINS = SIZE / 2;
  static final double HZ_PER_BIN = 8000.0 / SIZE;

  private static final int HALF = SIZE / 2;
  private static final float[] HANN = new float[SIZE];
  private static final float[] COS = new float[SIZE];
  private static final float[] SIN = new float[SIZE];
  private static final int[] REVERSED = new int[HALF];

  static {
    for (int i = 0; i < SIZE; i++) {
      double angle = 2 * StrictMath.PI * i / SIZE;
      HANN[i] = (float) (0.5 - 0.5 * StrictMath.cos(angle));
      COS[i] = (float) StrictMath.cos(angle);
      SIN[i] = (float) StrictMath.sin(angle);
    }
    for (int i = 0; i < HALF; i++) {
      REVERSED[i] = Integer.reverse(i) >>> (32 - 8);
    }
  }

  private final short[] history = new short[SIZE];
  private final float[] real = new float[HALF];
  private final float[] imaginary = new float[HALF];
  private final float[] power = new float[BINS];

  void add(short[] samples) {
    System.arraycopy(history, samples.length, history, 0, SIZE - samples.length);
    System.arraycopy(samples, 0, history, SIZE - samples.length, samples.length);
  }

  /** The samples that the spectrum is of; not to be changed. */
  short[] history() {
    return history;
  }

  /** Bins 0 to 255; valid until the next call. */
  float[] power() {
    for (int i = 0; i < HALF; i++) {
      int at = REVERSED[i];
      real[at] = history[2 * i] * HANN[2 * i];
      imaginary[at] = history[2 * i + 1] * HANN[2 * i + 1];
    }
    transform();
    part();
    return power;
  }

  private void transform() {
    for (int size = 2; size <= HALF; size <<= 1) {
      int half = size >> 1;
      int stride = SIZE / size;
      for (int start = 0; start < HALF; start += size) {
        for (int k = 0; k < half; k++) {
          butterfly(start + k, start + k + half, COS[k * stride], -SIN[k * stride]);
        }
      }
    }
  }

  private void butterfly(int a, int b, float c, float s) {
    float re = real[b] * c - imaginary[b] * s;
    float im = real[b] * s + imaginary[b] * c;
    real[b] = real[a] - re;
    imaginary[b] = imaginary[a] - im;
    real[a] += re;
    imaginary[a] += im;
  }

  /** Even and odd samples were transformed as one complex sequence; this gives the spectrum of both in a row. */
  private void part() {
    power[0] = (real[0] + imaginary[0]) * (real[0] + imaginary[0]);
    for (int k = 1; k < HALF; k++) {
      int mirror = HALF - k;
      float evenRe = (real[k] + real[mirror]) / 2;
      float evenIm = (imaginary[k] - imaginary[mirror]) / 2;
      float oddRe = (imaginary[k] + imaginary[mirror]) / 2;
      float oddIm = (real[mirror] - real[k]) / 2;
      float re = evenRe + oddRe * COS[k] + oddIm * SIN[k];
      float im = evenIm + oddIm * COS[k] - oddRe * SIN[k];
      power[k] = re * re + im * im;
    }
  }
}
