package org.earshot.media.amd;

/**
 * Thresholds of the detector. The first nine are the parameters of Asterisk's amd.conf under their names in camel
 * case, all in milliseconds but {@code maximumNumberOfWords} and {@code silenceThreshold}; what each does in our own
 * mode is said beside it.
 *
 * @param initialSilence       app_amd: machine after so long without a word. Ours: {@code silence}, but only
 *                             {@code silencePatienceMs} later
 * @param greeting             app_amd: machine after so much voice. Ours: a human greeting up to here is "short"
 * @param afterGreetingSilence silence after the greeting that makes it a human's; ours takes a little off
 * @param totalAnalysisTime    app_amd: {@code unsure} then, since the answer. Ours: talk that began at once is judged
 *                             just before; other talk has so long from its first word on
 * @param minimumWordLength    voice shorter than this is no word, in both modes
 * @param betweenWordsSilence  app_amd only: silence that parts two words
 * @param maximumNumberOfWords app_amd only: machine beyond. Asterisk's is 2, and was 3 in older releases
 * @param silenceThreshold     app_amd only: mean amplitude below which a frame is silent; ours adapts to the line
 * @param maximumWordLength    app_amd only: machine when one word lasts so long
 * @param mode                 whose rules
 * @param cadence              thresholds of our own rules
 */
public record AmdConfig(int initialSilence, int greeting, int afterGreetingSilence, int totalAnalysisTime,
                        int minimumWordLength, int betweenWordsSilence, int maximumNumberOfWords,
                        int silenceThreshold, int maximumWordLength, AmdMode mode, CadenceThresholds cadence) {
  public static final AmdConfig DEFAULT = new AmdConfig(2500, 1500, 800, 5000, 100, 50, 2, 256, 5000);

  /** Asterisk's parameters for our own rules. */
  public AmdConfig(int initialSilence, int greeting, int afterGreetingSilence, int totalAnalysisTime,
                   int minimumWordLength, int betweenWordsSilence, int maximumNumberOfWords, int silenceThreshold,
                   int maximumWordLength) {
    this(initialSilence, greeting, afterGreetingSilence, totalAnalysisTime, minimumWordLength, betweenWordsSilence,
        maximumNumberOfWords, silenceThreshold, maximumWordLength, AmdMode.LEARNED, CadenceThresholds.DEFAULT);
  }

  public AmdConfig withMode(AmdMode other) {
    return new AmdConfig(initialSilence, greeting, afterGreetingSilence, totalAnalysisTime, minimumWordLength,
        betweenWordsSilence, maximumNumberOfWords, silenceThreshold, maximumWordLength, other, cadence);
  }
}
