package org.earshot.media.amd;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes one verdict of what the rules, the tones and the beep say, revises it where later evidence speaks otherwise, and
 * tells when a machine's greeting is over.
 *
 * <p>Before the answer only the network and an announcement can be heard: tones there name an intercept or a fax, talk
 * an announcement. After it, tones and the beep outrank the rules: they are certain, cadence is likely.
 */
final class Fusion {
  private static final int FRAME_MS = 20;

  /** Since the beep: a message is being left then, and the other side is silent, or somebody listens in. */
  private static final int JOIN_WINDOW_MS = 12_000;
  private static final int JOIN_MS_MIN = 160;
  private static final int JOIN_MS_MAX = 2000;
  private static final int JOIN_QUIET_MS = 800;

  private final CadenceThresholds thresholds;
  /** app_amd knows no tones: they are told, and change nothing. */
  private final boolean rulesOnly;
  private final int shortGreetingMs;
  private final List<AmdEvent> events = new ArrayList<>();
  private AmdResult result;
  /** The verdict rests on a tone or the beep, which cadence cannot overrule. */
  private boolean certain;
  private boolean answered;
  private boolean greetingOver;
  /** Far in the past where the greeting ended without one: then nobody is waited for. */
  private long beepEndMs = Long.MIN_VALUE / 2;
  private boolean joined;
  private long lastToneFrame = -1;

  Fusion(AmdConfig config) {
    thresholds = config.cadence();
    shortGreetingMs = config.greeting();
    rulesOnly = config.mode() == AmdMode.APP_AMD;
  }

  void add(AmdEvent event) {
    events.add(event);
  }

  /** What was told since the last call; the shared empty list where nothing was. */
  List<AmdEvent> drain() {
    if (events.isEmpty()) {
      return List.of();
    }
    List<AmdEvent> told = List.copyOf(events);
    events.clear();
    return told;
  }

  boolean judged() {
    return result != null;
  }

  void answered() {
    answered = true;
    certain = result == AmdResult.FAX;
    greetingOver = false;
  }

  /** Nothing that is still to come could matter. */
  boolean done(FrameFacts facts) {
    long ms = facts.analysed * FRAME_MS;
    boolean nobodyJoins = greetingOver && facts.nowMs() - beepEndMs > JOIN_WINDOW_MS;
    return answered && (nobodyJoins || joined || result == AmdResult.FAX || result != null && ms > thresholds.greetingMsMax()
        || result == AmdResult.HUMAN && ms > thresholds.reviseWindowMs());
  }

  /** What the rules say; null where they say nothing. */
  void onDecision(Decision decision, FrameFacts facts) {
    if (decision != null && !certain) {
      conclude(decision, facts.nowMs());
    }
  }

  void onTone(ToneName name, double hz, FrameFacts facts) {
    String heard = name.word() + " tone at " + Math.round(hz) + " Hz";
    switch (name) {
      case CED, CNG -> settle(decision(AmdResult.FAX, 0.97, Cause.FAX_TONE, "FAX", heard), facts);
      case SIT -> settle(decision(AmdResult.INTERCEPT, 0.98, Cause.SIT, "SIT", heard), facts);
      case BUSY, CONGESTION -> {
        if (answered && !facts.segments.heard()) {
          settle(decision(AmdResult.INTERCEPT, 0.8, Cause.BUSY_TONE, "BUSYTONE", heard), facts);
        }
      }
      case RINGBACK, DTMF, OTHER -> { }
    }
  }

  void onBeep(long endMs, double hz, int ms, FrameFacts facts) {
    if (!answered || result == AmdResult.FAX) {
      return;
    }
    String heard = "beep of " + ms + " ms at " + Math.round(hz) + " Hz";
    settle(decision(AmdResult.MACHINE, 0.95, Cause.BEEP, "BEEP", heard), facts);
    if (result == AmdResult.MACHINE) {
      greetingOver = false;
      endGreeting(endMs, "beep");
      beepEndMs = endMs;
      facts.segments.restart(facts.frame + 1);
    }
  }

