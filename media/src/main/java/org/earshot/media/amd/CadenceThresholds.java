package org.earshot.media.amd;

/**
 * Thresholds of our own rules, each with its unit and reason.
 *
 * @param tailMs             off {@code afterGreetingSilence}: the last word fades for so long after it seems over
 * @param shortHasteMs       off it too after a short greeting ("Hello?"): nobody pauses so long within one
 * @param noisyWaitMs        added to the waits where noise swallows soft syllables
 * @param recordingPauseMs   added to them where the model finds a machine likelier than not: recordings pause for longer
 *                           between sentences than people do between words
 * @param machineSpanMs      talk without a turn for the caller that only a recording or a menu keeps up: business
 *                           answers of one breath end before it
 * @param decisionMarginMs   so long before {@code totalAnalysisTime} is over, such talk is called a machine's
 * @param breathMs           a pause that does not make it any less so
 * @param lateOnsetMs        a recording begins when the line is connected; whoever lets so long pass before the first
 *                           word is likelier a person, and is given more time:
 * @param lateMachineSpanMs  takes the place of {@code machineSpanMs} then, and of the margin
 * @param latePatienceMs     is added to {@code totalAnalysisTime} then
 * @param unsureSpanMs       talk cut off by the end of the audio beyond which it may be either
 * @param sentencePauseMs    a pause within a monologue; longer ones hand over the turn
 * @param silencePatienceMs  beyond {@code initialSilence}: people answer, then find their voice. Nothing is lost by
 *                           waiting while nobody speaks
 * @param earlyVoiceMs       talk before the answer that is an announcement and no scrap of ringback music
 * @param reviseWindowMs     since the answer: later talk is conversation, and nobody listens to a human any more
 * @param reviseSpeechMs     talk within that window, without a turn for the caller, that turns a human into a machine
 * @param greetingEndMs      silence after a machine's greeting after which a message may be left without a beep
 * @param greetingMsMax      since the answer: whoever still talks then is not waited for
 */
public record CadenceThresholds(int tailMs, int shortHasteMs, int noisyWaitMs, int recordingPauseMs,
                                int machineSpanMs, int decisionMarginMs,
                                int breathMs, int lateOnsetMs, int lateMachineSpanMs, int latePatienceMs,
                                int unsureSpanMs, int sentencePauseMs, int silencePatienceMs, int earlyVoiceMs,
                                int reviseWindowMs, int reviseSpeechMs, int greetingEndMs, int greetingMsMax) {
  public static final CadenceThresholds DEFAULT = new CadenceThresholds(60, 40, 250, 450, 4400, 100, 340, 800, 5700, 800,
      3000, 1200, 2500, 3000, 20_000, 4_500, 2_000, 60_000);
}
