package org.earshot.sip.leg;

import static org.earshot.sip.leg.Replies.ok;
import static org.earshot.sip.leg.Replies.refuse;
import static org.earshot.sip.leg.Replies.requested;
import static org.earshot.sip.leg.Replies.respond;
import static org.earshot.sip.leg.Replies.send;
import static org.earshot.sip.leg.Replies.tooEarly;
import static org.earshot.sip.leg.Step.ignored;

import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.Disarm;
import org.earshot.sip.leg.LegAction.SendAck;
import org.earshot.sip.leg.LegAction.SendReinvite;
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
import org.earshot.sip.leg.LegState.AckAwaited;
import org.earshot.sip.leg.LegState.AckDue;
import org.earshot.sip.leg.LegState.Backoff;
import org.earshot.sip.leg.LegState.Confirmed;
import org.earshot.sip.leg.LegState.Dialog;
import org.earshot.sip.leg.LegState.EndingOnAck;
import org.earshot.sip.leg.LegState.InDialog;
import org.earshot.sip.leg.LegState.Offered;
import org.earshot.sip.leg.LegState.Offering;
import org.earshot.sip.leg.LegState.Refreshing;
import org.earshot.sip.leg.LegState.UpdateOffered;
import org.earshot.sip.leg.LegState.Updating;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;

/** A confirmed dialog: ACKs, re-INVITEs of both sides and what happens beside them. Pure. */
final class Dialogs {
  private static final Headers EXPIRED = Headers.of("Reason", "SIP;cause=408;text=\"Session expired\"");

  private Dialogs() {}

  /** What concerns the INVITE under way is the state's own; all else is the same in every state of a dialog. */
  static Step step(InDialog state, LegEvent event, LegPolicy policy) {
    return switch (event) {
      case InviteReceived(var id, var request) -> inviteReceived(state, id, request.headers(), request.body(), policy);
      case LegCommand.Offer offer -> offer(state, offer);
      case AckReceived(var body) when state instanceof AckAwaited awaited ->
          settled(awaited.dialog(), awaited.held(), new Disarm(LegTimer.ACK_GUARD), new Tell(new LegReport.Acked(body)));
      case AckMissing _ when state instanceof AckAwaited -> lost(state, LegReport.How.ACK_MISSING, policy, List.of());
      case TimerFired(var timer, var _) when timer == LegTimer.ACK_GUARD && state instanceof AckAwaited ->
          lost(state, LegReport.How.ACK_MISSING, policy, List.of());
      case SendFailed(var method, var _, var _) when method.equals(SendFailed.RESPONSE) && state instanceof AckAwaited ->
          lost(state, LegReport.How.DIALOG_LOST, policy, List.of());
      case LegCommand.Ack(var body) when state instanceof AckDue due ->
          settled(due.dialog(), due.held(), new SendAck(due.dialog().remoteTag(), body));
      case LegCommand.Answer answer -> offerTaken(state, answer, policy);
      case LegCommand.Reject(var status, var reason, var headers) -> offerRefused(state, status, reason, headers);
      case TimerFired(var timer, var _) when timer == LegTimer.GLARE && state instanceof Backoff backoff ->
          settled(backoff.dialog(), backoff.held());
      case LegCommand.AnswerOffer(var headers, var body) ->
          offerTaken(state, new LegCommand.Answer(headers, body), policy);
      case LegCommand.RefuseOffer(var status, var reason, var headers) -> offerRefused(state, status, reason, headers);
      case LegEvent.RefreshDue(var description) when state instanceof Confirmed ->
          Step.to(new Refreshing(state.dialog(), List.of()), new SendReinvite(Headers.NONE, description));
      case TimerFired(var timer, var _) when timer == LegTimer.SESSION ->
          lost(state, LegReport.How.SESSION_EXPIRED, policy, List.of());
      case LegCommand.HangUp(var _, var _, var headers) -> hangUp(state, headers, policy);
      case ByeReceived(var id, var request) -> Endings.byeReceived(id, request.headers(), unfinished(state));
      case RequestReceived(var id, var request) when request.method().equals("UPDATE") ->
          updateReceived(state, id, request, policy);
      // RFC 3262 §3: no provisional answer of ours waits any more
      case RequestReceived(var id, var request) when request.method().equals("PRACK") -> Step.to(state, refuse(id, 481));
      case RequestReceived received -> Step.to(state, requested(received));
      case ResponseReceived response -> DialogResponses.received(state, response, policy);
      case TransactionTimedOut(var method, var token) -> DialogResponses.silence(state, method, token, policy);
      case SendFailed(var method, var token, var _) -> DialogResponses.sendFailed(state, method, token);
      case LegCommand.Request request -> Step.to(state, send(request));
      case LegCommand.Respond respond -> Step.to(state, respond(respond));
      // RFC 3261 §9.2: CANCEL means nothing after our final answer; one for a re-INVITE comes too late as well, for
      // its offer is with the other leg already: it is answered as if the two had crossed
      case CancelReceived _ -> ignored(state);
      // another INVITE is under way, and refreshes as well
      case LegEvent.RefreshDue _ -> ignored(state);
      // out of turn: an ACK or answer nobody waits for, a timer that was overtaken, the first INVITE's commands
      case AckReceived _, AckMissing _, TimerFired _, LegCommand.Ack _, LegCommand.Dial _,
           LegCommand.Ring _ -> ignored(state);
    };
  }

