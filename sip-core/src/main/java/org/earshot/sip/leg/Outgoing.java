package org.earshot.sip.leg;

import static org.earshot.sip.leg.Replies.noDialog;
import static org.earshot.sip.leg.Replies.noDialogYet;
import static org.earshot.sip.leg.Replies.refuse;
import static org.earshot.sip.leg.Replies.requested;
import static org.earshot.sip.leg.Replies.respond;
import static org.earshot.sip.leg.Replies.responded;
import static org.earshot.sip.leg.Replies.send;
import static org.earshot.sip.leg.Step.ignored;

import java.util.List;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.Disarm;
import org.earshot.sip.leg.LegAction.SendAck;
import org.earshot.sip.leg.LegAction.SendCancel;
import org.earshot.sip.leg.LegAction.Tell;
import org.earshot.sip.leg.LegEvent.AckMissing;
import org.earshot.sip.leg.LegEvent.AckReceived;
import org.earshot.sip.leg.LegEvent.ByeReceived;
import org.earshot.sip.leg.LegEvent.CancelReceived;
import org.earshot.sip.leg.LegEvent.InviteReceived;
import org.earshot.sip.leg.LegEvent.RequestReceived;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.leg.LegEvent.SendFailed;
import org.earshot.sip.leg.LegEvent.TimerFired;
import org.earshot.sip.leg.LegEvent.TransactionTimedOut;
import org.earshot.sip.leg.LegReport.Why;
import org.earshot.sip.leg.LegState.Abandoned;
import org.earshot.sip.leg.LegState.AckDue;
import org.earshot.sip.leg.LegState.Calling;
import org.earshot.sip.leg.LegState.Cancelling;
import org.earshot.sip.leg.LegState.Confirmed;
import org.earshot.sip.leg.LegState.Dialog;
import org.earshot.sip.leg.LegState.Early;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;

/** The UAC's side from Dial to the final answer. Pure. */
final class Outgoing {

  private Outgoing() {}

  static Step calling(Calling state, LegEvent event, LegPolicy policy) {
    // RFC 3261 §9.1: no CANCEL before a provisional response
    return event instanceof LegCommand.HangUp(var _, var _, var headers)
        ? Step.to(new Abandoned(headers), new Arm(LegTimer.CANCEL_GUARD, policy.cancelGuardMs()))
        : beforeAnswer(state, state.offered(), event);
  }

  static Step early(Early state, LegEvent event, LegPolicy policy) {
    return event instanceof LegCommand.HangUp(var _, var _, var headers) ? cancel(headers, policy)
        : beforeAnswer(state, state.offered(), event);
  }

  /** Calling and Early differ in what hanging up means, and in nothing else. */
  private static Step beforeAnswer(LegState state, boolean offered, LegEvent event) {
    return switch (event) {
      case ResponseReceived response when isInvite(response.method()) -> answered(state, offered, response);
      case TransactionTimedOut(var method, var _) when isInvite(method) -> failed(408, "Request Timeout", Why.TIMEOUT);
      case SendFailed(var method, var _, var _) when isInvite(method) -> failed(503, "Service Unavailable", Why.TRANSPORT);
      // RFC 3261 §14.2: an INVITE that meets ours in progress gets 491
      case InviteReceived(var id, var _) -> Step.to(state, refuse(id, 491));
      // RFC 3261 §15: the callee must not send BYE in an early dialog
      case ByeReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case RequestReceived received -> Step.to(state, requested(received));
      case LegCommand.Respond respond -> Step.to(state, respond(respond));
      case LegCommand.Request request -> Step.to(state, state instanceof Early ? send(request) : noDialog(request));
      case ResponseReceived response -> Step.to(state, responded(response));
      case TransactionTimedOut(var _, var token) -> Step.to(state, responded(token, 408));
      case SendFailed(var _, var token, var _) -> Step.to(state, responded(token, 503));
      case LegCommand.Offer _ -> Step.to(state, noDialogYet());
      case LegCommand.HangUp _, LegCommand.Dial _, LegCommand.Ring _, LegCommand.Answer _, LegCommand.Reject _,
           LegCommand.Ack _, AckReceived _, CancelReceived _, AckMissing _, TimerFired _ -> ignored(state);
    };
  }

