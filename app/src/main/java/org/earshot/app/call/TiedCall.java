package org.earshot.app.call;

import static org.earshot.app.call.CallMachine.CALLER;
import static org.earshot.app.call.CallMachine.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.earshot.app.call.CallAction.Arm;
import org.earshot.app.call.CallAction.Fact;
import org.earshot.app.call.CallAction.Publish;
import org.earshot.app.call.CallEvent.FromLeg;
import org.earshot.app.call.CallEvent.TieRefused;
import org.earshot.app.call.CallEvent.Tied;
import org.earshot.app.call.CallEvent.TimerFired;
import org.earshot.app.call.CallMachine.Step;
import org.earshot.app.call.CallState.Bridge;
import org.earshot.app.call.CallState.Bridged;
import org.earshot.app.call.CallState.Dialing;
import org.earshot.app.call.CallState.Joining;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Headers;
import org.earshot.sip.sdp.SessionDescription;

/**
 * The part of {@link CallMachine} in which two calls become one conversation: what is asked by another call, and the
 * call of an INVITE with Replaces (RFC 3891). Each call keeps its own legs; a {@link Tie} stands for the other's.
 *
 * <pre>
 *   D            call Z          call Y            A          B
 *   |-- INVITE ---->|               |              |          |     Replaces: Y's dialog with B
 *   |               |--- asks ----->|              |          |
 *   |               |               |-------- BYE, or CANCEL >|
 *   |               |<-- tied ------|              |          |
 *   |               |-- D's offer ->|- re-INVITE ->|          |     A had answered
 *   |<---- 200 -----|<- A's answer -|<---- 200 ----|          |
 *   |               |               |              |          |
 *   |<---- 200 -----|               |---- 200 ---->|          |     A's INVITE waited (pickup): each other's offer
 * </pre>
 */
final class TiedCall {
  private TiedCall() {}

  /** Another call wants to put its own in the place of a leg of this one. */
  static Step asked(CallState state, TieRequest request, CallPlan plan) {
    return switch (state) {
      case Bridged talk when request.replaced() == talk.near() || request.replaced() == talk.far() ->
          replaced(talk, request);
      case Dialing(Hunt hunt) when hunt.branch(request.replaced()).isPresent() -> pickedUp(state, hunt, request, plan);
      case CallState.Transferring _ -> refuse(state, request, 491, "Request Pending");
      // RFC 3891 §3: a dialog that has ended
      case CallState.Ending _, CallState.Ended _ -> refuse(state, request, 603, "Declined");
      // an early dialog that the peer began, or one that is not there
      case Bridged _, Dialing _, Joining _, CallState.Routing _, CallState.Opening _, CallState.Screening _, CallState.Dropping _ ->
          refuse(state, request, 481, "Call/Transaction Does Not Exist");
    };
  }

  private static Step refuse(CallState state, TieRequest request, int status, String reason) {
    return stay(state, new CallAction.RefuseTie(request, status, reason));
  }

  private static Step replaced(Bridged talk, TieRequest request) {
    if (request.earlyOnly()) {
      return refuse(talk, request, 486, "Busy Here"); // RFC 3891 §3
    }
    if (!talk.bridge().acked() || talk.bridge().reoffer().isPresent() || talk.bridge().judging().busy()) {
      return refuse(talk, request, 491, "Request Pending");
    }
    int gone = request.replaced();
    int partner = talk.across(gone);
    int tie = talk.legs() + 1;
    var actions = new ArrayList<>(TransferringCall.unfinished(talk, partner));
    actions.add(CallAction.hangUp(gone, 200, "Replaced", Headers.NONE));
    actions.add(new CallAction.CloseMedia(gone));
    actions.add(new CallAction.AcceptTie(tie, partner, request, false));
    actions.add(new Publish(new Fact.Transferred(gone, "replaced", request.name())));
    Bridge bridge = talk.bridge().moved(Optional.empty());
    return new Step(gone == talk.near() ? new Bridged(tie, partner, tie, bridge)
        : new Bridged(partner, tie, tie, bridge), actions);
  }

