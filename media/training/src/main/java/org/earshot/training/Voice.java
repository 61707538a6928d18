package org.earshot.training;

import java.util.List;

/**
 * A voice of a speech synthesizer of Debian.
 *
 * @param engine espeak-ng, flite or festival
 * @param name   as the engine knows it
 */
record Voice(String engine, String name, String language) {
  /** Voices at odd places are for tests, those at even ones for training: none speaks in both. */
  static final List<Voice> ALL = List.of(
      flite("slt"), flite("rms"), flite("awb"), flite("kal16"), festival("cmu_us_slt_arctic_hts"), festival("kal_diphone"),
      espeak("en-us", "en"), espeak("en-gb", "en"), espeak("en-us+f2", "en"), espeak("en-us+f4", "en"),
      espeak("en-gb-scotland+m3", "en"), espeak("en-gb+m7", "en"), espeak("en-us+Andrea", "en"), espeak("en-us+Alicia", "en"),
      espeak("de+f2", "de"), espeak("de", "de"), espeak("de+m3", "de"), espeak("de+f4", "de"),
      espeak("fr+f3", "fr"), espeak("fr", "fr"), espeak("es+f2", "es"), espeak("es", "es"), espeak("it", "it"), espeak("it+f3", "it"),
      espeak("pt-br", "pt-br"), espeak("pt-br+f2", "pt-br"));

  private static Voice flite(String name) {
    return new Voice("flite", name, "en");
  }

  private static Voice festival(String name) {
    return new Voice("festival", name, "en");
  }

  private static Voice espeak(String name, String language) {
    return new Voice("espeak-ng", name, language);
  }

  boolean isForTests() {
    return ALL.indexOf(this) % 2 == 1;
  }

  @Override
  public String toString() {
    return engine + " " + name;
  }
}
