package org.earshot.media.amd;

/**
 * Thresholds of our own rules, each with its unit and reason.
 *
 * @param tailMs             off {@code afterGreetingSilence}: the last word fades for so long after it seems over
 * @param shortHasteMs       off it too after a short greeting ("Hello?"): nobody pauses so long within one
 * @param noisyWaitMs        added to the waits where noise swallows soft syllables
 * @param machineSpanMs      uninterrupted talk that only a recording or a menu keeps up: the longest business answers
 *                           of one breath end before it
 * @param latePatienceMs     added to the former, and to {@code totalAnalysisTime}, for whoever let {@code lateOnsetMs}
 *                           pass before the first word: a recording begins when the line is connected, a person may not
 * @param lateOnsetMs        see there
 * @param unsureSpanMs       talk cut off by the end of the audio beyond which it may be either
 * @param sentencePauseMs    a pause within a monologue; longer ones hand over the turn
 * @param silencePatienceMs  beyond {@code initialSilence}: people answer, then find their voice. Nothing is lost by
 *                           waiting while nobody speaks
 * @param earlyVoiceMs       talk before the answer that is an announcement and no scrap of ringback music
 * @param reviseWindowMs     since the answer: later talk is conversation, and turns no human into a machine
 * @param reviseSpeechMs     talk within that window, without a turn for the caller, that turns a human into a machine
 * @param greetingEndMs      silence after a machine's greeting after which a message may be left without a beep
 * @param greetingMsMax      since the answer: whoever still talks then is not waited for
 */
public record CadenceThresholds(int tailMs, int shortHasteMs, int noisyWaitMs, int machineSpanMs, int latePatienceMs, int lateOnsetMs,
                                int unsureSpanMs, int sentencePauseMs, int silencePatienceMs, int earlyVoiceMs,
                                int reviseWindowMs, int reviseSpeechMs, int greetingEndMs, int greetingMsMax) {
  public static final CadenceThresholds DEFAULT =
      new CadenceThresholds(60, 40, 250, 4600, 800, 800, 3000, 1200, 2500, 3000, 15_000, 6_000, 2_000, 60_000);
}
