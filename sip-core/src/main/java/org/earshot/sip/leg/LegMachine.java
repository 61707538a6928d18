package org.earshot.sip.leg;

import static org.earshot.sip.leg.Replies.noDialog;
import static org.earshot.sip.leg.Replies.noDialogYet;
import static org.earshot.sip.leg.Replies.refuse;
import static org.earshot.sip.leg.Step.ignored;

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
import org.earshot.sip.leg.LegState.Role;

/**
 * The life of one INVITE usage, UAC or UAS: (state, event) to (state, actions). Pure. {@link Answering} is the UAS's
 * side before its answer, {@link Outgoing} the UAC's, {@link Dialogs} what follows a 2xx, {@link Endings} the end.
 */
final class LegMachine {

  private LegMachine() {}

  static Step step(LegState state, LegEvent event, LegPolicy policy) {
    return switch (state) {
      case Idle idle -> idle(idle, event, policy);
      case LegState.Incoming incoming -> Answering.step(incoming, event, policy);
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

  private static Step idle(Idle state, LegEvent event, LegPolicy policy) {
    return switch (event) {
      case InviteReceived(var id, var request) when state.role() == Role.UAS ->
          Answering.begin(id, request, policy);
      case InviteReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case LegCommand.Dial(var invite) when state.role() == Role.UAC ->
          Outgoing.begin(invite);
      case LegCommand.HangUp _ -> Step.closed();
      case ByeReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case RequestReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case LegCommand.Request request -> Step.to(state, noDialog(request));
      case LegCommand.Offer _ -> Step.to(state, noDialogYet());
      case LegCommand.Dial _, LegCommand.Ring _, LegCommand.Answer _, LegCommand.Reject _, LegCommand.Ack _,
           LegCommand.Respond _, LegCommand.AnswerOffer _, LegCommand.RefuseOffer _, AckReceived _, CancelReceived _,
           ResponseReceived _, TransactionTimedOut _, SendFailed _, AckMissing _, TimerFired _,
           LegEvent.RefreshDue _ -> ignored(state);
    };
  }
}
