package org.earshot.sip.leg;

import static org.earshot.sip.leg.Replies.noDialog;
import static org.earshot.sip.leg.Replies.noDialogYet;
import static org.earshot.sip.leg.Replies.ok;
import static org.earshot.sip.leg.Replies.refuse;
import static org.earshot.sip.leg.Replies.requested;
import static org.earshot.sip.leg.Replies.respond;
import static org.earshot.sip.leg.Replies.responded;
import static org.earshot.sip.leg.Replies.send;
import static org.earshot.sip.leg.Replies.tooEarly;
import static org.earshot.sip.leg.Step.ignored;

import java.util.List;
import org.earshot.sip.leg.LegAction.SendInvite;
import org.earshot.sip.leg.LegAction.SendProvisional;
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
import org.earshot.sip.leg.LegState.Idle;
import org.earshot.sip.leg.LegState.Incoming;
import org.earshot.sip.leg.LegState.Role;
import org.earshot.sip.message.Headers;

/**
 * The life of one INVITE usage, UAC or UAS: (state, event) to (state, actions). Pure. This class has the UAS side
 * before its answer, {@link Outgoing} the UAC side, {@link Dialogs} what follows a 2xx, {@link Endings} the end.
 */
final class LegMachine {

  private LegMachine() {}

  static Step step(LegState state, LegEvent event, LegPolicy policy) {
    return switch (state) {
      case Idle idle -> idle(idle, event);
      case Incoming incoming -> incoming(incoming, event, policy);
      case LegState.Calling calling -> Outgoing.calling(calling, event, policy);
      case LegState.Early early -> Outgoing.early(early, event, policy);
      case LegState.Abandoned abandoned -> Outgoing.abandoned(abandoned, event, policy);
      case LegState.Cancelling cancelling -> Outgoing.cancelling(cancelling, event, policy);
      case LegState.InDialog dialog -> Dialogs.step(dialog, event, policy);
      case LegState.EndingOnAck ending -> Endings.endingOnAck(ending, event, policy);
      case LegState.Leaving leaving -> Endings.leaving(leaving, event);
      case LegState.Closed closed -> ignored(closed);
    };
  }

  private static Step idle(Idle state, LegEvent event) {
    return switch (event) {
      case InviteReceived(var id, var request) when state.role() == Role.UAS ->
          Step.to(new Incoming(id, request.from().param("tag").orElse(""), !request.body().isEmpty()));
      case InviteReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case LegCommand.Dial(var invite) when state.role() == Role.UAC ->
          Step.to(new LegState.Calling(!invite.body().isEmpty()), new SendInvite(invite));
      case LegCommand.HangUp _ -> Step.closed();
      case ByeReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case RequestReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case LegCommand.Request request -> Step.to(state, noDialog(request));
      case LegCommand.Offer _ -> Step.to(state, noDialogYet());
      case LegCommand.Dial _, LegCommand.Ring _, LegCommand.Answer _, LegCommand.Reject _, LegCommand.Ack _,
           LegCommand.Respond _, AckReceived _, CancelReceived _, ResponseReceived _, TransactionTimedOut _, SendFailed _,
           AckMissing _, TimerFired _ -> ignored(state);
    };
  }

  private static Step incoming(Incoming state, LegEvent event, LegPolicy policy) {
    return switch (event) {
      case LegCommand.Ring(var status, var reason, var headers, var body) ->
          Step.to(state, new SendProvisional(state.invite(), status, reason, headers, body));
      case LegCommand.Answer answer -> accepted(state, answer, policy);
      case LegCommand.Reject(var status, var reason, var headers) ->
          Step.closed(refuse(state.invite(), status, reason, headers));
      case LegCommand.HangUp(var status, var reason, var headers) ->
          Step.closed(refuse(state.invite(), status, reason, headers));
      case CancelReceived(var headers) ->
          // RFC 3261 §9.2: the UAS SHOULD immediately respond to the INVITE with a 487
          Step.closed(refuse(state.invite(), 487), new Tell(new LegReport.Ended(LegReport.How.CANCEL, headers)));
      case ByeReceived(var id, var request) ->
          // RFC 3261 §15.1.2: pending requests of an ended dialog get 487
          Step.closed(ok(id), refuse(state.invite(), 487),
              new Tell(new LegReport.Ended(LegReport.How.BYE, request.headers())));
      case SendFailed(var method, var _, var _) when method.equals(SendFailed.RESPONSE) ->
          Step.closed(refuse(state.invite(), 500), new Tell(new LegReport.Ended(LegReport.How.DIALOG_LOST, Headers.NONE)));
      case InviteReceived(var id, var _) -> Step.to(state, tooEarly(id, policy));
      case RequestReceived received -> Step.to(state, requested(received));
      case LegCommand.Respond respond -> Step.to(state, respond(respond));
      case LegCommand.Request request -> Step.to(state, send(request));
      case ResponseReceived response -> Step.to(state, responded(response));
      case TransactionTimedOut(var _, var token) -> Step.to(state, responded(token, 408));
      case SendFailed(var _, var token, var _) -> Step.to(state, responded(token, 503));
      case LegCommand.Offer _ -> Step.to(state, noDialogYet());
      case LegCommand.Dial _, LegCommand.Ack _, AckReceived _, AckMissing _, TimerFired _ -> ignored(state);
    };
  }

  private static Step accepted(Incoming state, LegCommand.Answer answer, LegPolicy policy) {
    var dialog = new LegState.Dialog(state.remoteTag(), false);
    return Dialogs.accepted(new LegState.AckAwaited(dialog, !state.offered(), List.of()), state.invite(), answer, policy);
  }
}
