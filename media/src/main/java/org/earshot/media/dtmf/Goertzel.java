package org.earshot.media.dtmf;

/** How much of one pitch is in a block of samples at 8 kHz. Pure. */
final class Goertzel {
  private static final double RATE = 8000;

  private final double coefficient;

  Goertzel(double hertz) {
    coefficient = 2 * StrictMath.cos(2 * StrictMath.PI * hertz / RATE);
  }

  /** Squared magnitude: (amplitude * length / 2)^2 for that pitch alone. */
  double power(short[] block, int length) {
    double before = 0;
    double last = 0;
    for (int i = 0; i < length; i++) {
      double next = block[i] + coefficient * last - before;
      before = last;
      last = next;
    }
    return last * last + before * before - coefficient * last * before;
  }
}
