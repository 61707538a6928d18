package org.earshot.media.amd;

/**
 * Finds in one spectrum the peak or the two peaks that hold nearly all of its energy: a tone or a pair, as machines
 * make them. A voice spreads its energy over many harmonics. Two tones closer than 60 Hz (the 440 and 480 Hz of a
 * ringback) are one peak at their middle.
 */
final class TonePeaks {
  enum Kind { NONE, SINGLE, PAIR }

  /** 200 to 3500 Hz: what a telephone carries of a voice. */
  private static final int FIRST_BIN = 13;
  private static final int LAST_BIN = 224;
  /** The Hann window spreads a tone over two bins to each side; a third for pairs that beat. */
  private static final int SPREAD_BINS = 3;
  /** A tone 10 dB above white noise holds 0.92 of the energy. */
  private static final double SINGLE_SHARE = 0.86;
  private static final double PURE_SHARE = 0.96;
  private static final double PAIR_SHARE = 0.86;
  /** The weaker of a pair holds at least so much of the stronger: a twist of 13 dB. */
  private static final double TWIST = 0.05;
  /** No tone of a telephone network is lower; many a voice's fundamental is. */
  private static final double HZ_MIN = 330;

  private Kind kind = Kind.NONE;
  private double hz;
  private double otherHz;
  private double share;

  void accept(float[] power) {
    double total = sum(power, FIRST_BIN, LAST_BIN);
    int strongest = strongest(power, -100);
    double first = around(power, strongest);
    int next = strongest(power, strongest);
    double second = around(power, next);
    hz = centre(power, strongest);
    otherHz = centre(power, next);
    kind = kind(first, second, total);
    share = total == 0 ? 0 : (kind == Kind.PAIR ? first + second : first) / total;
    if (kind == Kind.SINGLE) {
      otherHz = 0;
    }
  }

  private Kind kind(double first, double second, double total) {
    if (total == 0 || hz < HZ_MIN) {
      return Kind.NONE;
    }
    if (first >= SINGLE_SHARE * total) {
      return Kind.SINGLE;
    }
    if (first + second < PAIR_SHARE * total || second < TWIST * first) {
      return Kind.NONE;
    }
    order();
    return hz >= HZ_MIN ? Kind.PAIR : Kind.NONE;
  }

  Kind kind() {
    return kind;
  }

  /** Hardly any voice is ever so pure, not even for one frame. */
  boolean isPure() {
    return kind == Kind.SINGLE && share >= PURE_SHARE;
  }

  /** Of the only or the lower tone. */
  double hz() {
    return hz;
  }

  /** Of the higher tone of a pair, else 0. */
  double otherHz() {
    return otherHz;
  }

  /** Of the energy, what the peak or the pair holds. */
  double share() {
    return share;
  }

  private void order() {
    if (hz > otherHz) {
      double lower = otherHz;
      otherHz = hz;
      hz = lower;
    }
  }

  private static int strongest(float[] power, int except) {
    int best = FIRST_BIN;
    float most = -1;
    for (int i = FIRST_BIN; i <= LAST_BIN; i++) {
      if (power[i] > most && Math.abs(i - except) > SPREAD_BINS) {
        most = power[i];
        best = i;
      }
    }
    return best;
  }

  private static double around(float[] power, int bin) {
    return sum(power, bin - SPREAD_BINS, bin + SPREAD_BINS);
  }

  private static double sum(float[] power, int from, int to) {
    double sum = 0;
    for (int i = from; i <= Math.min(to, Spectrum.BINS - 1); i++) {
      sum += power[i];
    }
    return sum;
  }

  private static double centre(float[] power, int bin) {
    double weighted = 0;
    double sum = 0;
    for (int i = bin - SPREAD_BINS; i <= bin + SPREAD_BINS; i++) {
      weighted += (double) power[i] * i;
      sum += power[i];
    }
    return sum > 0 ? weighted / sum * Spectrum.HZ_PER_BIN : 0;
  }
}