  /** Somebody answers in the place of a phone that rings. What each of the two has offered is the other's answer. */
  private static Step pickedUp(CallState state, Hunt hunt, TieRequest request, CallPlan plan) {
    if (request.sdp().isEmpty() || plan.offer().isEmpty()) {
      return refuse(state, request, 488, "Not Acceptable Here");
    }
    int tie = hunt.legs() + 1;
    SessionDescription sdp = request.sdp().get();
    var actions = new ArrayList<>(Hunting.giveUp(hunt, Cause.ELSEWHERE, Hunting.ELSEWHERE));
    actions.add(new CallAction.AcceptTie(tie, CALLER, request, true));
    actions.add(new CallAction.TakeAnswer(tie, CALLER, sdp));
    actions.add(new CallAction.AnswerCaller(tie, sdp, Optional.empty()));
    actions.add(new Publish(new Fact.Answered(tie)));
    actions.add(new Arm(CallTimer.DURATION, plan.policy().times().durationMs()));
    return new Step(new Bridged(CALLER, tie, tie, Bridge.fresh(List.of(), new Judging.Over())), actions);
  }

  /** The caller's ports are there: the other call is asked. */
  static Step join(CallPlan plan) {
    return CallMachine.to(new Joining(), new CallAction.AskTie(CALLER + 1, CALLER, plan.replaces().orElseThrow()),
        new Arm(CallTimer.SETUP, plan.policy().times().setupMs()));
  }

  static Step joining(Joining state, CallEvent event, CallPlan plan) {
    return switch (event) {
      case Tied(int leg, _, var sdp, boolean early, _) when early -> answered(leg, sdp, plan);
      case Tied(int leg, _, _, _, _) -> stay(state, new CallAction.RelayOffer(CALLER, leg, plan.offer()));
      case TieRefused(int _, int status, String reason) -> refuse(status, reason, List.of());
      case FromLeg(int leg, LegReport.OfferAnswered _, var sdp) when leg != CALLER && sdp.isPresent() ->
          answered(leg, sdp.get(), plan);
      case FromLeg(int leg, LegReport.OfferAnswered _, _) when leg != CALLER ->
          refuse(488, "Not Acceptable Here", List.of(over(leg)));
      case FromLeg(int leg, LegReport.OfferFailed failed, _) when leg != CALLER ->
          refuse(failed.status(), failed.reason(), List.of(over(leg)));
      case FromLeg(int leg, LegReport.Offered _, _) -> stay(state, BridgedCall.reject(leg, 491, "Request Pending"));
      case FromLeg(int leg, LegReport.Requested asked, _) -> stay(state, CallMachine.notYet(leg, asked));
      case FromLeg(int leg, LegReport.Ended ended, _) when leg == CALLER ->
          CallMachine.callerGone(ended, List.of(over(CALLER + 1)));
      case FromLeg(int _, LegReport.Ended _, _) -> refuse(480, "Temporarily Unavailable", List.of());
      case TimerFired(CallTimer timer) when timer == CallTimer.SETUP ->
          refuse(480, "Temporarily Unavailable", List.of(over(CALLER + 1)));
      case CallEvent.EndWanted(Cause cause) ->
          CallMachine.refuse(Failure.of(cause), "server", List.of(over(CALLER + 1)));
      // nothing else can have begun
      case FromLeg _, CallEvent.BadSdp _, CallEvent.Begun _, CallEvent.DialRefused _, CallEvent.Redirected _,
           CallEvent.OfTransfer _, CallEvent.MediaOpened _, CallEvent.MediaFailed _, CallEvent.MediaSilent _,
           CallEvent.MediaDrained _, CallEvent.Heard _, CallEvent.Played _, TimerFired _ -> stay(state);
    };
  }

  private static Step answered(int tie, SessionDescription sdp, CallPlan plan) {
    return new Step(new Bridged(CALLER, tie, tie, Bridge.fresh(List.of(), new Judging.Over())), List.of(
        new CallAction.Disarm(CallTimer.SETUP), new CallAction.TakeAnswer(tie, CALLER, sdp),
        new CallAction.AnswerCaller(tie, sdp, Optional.empty()), new Publish(new Fact.Answered(tie)),
        new Arm(CallTimer.DURATION, plan.policy().times().durationMs())));
  }

  private static Step refuse(int status, String reason, List<CallAction> before) {
    var failure = new Failure(status, reason, Cause.ofStatus(status), Optional.empty(), true);
    return CallMachine.refuse(failure, "callee", before);
  }

  static CallAction over(int tie) {
    return CallAction.hangUp(tie, 200, "Over", Headers.NONE);
  }
}
