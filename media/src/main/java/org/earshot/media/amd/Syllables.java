package org.earshot.media.amd;

/**
 * Counts the peaks of the level that stand 3 dB above the dips beside them.
 *
 * <pre>
 *  dB    /\        /\/\            counted as it falls 3 dB below the highest
 *       /  \__/\__/    \___        level since it rose 3 dB above the lowest
 * </pre>
 */
final class Syllables {
  private static final double STANDS_OUT_DB = 3;
  private static final double SMOOTHING = 0.4;

  private double smooth;
  private double highest;
  private double lowest;
  private boolean rising;
  private int counted;

  void accept(double levelDb, boolean voice) {
    smooth += SMOOTHING * (levelDb - smooth);
    if (rising) {
      highest = Math.max(highest, smooth);
      if (smooth < highest - STANDS_OUT_DB) {
        rising = false;
        lowest = smooth;
        counted++;
      }
    } else if (!voice) {
      lowest = smooth;
    } else {
      lowest = Math.min(lowest, smooth);
      if (smooth > lowest + STANDS_OUT_DB) {
        rising = true;
        highest = smooth;
      }
    }
  }

  int counted() {
    return counted;
  }

  void clear() {
    counted = 0;
    rising = false;
    lowest = smooth;
  }
}