  /** Evidence that only time brings, after the layers have seen the frame. */
  void onFrame(FrameFacts facts, boolean toneSounding) {
    lastToneFrame = toneSounding ? facts.frame : lastToneFrame;
    if (!answered) {
      judgeEarlyMedia(facts);
    } else if (result == AmdResult.MACHINE && greetingOver) {
      awaitSomebody(facts);
    } else if (result == AmdResult.MACHINE) {
      awaitGreetingEnd(facts);
    } else if (result == AmdResult.HUMAN) {
      reconsiderHuman(facts);
    }
  }

  private void judgeEarlyMedia(FrameFacts facts) {
    SpeechSegments talk = facts.segments;
    if (!rulesOnly && result == null && talk.talking() && talk.spanFrames() * FRAME_MS >= thresholds.earlyVoiceMs()
        && talk.longestPauseFrames() * FRAME_MS <= thresholds.sentencePauseMs()) {
      conclude(decision(AmdResult.MACHINE, 0.6, Cause.EARLY_VOICE, "EARLYVOICE",
          "talk of " + talk.spanFrames() * FRAME_MS + " ms before the answer"), facts.nowMs());
    }
  }

  private void awaitGreetingEnd(FrameFacts facts) {
    SpeechSegments talk = facts.segments;
    long quietFrames = Math.min(talk.silentFrames(facts.frame), facts.frame - lastToneFrame);
    if (facts.analysed * FRAME_MS >= thresholds.greetingMsMax()) {
      endGreeting(facts.nowMs(), "timeout");
    } else if (talk.heard() && quietFrames * FRAME_MS >= thresholds.greetingEndMs()) {
      endGreeting((facts.frame + 1 - quietFrames) * FRAME_MS, "silence");
    }
  }

  /** Whoever says a few words after the beep and then waits has picked up; a longer speech is another prompt. */
  private void awaitSomebody(FrameFacts facts) {
    SpeechSegments talk = facts.segments;
    int spanMs = talk.spanFrames() * FRAME_MS;
    if (talk.heard() && !talk.talking() && !facts.beepPossible && spanMs >= JOIN_MS_MIN && spanMs <= JOIN_MS_MAX
        && talk.silentFrames(facts.frame) * FRAME_MS >= JOIN_QUIET_MS) {
      joined = true;
      conclude(decision(AmdResult.HUMAN, 0.7, Cause.HUMAN_JOINED, "HUMANJOINED",
          "a word or a few after the beep, " + spanMs + " ms, then quiet"), facts.nowMs());
    }
  }

  private void reconsiderHuman(FrameFacts facts) {
    SpeechSegments talk = facts.segments;
    if (!rulesOnly && talk.talking()
        && talk.voicedFrames() * FRAME_MS >= thresholds.reviseSpeechMs()
        && talk.longestPauseFrames() * FRAME_MS <= thresholds.sentencePauseMs()) {
      long voicedMs = talk.voicedFrames() * FRAME_MS;
      conclude(decision(AmdResult.MACHINE, 0.75, Cause.LONG_SPEECH, "LONGGREETING-" + voicedMs + "-" + shortGreetingMs,
          "voice of " + voicedMs + " ms without a turn for the caller"), facts.nowMs());
    }
  }

  private void endGreeting(long atMs, String by) {
    if (!greetingOver) {
      greetingOver = true;
      events.add(new AmdEvent.GreetingEnd(atMs, by));
    }
  }

  private static Decision decision(AmdResult result, double confidence, Cause cause, String appAmdCause, String heard) {
    return new Decision(result, confidence, cause, appAmdCause, List.of(heard));
  }

  private void settle(Decision decision, FrameFacts facts) {
    if (!rulesOnly) {
      certain = true;
      conclude(decision, facts.nowMs());
    }
  }

  private void conclude(Decision decision, long atMs) {
    if (decision.result() == result) {
      return;
    }
    AmdVerdict verdict = new AmdVerdict(decision.result(), Math.round(decision.confidence() * 100) / 100.0,
        decision.cause().word(), decision.appAmdCause(), atMs, decision.evidence());
    events.add(result == null ? new AmdEvent.Verdict(verdict, atMs) : new AmdEvent.Revised(verdict, atMs));
    result = decision.result();
  }
}
