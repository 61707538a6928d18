package org.earshot.media.amd;

/** What the detector has to say. Positions are milliseconds since the first packet of the timeline. */
public sealed interface AmdEvent {
  long atMs();

  record SpeechStart(long atMs) implements AmdEvent {}

  record SpeechEnd(long atMs, long speechMs) implements AmdEvent {}

  /** A call-progress tone that is no voice; {@code name} as ringback, busy, congestion, sit, cng, ced, other. */
  record Tone(long atMs, String name, double hz) implements AmdEvent {}

  /** The mailbox's beep, told when it has ended. */
  record Beep(long atMs, double hz, long durationMs) implements AmdEvent {}

  /** The first verdict: it stands for the action. */
  record Verdict(AmdVerdict verdict, long atMs) implements AmdEvent {}

  /** Later evidence speaks otherwise. */
  record Revised(AmdVerdict verdict, long atMs) implements AmdEvent {
    /** Not a mistake mended, but a person who came to the phone after the mailbox's beep. */
    public boolean isHumanJoined() {
      return verdict.cause().equals(Cause.HUMAN_JOINED.word());
    }
  }

  /** From {@code atMs} on a message may be left; {@code by} is beep, silence or timeout. A further beep tells it anew. */
  record GreetingEnd(long atMs, String by) implements AmdEvent {}
}
