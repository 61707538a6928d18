package org.earshot.media.amd;

/** Thresholds of the detector; the first nine are those of Asterisk's amd.conf, names and defaults alike. */
public record AmdConfig(int initialSilence, int greeting, int afterGreetingSilence, int totalAnalysisTime,
                        int minimumWordLength, int betweenWordsSilence, int maximumNumberOfWords,
                        int silenceThreshold, int maximumWordLength) {
  public static final AmdConfig DEFAULT = new AmdConfig(2500, 1500, 800, 5000, 100, 50, 3, 256, 5000);
}
