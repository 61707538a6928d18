package org.earshot.media.amd;

import java.util.List;

/**
 * Our rules, from the cadence of talk alone: whoever greets briefly and then waits is human; whoever talks on is not.
 *
 * <pre>
 *  answer
 *  |........|||||||..................| human, short-greeting
 *  |........||||||||||.|||||||.........................| human, long-greeting
 *  |..||||||||||||.||||||||||.|||||||||||||||||||| machine, long-speech   (just before totalAnalysisTime)
 *  |.................................................. silence, no-voice  (initialSilence + silencePatienceMs)
 *  |........|..| analysis time runs from the first voice on; when it is over: unsure, timeout
 * </pre>
 *
 * Quiet ends a greeting after {@code afterGreetingSilence} less {@code tailMs}, a short one {@code shortHasteMs}
 * sooner. {@code silence} and {@code unsure} may be followed by another decision; {@code human} and {@code machine} are
 * the last ones of these rules.
 */
final class CadenceRules implements Rules {
  private static final int FRAME_MS = 20;
  /** Talk within the span: less is a noisy room rather than a message. */
  private static final double MACHINE_DENSITY = 0.6;
  /** At the end of the audio, so much quiet shows that the talk was over. */
  private static final int FINISHED_TALK_MS = 300;
  private static final int SCRAP_MS = 60;

  private final AmdConfig config;
  private final CadenceThresholds thresholds;
  private boolean toldSilence;
  private boolean toldTimeout;
  private boolean decided;

  CadenceRules(AmdConfig config) {
    this.config = config;
    this.thresholds = config.cadence();
  }

  @Override
  public Decision accept(FrameFacts facts) {
    if (decided) {
      return null;
    }
    return facts.segments.heard() ? afterOnset(facts) : beforeOnset(facts);
  }

  private Decision beforeOnset(FrameFacts facts) {
    long ms = facts.analysed * FRAME_MS;
    if (toldSilence || ms < config.initialSilence() + thresholds.silencePatienceMs()) {
      return null;
    }
    toldSilence = true;
    return silence(ms);
  }

  private Decision afterOnset(FrameFacts facts) {
    SpeechSegments talk = facts.segments;
    int spanMs = talk.spanFrames() * FRAME_MS;
    int silentMs = talk.silentFrames(facts.frame) * FRAME_MS;
    boolean talkedOn = isLate(facts) ? spanMs >= thresholds.lateMachineSpanMs() : talksOn(facts, spanMs, silentMs);
    if (talkedOn && density(talk) >= MACHINE_DENSITY) {
      return decide(machine(facts));
    }
    if (silentMs >= waitMs(spanMs, facts) && !talk.resuming() && !facts.beepPossible) {
      return decide(human(facts, confidence(spanMs)));
    }
    boolean outOfTime = spanMs + silentMs >= config.totalAnalysisTime() + (isLate(facts) ? thresholds.latePatienceMs() : 0);
    // Quiet that has just begun decides by itself, soon.
    if (!outOfTime || toldTimeout || !talk.talking()) {
      return null;
    }
    toldTimeout = true;
    return unsure(facts, Cause.TIMEOUT);
  }

  @Override
  public Decision finish(FrameFacts facts) {
    if (decided) {
      return null;
    }
    decided = true;
    if (!facts.segments.heard()) {
      return toldSilence ? null : unheard(facts);
    }
    int spanMs = facts.segments.spanFrames() * FRAME_MS;
    boolean over = facts.segments.silentFrames(facts.frame) * FRAME_MS >= FINISHED_TALK_MS;
    if (over || spanMs <= thresholds.unsureSpanMs()) {
      return human(facts, confidence(spanMs) * (over ? 0.9 : 0.7));
    }
    return toldTimeout ? null : unsure(facts, Cause.END_OF_AUDIO);
  }

  /** Began at once, and is still at it, but for a breath, when the time for analysis is nearly over. */
  private boolean talksOn(FrameFacts facts, int spanMs, int silentMs) {
    long sinceAnswerMs = facts.onsetMs() + spanMs + silentMs;
    return silentMs <= thresholds.breathMs() && spanMs + silentMs >= thresholds.machineSpanMs()
        && sinceAnswerMs >= config.totalAnalysisTime() - thresholds.decisionMarginMs();
  }

