package org.earshot.app.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The closed list of facts the outside may learn. Immutable; any thread may read them. */
public sealed interface DomainEvent {
  Instant at();

  /** Which way a call goes, seen from here. */
  enum Direction {
    /** user to user */ INTERNAL,
    /** user to trunk */ OUTBOUND,
    /** trunk to user */ INBOUND,
    /** trunk to trunk */ TRANSIT;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Facts of one call. */
  sealed interface OfCall extends DomainEvent {
    String call();
  }

  /** Facts of one trunk, whoever calls through it. */
  sealed interface OfTrunk extends DomainEvent {
    String trunk();
  }

  /** An INVITE was let in. {@code trunk}: where it came from, if from a trunk. */
  record CallStarted(String call, Instant at, String caller, String callee, Optional<String> trunk,
                     String callerCallId) implements OfCall {}

  /** The route is known. */
  record CallRouted(String call, Instant at, Direction direction) implements OfCall {}

  /** A callee leg is being tried. */
  record LegDialled(String call, Instant at, int leg, Optional<String> trunk, String target) implements OfCall {}

  /** A tried leg failed and the next, if any, is tried. */
  record LegFailed(String call, Instant at, int leg, Optional<String> trunk, int status) implements OfCall {}

  /** First 18x of a callee. {@code early}: with media. {@code pddMs}: since the caller's INVITE. */
  record CallRinging(String call, Instant at, int leg, int status, boolean early, long pddMs) implements OfCall {}

  /** The caller has its 200. {@code setupMs}: since its INVITE. */
  record CallAnswered(String call, Instant at, int leg, Optional<String> trunk, String calleeCallId, String codec,
                      long setupMs) implements OfCall {}

  /**
   * One of those who talked has handed the other over.
   *
   * @param by     caller or callee
   * @param kind   blind; attended: to somebody whom it had called before; replaced: somebody has taken its place
   * @param target whom the other talks to now
   */
  record CallTransferred(String call, Instant at, String by, String kind, String target) implements OfCall {}

  /** The first verdict. {@code decisionMs}: from the callee's answer, or the first packet where nobody answered. */
  record AmdVerdict(String call, Instant at, int leg, Verdict verdict, long decisionMs) implements OfCall {}

  record AmdRevised(String call, Instant at, int leg, Verdict verdict) implements OfCall {}

  /** Safe to leave a message: {@code by} is beep, silence or timeout. */
  record AmdGreetingEnd(String call, Instant at, int leg, String by, long atMs) implements OfCall {}

  /** Who might have been either was asked and listened to again. {@code human}: what it is taken for. */
  record AmdScreened(String call, Instant at, int leg, Verdict verdict, boolean human) implements OfCall {}

  /**
   * The message that a machine is left.
   *
   * @param state    begun, restarted (after another beep), human-joined (somebody picked up), left, failed (it could not be
   *                 played), cut (the machine hung up)
   * @param plays    how often it was begun
   * @param playedMs how much was played the last time, once it is left; else 0
   */
  record CallMessage(String call, Instant at, int leg, String state, int plays, long playedMs) implements OfCall {}

  /**
   * Last event of a call.
   *
   * @param sipCode what the caller was told for an unanswered call; 200 for an answered one
   * @param cause   short word, from {@code Cause}
   * @param q850    Q.850 cause value
   * @param endedBy caller, callee or server
   * @param rtpCaller what came from the caller, first audio stream; empty where no media was opened
   */
  record CallEnded(String call, Instant at, int sipCode, String cause, int q850, String endedBy, boolean answered,
                   Optional<Rtp> rtpCaller, Optional<Rtp> rtpCallee) implements OfCall {}

  /** Totals of what came from one peer. */
  record Rtp(long packets, long lost, double jitterMs, double mos) {}

  /** Somebody pressed a digit. {@code leg}: whose; {@code durationMs}: as far as is known. */
  record CallDigit(String call, Instant at, int leg, String digit, int durationMs) implements OfCall {}

  /** Nothing has come from that leg for so long while the other one is heard. */
  record OneWayAudio(String call, Instant at, int leg, long silentMs) implements OfCall {}

  /** What a side was played is over. {@code why}: finished, stopped, digit, no-codec, unreadable, closed. */
  record PlaybackEnded(String call, Instant at, int leg, String name, String why, long playedMs) implements OfCall {}

  /** A recording is complete; may come after the call's end. {@code why}: stopped, unwritable, closed. */
  record RecordingEnded(String call, Instant at, int leg, String name, String why, long writtenMs, long droppedMs)
      implements OfCall {}

  /** The detector's result in words of DESIGN.md §5. */
  record Verdict(String result, double confidence, String cause, long atMs, String amdStatus, String amdCause,
                 List<String> evidence) {
    /** As in X-Earshot-Amd. */
    public String headerValue() {
      return String.format(java.util.Locale.ROOT, "result=%s;confidence=%.2f;cause=%s;at=%d", result, confidence,
          cause, atMs);
    }
  }

  /** The registrar answered: {@code outcome} is a small fixed set: ok, removed, queried, challenged, refused, too-brief, error. */
  record RegistrarAnswered(Instant at, String outcome) implements DomainEvent {}

  /** A user's bindings changed to this many. */
  record BindingsChanged(Instant at, String user, int bindings) implements DomainEvent {}

  /** A trunk can be reached, or no longer: {@code state} is up or down. */
  record TrunkState(Instant at, String trunk, String state, String reason) implements OfTrunk {}

  /** Our registration with a trunk: {@code state} is registered, trying, failed, refused or removed. */
  record TrunkRegistration(Instant at, String trunk, String state, String reason) implements OfTrunk {}

  /** A source is kept out from now on. {@code reason}: what it was the last of: a small fixed set of words. */
  record SourceBanned(Instant at, String source, String reason, long forMs) implements DomainEvent {}

  /** It is let in again: {@code why} is over or lifted. */
  record SourceUnbanned(Instant at, String source, String why) implements DomainEvent {}
}
