package org.earshot.media.amd;

import java.util.List;

/**
 * The rule of Asterisk's app_amd, written anew from its behaviour: a fixed threshold on the mean amplitude, sums of
 * voice and of silence, and a limit on each. Kept for comparison and for those who tuned its parameters.
 *
 * <p>It starts as if inside a word, so that a first word without silence before it is not counted; it counts all voice
 * up to {@code greeting}, pauses notwithstanding; and it takes a long initial silence for a machine.
 */
final class AppAmdRules implements Rules {
  private static final int FRAME_MS = 20;

  private final AmdConfig config;
  private boolean inWord = true;
  private boolean inGreeting;
  private int totalMs;
  private int runOfSilenceMs;
  private int silenceMs;
  private int voiceMs;
  private int consecutiveVoiceMs;
  private int words;
  private boolean decided;

  AppAmdRules(AmdConfig config) {
    this.config = config;
  }

  @Override
  public Decision accept(FrameFacts facts) {
    if (decided) {
      return null;
    }
    totalMs += FRAME_MS;
    Decision decision = totalMs >= config.totalAnalysisTime() ? tooLong() : judge(facts.samples);
    decided = decision != null;
    return decision;
  }

  private Decision judge(short[] samples) {
    if (meanAmplitude(samples) < config.silenceThreshold()) {
      runOfSilenceMs += FRAME_MS;
      return onSilence();
    }
    runOfSilenceMs = 0;
    return onVoice();
  }

  private Decision onSilence() {
    silenceMs = runOfSilenceMs;
    if (silenceMs >= config.betweenWordsSilence()) {
      inWord = false;
      consecutiveVoiceMs = 0;
    }
    if (!inGreeting && silenceMs >= config.initialSilence()) {
      return machine(Cause.NO_VOICE, "INITIALSILENCE-" + silenceMs + "-" + config.initialSilence());
    }
    if (inGreeting && silenceMs >= config.afterGreetingSilence()) {
      return decide(AmdResult.HUMAN, Cause.SHORT_GREETING, "HUMAN-" + silenceMs + "-" + config.afterGreetingSilence());
    }
    return null;
  }

  private Decision onVoice() {
    consecutiveVoiceMs += FRAME_MS;
    voiceMs += FRAME_MS;
    boolean word = consecutiveVoiceMs >= config.minimumWordLength();
    if (word && !inWord) {
      words++;
      inWord = true;
    }
    if (consecutiveVoiceMs >= config.maximumWordLength()) {
      return machine(Cause.LONG_SPEECH, "MAXWORDLENGTH-" + consecutiveVoiceMs);
    }
    if (words > config.maximumNumberOfWords()) {
      return machine(Cause.MANY_WORDS, "MAXWORDS-" + words + "-" + config.maximumNumberOfWords());
    }
    if (inGreeting && voiceMs >= config.greeting()) {
      return machine(Cause.LONG_SPEECH, "LONGGREETING-" + voiceMs + "-" + config.greeting());
    }
    inGreeting |= word;
    return null;
  }

  private static int meanAmplitude(short[] samples) {
    int sum = 0;
    for (short sample : samples) {
      sum += Math.abs(sample);
    }
    return sum / samples.length;
  }

  @Override
  public Decision finish(FrameFacts facts) {
    if (decided) {
      return null;
    }
    decided = true;
    return decide(AmdResult.UNSURE, Cause.END_OF_AUDIO, "HANGUP");
  }

  @Override
  public void restart() {
    inWord = true;
    inGreeting = false;
    totalMs = 0;
    runOfSilenceMs = 0;
    silenceMs = 0;
    voiceMs = 0;
    consecutiveVoiceMs = 0;
    words = 0;
    decided = false;
  }

  private Decision tooLong() {
    return decide(AmdResult.UNSURE, Cause.TIMEOUT, "TOOLONG-" + totalMs);
  }

  private Decision machine(Cause cause, String text) {
    return decide(AmdResult.MACHINE, cause, text);
  }

  private Decision decide(AmdResult result, Cause cause, String text) {
    double confidence = result == AmdResult.UNSURE ? 0 : 0.5;
    return new Decision(result, confidence, cause, text,
        List.of("app_amd: voice " + voiceMs + " ms, silence " + silenceMs + " ms, words " + words));
  }
}
