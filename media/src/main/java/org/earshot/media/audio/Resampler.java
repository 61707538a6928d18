package org.earshot.media.audio;

/**
 * Brings samples of any rate to 8 kHz through a windowed-sinc low-pass, one set of taps for each phase between the two
 * rates. For files; calls arrive at 8 kHz. Stateless.
 */
final class Resampler {
  /** Zero crossings of the sinc to each side; with the window, images are 70 dB down. */
  private static final int CROSSINGS = 24;
  /** The pass band ends a little before half the lower rate, so that the filter's slope stays below it. */
  private static final double PASS = 0.94;

  private Resampler() {}

  static short[] to8000(float[] input, int rate) {
    if (rate == AudioFrame.RATE) {
      return rounded(input);
    }
    int common = gcd(rate, AudioFrame.RATE);
    int up = AudioFrame.RATE / common;
    int down = rate / common;
    double cutoff = PASS * Math.min(1.0, (double) AudioFrame.RATE / rate);
    int reach = (int) Math.ceil(CROSSINGS / cutoff);
    float[][] taps = new float[up][];
    short[] output = new short[(int) ((long) input.length * up / down)];
    for (int n = 0; n < output.length; n++) {
      long position = (long) n * down;
      int phase = (int) (position % up);
      if (taps[phase] == null) {
        taps[phase] = taps((double) phase / up, cutoff, reach);
      }
      output[n] = rounded(convolve(input, (int) (position / up), taps[phase], reach));
    }
    return output;
  }

  private static float convolve(float[] input, int centre, float[] taps, int reach) {
    float sum = 0;
    int from = Math.max(0, reach - 1 - centre);
    int to = Math.min(taps.length, input.length - centre + reach - 1);
    for (int i = from; i < to; i++) {
      sum += input[centre - reach + 1 + i] * taps[i];
    }
    return sum;
  }

  /** For input samples {@code centre - reach + 1} to {@code centre + reach}; the output lies at centre + fraction. */
  private static float[] taps(double fraction, double cutoff, int reach) {
    float[] taps = new float[2 * reach];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      double distance = i - reach + 1 - fraction;
      double blackman = 0.42 + 0.5 * StrictMath.cos(StrictMath.PI * distance / reach)
          + 0.08 * StrictMath.cos(2 * StrictMath.PI * distance / reach);
      double value = sinc(cutoff * distance) * (Math.abs(distance) < reach ? blackman : 0);
      taps[i] = (float) value;
      sum += value;
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= (float) sum;
    }
    return taps;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : StrictMath.sin(StrictMath.PI * x) / (StrictMath.PI * x);
  }

  private static short[] rounded(float[] samples) {
    short[] rounded = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      rounded[i] = rounded(samples[i]);
    }
    return rounded;
  }

  private static short rounded(float sample) {
    return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
