package org.earshot.app.call;

import java.util.List;
import java.util.Optional;
import org.earshot.app.transfer.Replaces;
import org.earshot.media.Playback;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.message.Headers;
import org.earshot.sip.sdp.SessionDescription;

/** What a step of the call wants done. SDP in an action is the peer's own: the shell rewrites it for the other side. */
sealed interface CallAction {

  /** A command without SDP. */
  record ToLeg(int leg, LegCommand command) implements CallAction {}

  /** Calls somebody with the offer of the leg {@code near}. */
  record Dial(int leg, int near, Attempt attempt) implements CallAction {}

  /** Looks up where the contacts of a redirection may be called: {@link CallEvent.Redirected} follows. */
  record Redirect(int leg, Attempt from, List<String> contacts) implements CallAction {}

  /** A provisional answer to the caller, with the callee's SDP where it sent some. */
  record Ring(int callee, int status, String reason, Optional<SessionDescription> sdp) implements CallAction {}

  /** 200 to the caller's INVITE. */
  record AnswerCaller(int callee, SessionDescription sdp, Optional<AmdVerdict> verdict) implements CallAction {}

  /** A re-INVITE on {@code to} with what {@code from} offered; no SDP asks for an offer. */
  record RelayOffer(int from, int to, Optional<SessionDescription> sdp) implements CallAction {}

  /** 200 to the re-INVITE of {@code to}. */
  record RelayAnswer(int from, int to, SessionDescription sdp) implements CallAction {}

  /** The ACK that carries an answer. */
  record RelayAck(int from, int to, SessionDescription sdp) implements CallAction {}

  /** The answer to a re-INVITE of our own: {@code from} has answered what {@code to} said before. */
  record TakeAnswer(int from, int to, SessionDescription sdp) implements CallAction {}

  /** Looks up whom a transfer by that leg leads to: {@link CallEvent.TargetFound} follows. */
  record FindTarget(int by, String number) implements CallAction {}

  /**
   * Asks the call with that dialog to put {@code partner} in its place; {@code leg} will stand for who is left there.
   * {@link CallEvent.Tied} or {@link CallEvent.TieRefused} follows.
   */
  record AskTie(int leg, int partner, Replaces replaces) implements CallAction {}

  /** Takes who asked in: {@code leg} stands for it, beside {@code partner}, who still waits where it is {@code early}. */
  record AcceptTie(int leg, int partner, TieRequest request, boolean early) implements CallAction {}

  record RefuseTie(TieRequest request, int status, String reason) implements CallAction {}

  /** Takes ports for a leg. */
  record OpenMedia(int leg) implements CallAction {}

  record CloseMedia(int leg) implements CallAction {}

  /** Closes what is open; {@link CallEvent.MediaDrained} follows when every session has told its totals. */
  record CloseAllMedia() implements CallAction {}

  /** The SDP of {@code far} is known: its media meets that of {@code near}. */
  record BridgeMedia(int near, int far, SessionDescription sdp) implements CallAction {}

  /** The media of two legs, whose SDP is known, meets again. */
  record RejoinMedia(int near, int far) implements CallAction {}

  /** The detector listens to that leg from now on. */
  record Listen(int callee) implements CallAction {}

  /** The detector learns that the callee has answered. */
  record TellAnswered(int callee) implements CallAction {}

  /** The detector starts over on that leg. */
  record ListenAnew(int callee) implements CallAction {}

  /** Plays to that leg, in place of what the other says: {@link CallEvent.Played} follows. */
  record Play(int leg, Playback playback) implements CallAction {}

  /** The other leg is heard again. */
  record StopPlaying(int leg) implements CallAction {}

  record Arm(CallTimer timer, long delayMs) implements CallAction {}

  record Disarm(CallTimer timer) implements CallAction {}

  /** Tells the caller of the detector's word by INFO. */
  record Inform(int token, Notice notice) implements CallAction {}

  /** A fact for the world outside. */
  record Publish(Fact fact) implements CallAction {}

  /** What the detector said, and what came of it, that the caller learns of. */
  sealed interface Notice {
    record Verdict(AmdVerdict verdict) implements Notice {}

    record Revised(AmdVerdict verdict) implements Notice {}

    record GreetingEnd(AmdEvent.GreetingEnd end) implements Notice {}

    /** Who was unsure has been asked. */
    record Screened(AmdVerdict verdict, boolean human) implements Notice {}

    /**
     * The message for a machine: {@code state} is begun, restarted, human-joined, left, failed or cut.
     *
     * @param plays    how often it was begun
     * @param playedMs how much of it was played, where that is known
     */
    record Message(String state, int plays, long playedMs) implements Notice {}
  }

  /** A fact without its time: the shell adds it. */
  sealed interface Fact {
    record Routed() implements Fact {}

    record Dialled(int leg, Attempt attempt) implements Fact {}

    record LegFailed(int leg, Attempt attempt, int status) implements Fact {}

    record Ringing(int leg, int status, boolean early) implements Fact {}

    record Answered(int leg) implements Fact {}

    /** {@code by} has handed the other over, or was replaced. {@code kind}: blind, attended or replaced. */
    record Transferred(int by, String kind, String target) implements Fact {}

    record Told(int leg, Notice notice) implements Fact {}

    record Ended(CallState.Outcome outcome) implements Fact {}
  }

  static CallAction hangUp(int leg, int status, String reason, Headers headers) {
    return new ToLeg(leg, new LegCommand.HangUp(status, reason, headers));
  }
}