  private static Step answered(LegState state, boolean offered, ResponseReceived response) {
    if (response.status() == 100) {
      return state instanceof Early ? ignored(state) : Step.to(new Early(offered), new Tell(new LegReport.Trying()));
    }
    if (response.status() < 200) {
      return Step.to(new Early(offered), new Tell(new LegReport.Progress(response.status(), response.reason(),
          response.remoteTag(), response.headers(), response.body())));
    }
    if (response.status() >= 300) {
      return Step.closed(new Tell(
          new LegReport.Failed(response.status(), response.reason(), Why.RESPONSE, response.headers())));
    }
    var dialog = new Dialog(response.remoteTag(), true);
    var told = new Tell(new LegReport.Answered(response.status(), response.callId(), response.headers(), response.body()));
    return offered ? Step.to(new Confirmed(dialog), new SendAck(response.remoteTag(), Body.NONE), told)
        : Step.to(new AckDue(dialog, List.of()), told);
  }

  private static Step failed(int status, String reason, Why why) {
    return Step.closed(new Tell(new LegReport.Failed(status, reason, why, Headers.NONE)));
  }

  private static Step cancel(Headers why, LegPolicy policy) {
    return Step.to(new Cancelling(why), new SendCancel(why), new Arm(LegTimer.CANCEL_GUARD, policy.cancelGuardMs()));
  }

  static Step abandoned(Abandoned state, LegEvent event, LegPolicy policy) {
    return event instanceof ResponseReceived response && isInvite(response.method()) && response.status() < 200
        ? cancel(state.why(), policy) : givenUp(state, state.why(), event, policy);
  }

  static Step cancelling(Cancelling state, LegEvent event, LegPolicy policy) {
    return givenUp(state, state.why(), event, policy);
  }

  /** Abandoned and Cancelling differ in whether CANCEL is still to be sent, and in nothing else. */
  private static Step givenUp(LegState state, Headers why, LegEvent event, LegPolicy policy) {
    return switch (event) {
      case ResponseReceived response when isInvite(response.method()) && response.status() >= 200 ->
          cancelled(response, why, policy);
      case TransactionTimedOut(var method, var _) when isInvite(method) -> unanswered();
      case SendFailed(var method, var _, var _) when isInvite(method) -> unanswered();
      case TimerFired(var timer, var _) when timer == LegTimer.CANCEL_GUARD -> unanswered();
      case InviteReceived(var id, var _) -> Step.to(state, refuse(id, 491));
      case ByeReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case RequestReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case LegCommand.Respond respond -> Step.to(state, respond(respond));
      // the call has hung up: commands come too late, answers to its requests interest nobody; an answer to CANCEL
      // itself says nothing, the INVITE's final answer or the guard ends this
      case LegCommand.Request _, LegCommand.Offer _, LegCommand.HangUp _, LegCommand.Dial _, LegCommand.Ring _,
           LegCommand.Answer _, LegCommand.Reject _, LegCommand.Ack _, ResponseReceived _, TransactionTimedOut _,
           SendFailed _, AckReceived _, CancelReceived _, AckMissing _, TimerFired _ -> ignored(state);
    };
  }

  /** The final answer to an INVITE that the call gave up; a 2xx that crossed the CANCEL is acknowledged and ended. */
  private static Step cancelled(ResponseReceived response, Headers why, LegPolicy policy) {
    var disarm = new Disarm(LegTimer.CANCEL_GUARD);
    if (response.status() >= 300) {
      return Step.closed(disarm,
          new Tell(new LegReport.Failed(response.status(), response.reason(), Why.CANCELLED, response.headers())));
    }
    return Endings.bye(new Dialog(response.remoteTag(), true), why, policy, List.of(disarm,
        new SendAck(response.remoteTag(), Body.NONE),
        new Tell(new LegReport.Failed(487, "Request Terminated", Why.CANCELLED, Headers.NONE))));
  }

  private static Step unanswered() {
    return Step.closed(new Disarm(LegTimer.CANCEL_GUARD),
        new Tell(new LegReport.Failed(487, "Request Terminated", Why.CANCELLED, Headers.NONE)));
  }

  private static boolean isInvite(String method) {
    return method.equals("INVITE");
  }
}
