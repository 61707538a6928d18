package org.earshot.sip.leg;

import static org.earshot.sip.leg.Replies.ok;
import static org.earshot.sip.leg.Replies.refuse;
import static org.earshot.sip.leg.Replies.respond;
import static org.earshot.sip.leg.Replies.responded;
import static org.earshot.sip.leg.Step.ignored;

import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.Disarm;
import org.earshot.sip.leg.LegAction.EndFork;
import org.earshot.sip.leg.LegAction.SendAck;
import org.earshot.sip.leg.LegAction.SendBye;
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
import org.earshot.sip.leg.LegState.Dialog;
import org.earshot.sip.leg.LegState.EndingOnAck;
import org.earshot.sip.leg.LegState.Leaving;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;

/** How a dialog ends: our BYE, the peer's, both crossing, or nobody answering. Pure. */
final class Endings {

  private Endings() {}

  /** Our BYE, after what is left to be done. */
  static Step bye(Dialog dialog, Headers headers, LegPolicy policy, List<LegAction> before) {
    var actions = new ArrayList<>(before);
    actions.add(new SendBye(headers));
    actions.add(new Arm(LegTimer.BYE_GUARD, policy.byeGuardMs()));
    return Step.to(new Leaving(dialog), actions);
  }

  /** The peer's BYE. */
  static Step byeReceived(RequestId id, Headers headers, List<LegAction> unfinished) {
    var actions = new ArrayList<LegAction>();
    actions.add(ok(id));
    actions.addAll(unfinished);
    actions.add(new Tell(new LegReport.Ended(LegReport.How.BYE, headers)));
    return Step.closed(actions);
  }

  static Step endingOnAck(EndingOnAck state, LegEvent event, LegPolicy policy) {
    return switch (event) {
      case AckReceived _, AckMissing _ -> acknowledged(state, policy);
      case TimerFired(var timer, var _) when timer == LegTimer.ACK_GUARD -> acknowledged(state, policy);
      case SendFailed(var method, var _, var _) when method.equals(SendFailed.RESPONSE) -> acknowledged(state, policy);
      case ByeReceived(var id, var _) -> Step.closed(ok(id), new Disarm(LegTimer.ACK_GUARD));
      case InviteReceived(var id, var _) -> Step.to(state, refuse(id, 491));
      case RequestReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case ResponseReceived response -> Step.to(state, responded(response));
      case TransactionTimedOut(var _, var token) -> Step.to(state, responded(token, 408));
      case SendFailed(var _, var token, var _) -> Step.to(state, responded(token, 503));
      case LegCommand.Respond respond -> Step.to(state, respond(respond));
      // RFC 3261 §9.2: too late after our 2xx
      case CancelReceived _ -> ignored(state);
      // the call has hung up
      case LegCommand.Request _, LegCommand.Offer _, LegCommand.HangUp _, LegCommand.Dial _, LegCommand.Ring _,
           LegCommand.Answer _, LegCommand.Reject _, LegCommand.Ack _, LegCommand.AnswerOffer _, LegCommand.RefuseOffer _,
           TimerFired _, LegEvent.RefreshDue _ -> ignored(state);
    };
  }

  private static Step acknowledged(EndingOnAck state, LegPolicy policy) {
    return bye(state.dialog(), state.why(), policy, List.of(new Disarm(LegTimer.ACK_GUARD)));
  }

  static Step leaving(Leaving state, LegEvent event) {
    return switch (event) {
      case ResponseReceived response when response.method().equals("BYE") ->
          // whatever the final answer says (200, 481, a challenge), the dialog is over
          response.status() < 200 ? ignored(state) : left();
      case ResponseReceived response when response.method().equals("INVITE") -> lateAnswer(state, response);
      case TransactionTimedOut(var method, var _) when method.equals("BYE") -> left();
      case SendFailed(var method, var _, var _) when method.equals("BYE") -> left();
      case TimerFired(var timer, var _) when timer == LegTimer.BYE_GUARD -> Step.closed();
      // the two BYEs crossed: ours will be answered too, or the guard fires
      case ByeReceived(var id, var _) -> Step.to(state, ok(id));
      case InviteReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case RequestReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case ResponseReceived response -> Step.to(state, responded(response));
      case TransactionTimedOut(var _, var token) -> Step.to(state, responded(token, 408));
      case SendFailed(var _, var token, var _) -> Step.to(state, responded(token, 503));
      case LegCommand.Respond respond -> Step.to(state, respond(respond));
      // the dialog is over: nothing can be asked of it any more
      case LegCommand.Request _, LegCommand.Offer _, LegCommand.HangUp _, LegCommand.Dial _, LegCommand.Ring _,
           LegCommand.Answer _, LegCommand.Reject _, LegCommand.Ack _, LegCommand.AnswerOffer _, LegCommand.RefuseOffer _,
           AckReceived _, AckMissing _, CancelReceived _, TimerFired _, LegEvent.RefreshDue _ -> ignored(state);
    };
  }

  /** RFC 3261 §13.2.2.4: a 2xx is acknowledged even if nobody waits for it any more. */
  private static Step lateAnswer(Leaving state, ResponseReceived response) {
    if (response.status() / 100 != 2) {
      return ignored(state);
    }
    return Step.to(state, response.remoteTag().equals(state.dialog().remoteTag())
        ? new SendAck(response.remoteTag(), Body.NONE) : new EndFork(response.remoteTag()));
  }

  private static Step left() {
    return Step.closed(new Disarm(LegTimer.BYE_GUARD));
  }
}