  private static Step inviteReceived(InDialog state, RequestId id, Headers headers, Body body, LegPolicy policy) {
    var offered = new Tell(new LegReport.Offered(headers, body));
    return switch (state) {
      case Confirmed(var dialog) -> Step.to(new Offered(dialog, id, !body.isEmpty(), List.of()), offered);
      // the peer's second try comes before ours, which waits
      case Backoff(var dialog, var held) ->
          Step.to(new Offered(dialog, id, !body.isEmpty(), held), new Disarm(LegTimer.GLARE), offered);
      case Offered _, UpdateOffered _ -> Step.to(state, tooEarly(id, policy));
      // RFC 5407 §3.1.4: who sends the next INVITE has our 2xx; its ACK was overtaken or lost, and held no answer
      case AckAwaited(var dialog, var ours, var held) when !ours ->
          Step.to(new Offered(dialog, id, !body.isEmpty(), held), new Disarm(LegTimer.ACK_GUARD),
              new Tell(new LegReport.Acked(Body.NONE)), offered);
      // RFC 3261 §14.2, RFC 5407 §3.1.5: 491 while an offer of ours is under way; the peer tries again
      case Offering _, Updating _, Refreshing _, AckDue _, AckAwaited _ -> Step.to(state, refuse(id, 491));
    };
  }

  /** RFC 3311 §5.2: an offer in UPDATE obeys the same order as one in INVITE; without one it refreshes the session. */
  private static Step updateReceived(InDialog state, RequestId id, SipRequest request, LegPolicy policy) {
    if (request.body().isEmpty()) {
      return Step.to(state, ok(id));
    }
    if (!request.body().isSdp()) {
      return Step.to(state, Updates.unsupported(id));
    }
    var offered = new Tell(new LegReport.Offered(request.headers(), request.body()));
    return switch (state) {
      case Confirmed(var dialog) -> Step.to(new UpdateOffered(dialog, id, List.of()), offered);
      case Backoff(var dialog, var held) ->
          Step.to(new UpdateOffered(dialog, id, held), new Disarm(LegTimer.GLARE), offered);
      case AckAwaited(var dialog, var ours, var held) when !ours -> Step.to(new UpdateOffered(dialog, id, held),
          new Disarm(LegTimer.ACK_GUARD), new Tell(new LegReport.Acked(Body.NONE)), offered);
      case Offered(var _, var _, var theirs, var _) when theirs -> Step.to(state, tooEarly(id, policy));
      case UpdateOffered _, AckDue _ -> Step.to(state, tooEarly(id, policy));
      case Offering _, Updating _, Refreshing _, AckAwaited _, Offered _ -> Step.to(state, refuse(id, 491));
    };
  }

  private static Step offerTaken(InDialog state, LegCommand.Answer answer, LegPolicy policy) {
    return switch (state) {
      case Offered(var dialog, var invite, var theirs, var held) ->
          accepted(new AckAwaited(dialog, !theirs, held), invite, answer, policy, List.of());
      case UpdateOffered(var dialog, var update, var held) ->
          settled(dialog, held, ok(update, answer.headers(), answer.body()));
      // nothing waits for it any more
      case Confirmed _, AckAwaited _, AckDue _, Offering _, Updating _, Refreshing _, Backoff _ -> ignored(state);
    };
  }

