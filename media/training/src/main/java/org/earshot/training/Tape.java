package org.earshot.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Audio at 8 kHz that grows, with notes of what lies where. Full scale is 1. */
final class Tape {
  private static final int RATE = 8000;
  private static final double TONE_LEVEL = 0.25;
  /** Tones begin and end within 2 ms: without a click. */
  private static final int EDGE = 16;

  private float[] samples = new float[RATE];
  private int length;
  private final List<String> beeps = new ArrayList<>();

  Tape quiet(double seconds) {
    grow((int) (seconds * RATE));
    return this;
  }

  Tape add(float[] more, double gain) {
    int at = length;
    grow(more.length);
    for (int i = 0; i < more.length; i++) {
      samples[at + i] = (float) (more[i] * gain);
    }
    return this;
  }

  /** One pitch, or two at once where the other is not 0. */
  Tape tone(double hz, double otherHz, double seconds) {
    int at = length;
    grow((int) (seconds * RATE));
    int n = length - at;
    for (int i = 0; i < n; i++) {
      double edge = Math.min(1, Math.min(i, n - i) / (double) EDGE);
      double wave = Math.sin(2 * Math.PI * hz * i / RATE) + (otherHz == 0 ? 0 : Math.sin(2 * Math.PI * otherHz * i / RATE));
      samples[at + i] = (float) (TONE_LEVEL * edge * wave);
    }
    return this;
  }

  Tape beep(double hz, double seconds) {
    double start = seconds();
    tone(hz, 0, seconds);
    beeps.add(String.format(Locale.ROOT, "%.3f-%.3f@%.0f", start, seconds(), hz));
    return this;
  }

  double seconds() {
    return (double) length / RATE;
  }

  int ms() {
    return length / (RATE / 1000);
  }

  float[] samples() {
    return Arrays.copyOf(samples, length);
  }

  String beeps() {
    return String.join(";", beeps);
  }

  private void grow(int more) {
    length += more;
    if (length > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(length, 2 * samples.length));
    }
  }
}
