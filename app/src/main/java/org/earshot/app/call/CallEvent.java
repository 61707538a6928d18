package org.earshot.app.call;

import java.util.List;
import java.util.Optional;
import org.earshot.media.MediaSession;
import org.earshot.media.Playback;
import org.earshot.media.amd.AmdEvent;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.sdp.SessionDescription;

/** All that can happen to a call. */
sealed interface CallEvent {

  /** The INVITE has been let in. */
  record Begun() implements CallEvent {}

  /** A leg says something; {@code sdp} is what its body held. */
  record FromLeg(int leg, LegReport report, Optional<SessionDescription> sdp) implements CallEvent {}

  /** A body that should be SDP cannot be used. Comes in place of the report that carried it. */
  record BadSdp(int leg, LegReport report, String problem) implements CallEvent {}

  /** The attempt could not even be sent: trunk full, its address unknown. */
  record DialRefused(int leg, Cause cause) implements CallEvent {}

  /** Where the contacts of a redirection may be called; empty where nowhere. */
  record Redirected(int leg, List<List<Attempt>> groups) implements CallEvent {}

  /** Of transfers, and of calls that join. */
  sealed interface OfTransfer extends CallEvent {}

  /** Whom a transfer leads to; empty where nobody. */
  record TargetFound(List<List<Attempt>> groups) implements OfTransfer {}

  /** Another call wants to put its own in the place of a leg of ours. */
  record TieAsked(TieRequest request) implements OfTransfer {}

  /**
   * Another call has taken us in: {@code leg} stands for who is left there.
   *
   * @param theirLeg the leg there that stands for ours
   * @param sdp   what that one said of its media
   * @param early it is a caller who waits: our own is its answer
   * @param session that one's media
   */
  record Tied(int leg, int theirLeg, SessionDescription sdp, boolean early, MediaSession session)
      implements OfTransfer {}

  record TieRefused(int leg, int status, String reason) implements OfTransfer {}

  record MediaOpened(int leg) implements CallEvent {}

  record MediaFailed(int leg) implements CallEvent {}

  record MediaSilent(int leg) implements CallEvent {}

  /** Every media session of the call has closed and told its totals. */
  record MediaDrained() implements CallEvent {}

  /** The detector on that leg speaks. */
  record Heard(int leg, AmdEvent heard) implements CallEvent {}

  /** What was played to that leg is over. */
  record Played(int leg, String name, Playback.End why, long playedMs) implements CallEvent {}

  record TimerFired(CallTimer timer) implements CallEvent {}

  /** The leg it is about; -1 where it is about the call. */
  default int leg() {
    return switch (this) {
      case FromLeg(int leg, _, _) -> leg;
      case BadSdp(int leg, _, _) -> leg;
      case DialRefused(int leg, _) -> leg;
      case Redirected(int leg, _) -> leg;
      case Tied(int leg, _, _, _, _) -> leg;
      case TieRefused(int leg, _, _) -> leg;
      case MediaOpened(int leg) -> leg;
      case MediaFailed(int leg) -> leg;
      case MediaSilent(int leg) -> leg;
      case Heard(int leg, _) -> leg;
      case Played(int leg, _, _, _) -> leg;
      case Begun _, TargetFound _, TieAsked _, MediaDrained _, TimerFired _, EndWanted _ -> -1;
    };
  }

  /** Somebody above the call wants it ended. */
  record EndWanted(Cause cause) implements CallEvent {}
}