  private static Step offerRefused(InDialog state, int status, String reason, Headers headers) {
    return switch (state) {
      case Offered(var dialog, var invite, var _, var held) ->
          settled(dialog, held, refuse(invite, status, reason, headers));
      case UpdateOffered(var dialog, var update, var held) ->
          settled(dialog, held, refuse(update, status, reason, headers));
      case Confirmed _, AckAwaited _, AckDue _, Offering _, Updating _, Refreshing _, Backoff _ -> ignored(state);
    };
  }

  /** Our 2xx; the stack repeats it until the ACK comes (RFC 3261 §13.3.1.4). */
  static Step accepted(AckAwaited next, RequestId invite, LegCommand.Answer answer, LegPolicy policy,
                       List<LegAction> before) {
    var actions = new ArrayList<>(before);
    actions.add(ok(invite, answer.headers(), answer.body()));
    actions.add(new Arm(LegTimer.ACK_GUARD, policy.ackGuardMs()));
    return Step.to(next, actions);
  }

  private static Step offer(InDialog state, LegCommand.Offer offer) {
    return switch (state) {
      case Confirmed(var dialog) -> settled(dialog, List.of(offer));
      case AckAwaited(var dialog, var ours, var held) -> Step.to(new AckAwaited(dialog, ours, and(held, offer)));
      case AckDue(var dialog, var held) -> Step.to(new AckDue(dialog, and(held, offer)));
      case Offering(var dialog, var first, var held) -> Step.to(new Offering(dialog, first, and(held, offer)));
      case Updating(var dialog, var first, var held) -> Step.to(new Updating(dialog, first, and(held, offer)));
      case Refreshing(var dialog, var held) -> Step.to(new Refreshing(dialog, and(held, offer)));
      case UpdateOffered(var dialog, var update, var held) ->
          Step.to(new UpdateOffered(dialog, update, and(held, offer)));
      case Backoff(var dialog, var held) -> Step.to(new Backoff(dialog, and(held, offer)));
      case Offered(var dialog, var invite, var theirs, var held) ->
          Step.to(new Offered(dialog, invite, theirs, and(held, offer)));
    };
  }

  private static List<LegCommand.Offer> and(List<LegCommand.Offer> held, LegCommand.Offer offer) {
    var more = new ArrayList<>(held);
    more.add(offer);
    return List.copyOf(more);
  }

  /** The INVITE under way is done: the next re-INVITE that was held back goes out. */
  static Step settled(Dialog dialog, List<LegCommand.Offer> held, LegAction... done) {
    if (held.isEmpty()) {
      return Step.to(new Confirmed(dialog), done);
    }
    LegCommand.Offer next = held.getFirst();
    var actions = new ArrayList<>(List.of(done));
    actions.add(new SendReinvite(next.headers(), next.body()));
    return Step.to(new Offering(dialog, next, held.subList(1, held.size())), actions);
  }

  private static Step hangUp(InDialog state, Headers headers, LegPolicy policy) {
    // RFC 3261 §15: no BYE before the ACK of our 2xx has come, or is known to be missing
    return state instanceof AckAwaited awaited ? Step.to(new EndingOnAck(awaited.dialog(), headers))
        : Endings.bye(state.dialog(), headers, policy, unfinished(state));
  }

  /** What must still be said of the INVITE under way when the dialog ends. */
  private static List<LegAction> unfinished(InDialog state) {
    return switch (state) {
      // RFC 3261 §15.1.2: pending requests of an ended dialog get 487
      case Offered offered -> List.of(refuse(offered.invite(), 487));
      case UpdateOffered offered -> List.of(refuse(offered.update(), 487));
      case AckDue due -> List.of(new SendAck(due.dialog().remoteTag(), Body.NONE));
      case Backoff _ -> List.of(new Disarm(LegTimer.GLARE));
      case AckAwaited _ -> List.of(new Disarm(LegTimer.ACK_GUARD));
      case Confirmed _, Offering _, Updating _, Refreshing _ -> List.of();
    };
  }

  static Step lost(InDialog state, LegReport.How how, LegPolicy policy, List<LegAction> told) {
    var actions = new ArrayList<>(told);
    actions.addAll(unfinished(state));
    Headers why = how == LegReport.How.SESSION_EXPIRED ? EXPIRED : Headers.NONE;
    actions.add(new Tell(new LegReport.Ended(how, why)));
    return Endings.bye(state.dialog(), why, policy, actions);
  }
}
