package org.earshot.training;

import java.util.List;

/** Tones of the networks, by country, and of fax. */
final class Tones {
  /** One or two pitches at once, or a pause. */
  record Step(double hz, double otherHz, double seconds) {}

  /** @param label as in manifests */
  record Plan(String label, String name, int repeats, List<Step> steps) {}

  static final List<Plan> PLANS = List.of(
      plan("ringback", "us", 2, 440, 480, 2, 4), plan("ringback", "eu", 2, 425, 0, 1, 4),
      plan("ringback", "fr", 2, 440, 0, 1.5, 3.5), plan("ringback", "ru", 2, 425, 0, 0.8, 3.2),
      plan("ringback", "jp", 3, 400, 0, 1, 2), plan("ringback", "cn", 2, 450, 0, 1, 4),
      plan("ringback", "uk", 3, 400, 450, 0.4, 0.2, 0.4, 2), plan("ringback", "au", 3, 400, 450, 0.4, 0.2, 0.4, 2),
      plan("busy", "us", 6, 480, 620, 0.5, 0.5), plan("busy", "eu", 6, 425, 0, 0.48, 0.48),
      plan("busy", "uk", 8, 400, 0, 0.375, 0.375), plan("busy", "fr", 6, 440, 0, 0.5, 0.5),
      plan("busy", "ru", 8, 425, 0, 0.4, 0.4), plan("busy", "cn", 8, 450, 0, 0.35, 0.35),
      plan("busy", "jp", 6, 400, 0, 0.5, 0.5), plan("busy", "it", 6, 425, 0, 0.5, 0.5),
      plan("congestion", "us", 12, 480, 620, 0.25, 0.25), plan("congestion", "eu", 12, 425, 0, 0.24, 0.24),
      plan("congestion", "fr", 12, 440, 0, 0.25, 0.25), plan("congestion", "es", 12, 425, 0, 0.2, 0.2),
      plan("congestion", "it", 12, 425, 0, 0.2, 0.2), plan("congestion", "ru", 12, 425, 0, 0.175, 0.175),
      sit("vacant", 985.2, 0.38, 1370.6, 0.274), sit("intercept", 913.8, 0.274, 1370.6, 0.274),
      sit("reorder", 913.8, 0.274, 1428.5, 0.38), sit("circuits", 985.2, 0.38, 1428.5, 0.38),
      new Plan("intercept", "itu", 1, List.of(new Step(950, 0, 0.33), new Step(1400, 0, 0.33), new Step(1800, 0, 0.33), new Step(0, 0, 1))),
      plan("fax", "ced", 1, 2100, 0, 3, 0.2), plan("fax", "cng", 2, 1100, 0, 0.5, 3));

  private Tones() {}

  /** On, off, on, off... */
  private static Plan plan(String label, String country, int repeats, double hz, double otherHz, double... seconds) {
    Step[] steps = new Step[seconds.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = i % 2 == 0 ? new Step(hz, otherHz, seconds[i]) : new Step(0, 0, seconds[i]);
    }
    return new Plan(label, label + " " + country, repeats, List.of(steps));
  }

  private static Plan sit(String name, double first, double firstSeconds, double second, double secondSeconds) {
    return new Plan("intercept", "sit " + name, 1, List.of(new Step(first, 0, firstSeconds), new Step(second, 0, secondSeconds),
        new Step(1776.7, 0, 0.38), new Step(0, 0, 1)));
  }
}
