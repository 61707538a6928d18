package org.earshot.media.amd;

/** Mean and deviation of what was added. */
final class Moments {
  private double sum;
  private double squares;
  private int n;

  void add(double value) {
    sum += value;
    squares += value * value;
    n++;
  }

  int n() {
    return n;
  }

  float mean() {
    return n == 0 ? 0 : (float) (sum / n);
  }

  float deviation() {
    return n < 2 ? 0 : (float) StrictMath.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
  }

  void clear() {
    sum = 0;
    squares = 0;
    n = 0;
  }
}
