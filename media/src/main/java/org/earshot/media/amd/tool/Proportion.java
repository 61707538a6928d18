package org.earshot.media.amd.tool;

import java.util.Locale;

/** A share of a sample, with the interval that holds the true one in 95 of 100 samples (E. B. Wilson, 1927). */
record Proportion(int hits, int of) {
  private static final double Z = 1.96;

  double percent() {
    return of == 0 ? 0 : 100.0 * hits / of;
  }

  double lowPercent() {
    return of == 0 ? 0 : Math.max(0, 100 * (centre() - spread()));
  }

  double highPercent() {
    return of == 0 ? 100 : Math.min(100, 100 * (centre() + spread()));
  }

  private double centre() {
    return (hits + Z * Z / 2) / (of + Z * Z);
  }

  private double spread() {
    double p = (double) hits / of;
    return Z * Math.sqrt(of * p * (1 - p) + Z * Z / 4) / (of + Z * Z);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f %% (%.1f-%.1f)", percent(), lowPercent(), highPercent());
  }
}