  private boolean isLate(FrameFacts facts) {
    return facts.onsetMs() >= thresholds.lateOnsetMs() || facts.soundsHuman;
  }

  /** A clip that holds one clipped word and nothing else. */
  private Decision unheard(FrameFacts facts) {
    long ms = facts.analysed * FRAME_MS;
    boolean brief = facts.sinceAnswerMs() < config.initialSilence();
    boolean scrap = brief && facts.segments.longestRunFrames() * FRAME_MS >= SCRAP_MS;
    return scrap ? new Decision(AmdResult.HUMAN, 0.5, Cause.SHORT_GREETING, "HANGUP", List.of("a scrap of voice"))
        : silence(ms);
  }

  private int waitMs(int spanMs, FrameFacts facts) {
    int waitMs = config.afterGreetingSilence() - thresholds.tailMs() + (facts.noisy ? thresholds.noisyWaitMs() : 0)
        + (facts.mayBeMachine ? thresholds.recordingPauseMs() : 0);
    return spanMs <= config.greeting() ? waitMs - thresholds.shortHasteMs() : waitMs;
  }

  private static double density(SpeechSegments talk) {
    return (double) talk.talkFrames() / talk.spanFrames();
  }

  /** Sure of a word, less so the longer the greeting: at four seconds a brief recording is nearly as likely. */
  private static double confidence(int spanMs) {
    return Math.clamp(0.97 - Math.max(0, spanMs - 800) / 10_000.0, 0.55, 0.97);
  }

  private Decision decide(Decision decision) {
    decided = true;
    return decision;
  }

  private Decision human(FrameFacts facts, double confidence) {
    SpeechSegments talk = facts.segments;
    int spanMs = talk.spanFrames() * FRAME_MS;
    int silentMs = talk.silentFrames(facts.frame) * FRAME_MS;
    Cause cause = spanMs <= config.greeting() ? Cause.SHORT_GREETING : Cause.LONG_GREETING;
    return new Decision(AmdResult.HUMAN, confidence, cause,
        "HUMAN-" + silentMs + "-" + config.afterGreetingSilence(), evidence(facts));
  }

  /** The model knows a machine before cadence does. */
  Decision byVoice(FrameFacts facts, double probability) {
    Decision machine = machine(facts);
    return new Decision(machine.result(), probability, Cause.VOICE_PATTERN, machine.appAmdCause(), machine.evidence());
  }

  private Decision machine(FrameFacts facts) {
    long voicedMs = facts.segments.voicedFrames() * FRAME_MS;
    return new Decision(AmdResult.MACHINE, 0.85, Cause.LONG_SPEECH,
        "LONGGREETING-" + voicedMs + "-" + config.greeting(), evidence(facts));
  }

  private Decision unsure(FrameFacts facts, Cause cause) {
    String text = cause == Cause.TIMEOUT ? "TOOLONG-" + facts.analysed * FRAME_MS : "HANGUP";
    return new Decision(AmdResult.UNSURE, 0.5, cause, text, evidence(facts));
  }

  private Decision silence(long ms) {
    return new Decision(AmdResult.SILENCE, 0.9, Cause.NO_VOICE, "INITIALSILENCE-" + ms + "-" + config.initialSilence(),
        List.of("no voice in " + ms + " ms"));
  }

  private static List<String> evidence(FrameFacts facts) {
    SpeechSegments talk = facts.segments;
    return List.of(
        "talk from " + talk.onsetFrame() * FRAME_MS + " to " + talk.lastVoiceEndFrame() * FRAME_MS + " ms",
        "voice " + talk.voicedFrames() * FRAME_MS + " ms, stretches " + talk.talks() + ", longest pause "
            + talk.longestPauseFrames() * FRAME_MS + " ms",
        "quiet for " + talk.silentFrames(facts.frame) * FRAME_MS + " ms");
  }

  @Override
  public void restart() {
    toldSilence = false;
    toldTimeout = false;
    decided = false;
  }
}
