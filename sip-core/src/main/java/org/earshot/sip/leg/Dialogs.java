package org.earshot.sip.leg;

import static org.earshot.sip.leg.Replies.ok;
import static org.earshot.sip.leg.Replies.refuse;
import static org.earshot.sip.leg.Replies.requested;
import static org.earshot.sip.leg.Replies.respond;
import static org.earshot.sip.leg.Replies.responded;
import static org.earshot.sip.leg.Replies.send;
import static org.earshot.sip.leg.Replies.tooEarly;
import static org.earshot.sip.leg.Step.ignored;

import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.Disarm;
import org.earshot.sip.leg.LegAction.EndFork;
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
import org.earshot.sip.leg.LegState.UpdateOffered;
import org.earshot.sip.leg.LegState.Updating;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;

/** A confirmed dialog: ACKs, re-INVITEs of both sides and what happens beside them. Pure. */
final class Dialogs {

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
      case LegCommand.AnswerOffer(var headers, var body) -> offerTaken(state, new LegCommand.Answer(headers, body), policy);
      case LegCommand.RefuseOffer(var status, var reason, var headers) -> offerRefused(state, status, reason, headers);
      case LegCommand.HangUp(var _, var _, var headers) -> hangUp(state, headers, policy);
      case ByeReceived(var id, var request) -> Endings.byeReceived(id, request.headers(), unfinished(state));
      case RequestReceived(var id, var request) when request.method().equals("UPDATE") ->
          updateReceived(state, id, request, policy);
      // RFC 3262 §3: no provisional answer of ours waits any more
      case RequestReceived(var id, var request) when request.method().equals("PRACK") -> Step.to(state, refuse(id, 481));
      case RequestReceived received -> Step.to(state, requested(received));
      case ResponseReceived response -> response(state, response, policy);
      case TransactionTimedOut(var method, var token) -> silence(state, method, token, policy);
      case SendFailed(var method, var token, var _) -> sendFailed(state, method, token);
      case LegCommand.Request request -> Step.to(state, send(request));
      case LegCommand.Respond respond -> Step.to(state, respond(respond));
      // RFC 3261 §9.2: CANCEL means nothing after our final answer; one for a re-INVITE comes too late as well, for
      // its offer is with the other leg already: it is answered as if the two had crossed
      case CancelReceived _ -> ignored(state);
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
      case Offering _, Updating _, AckDue _, AckAwaited _ -> Step.to(state, refuse(id, 491));
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
      case Offering _, Updating _, AckAwaited _, Offered _ -> Step.to(state, refuse(id, 491));
    };
  }

  private static Step offerTaken(InDialog state, LegCommand.Answer answer, LegPolicy policy) {
    return switch (state) {
      case Offered(var dialog, var invite, var theirs, var held) ->
          accepted(new AckAwaited(dialog, !theirs, held), invite, answer, policy, List.of());
      case UpdateOffered(var dialog, var update, var held) ->
          settled(dialog, held, ok(update, answer.headers(), answer.body()));
      // nothing waits for it any more
      case Confirmed _, AckAwaited _, AckDue _, Offering _, Updating _, Backoff _ -> ignored(state);
    };
  }

  private static Step offerRefused(InDialog state, int status, String reason, Headers headers) {
    return switch (state) {
      case Offered(var dialog, var invite, var _, var held) ->
          settled(dialog, held, refuse(invite, status, reason, headers));
      case UpdateOffered(var dialog, var update, var held) ->
          settled(dialog, held, refuse(update, status, reason, headers));
      case Confirmed _, AckAwaited _, AckDue _, Offering _, Updating _, Backoff _ -> ignored(state);
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
  private static Step settled(Dialog dialog, List<LegCommand.Offer> held, LegAction... done) {
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
      case Confirmed _, Offering _, Updating _ -> List.of();
    };
  }

  private static Step response(InDialog state, ResponseReceived response, LegPolicy policy) {
    if (Updates.isOurs(response) && state instanceof Updating updating) {
      return updateAnswered(updating, response, policy);
    }
    if (!response.method().equals("INVITE")) {
      return otherResponse(state, responded(response), response.token(), response.status(), policy);
    }
    if (response.status() / 100 == 2 && !response.remoteTag().equals(state.dialog().remoteTag())) {
      // RFC 3261 §13.2.2.4: another fork answered too
      return Step.to(state, new EndFork(response.remoteTag()));
    }
    return state instanceof Offering offering ? offerAnswered(offering, response, policy) : ignored(state);
  }

  private static Step offerAnswered(Offering state, ResponseReceived response, LegPolicy policy) {
    int status = response.status();
    if (status < 200) {
      return ignored(state);
    }
    if (status >= 300) {
      return offerFailed(state, state.offer(), state.held(), response, policy);
    }
    var answered = new Tell(new LegReport.OfferAnswered(response.headers(), response.body()));
    return state.offer().body().isEmpty() ? Step.to(new AckDue(state.dialog(), state.held()), answered)
        : settled(state.dialog(), state.held(), new SendAck(response.remoteTag(), Body.NONE), answered);
  }

  private static Step updateAnswered(Updating state, ResponseReceived response, LegPolicy policy) {
    if (response.status() >= 300) {
      return offerFailed(state, state.offer(), state.held(), response, policy);
    }
    return response.status() < 200 ? ignored(state) : settled(state.dialog(), state.held(), Updates.told(response));
  }

  private static Step offerFailed(InDialog state, LegCommand.Offer offer, List<LegCommand.Offer> after,
                                  ResponseReceived response, LegPolicy policy) {
    if (response.status() == 491) {
      var held = new ArrayList<>(List.of(offer));
      held.addAll(after);
      return Step.to(new Backoff(state.dialog(), List.copyOf(held)),
          new Arm(LegTimer.GLARE, policy.glareDelayMs(state.dialog().callIdOurs())));
    }
    Tell failed = Updates.told(response);
    return endsDialog(response.status()) ? lost(state, LegReport.How.DIALOG_LOST, policy, List.of(failed))
        : settled(state.dialog(), after, failed);
  }

  private static Step otherResponse(InDialog state, List<LegAction> told, int token, int status, LegPolicy policy) {
    return token > 0 && endsDialog(status) ? lost(state, LegReport.How.DIALOG_LOST, policy, told) : Step.to(state, told);
  }

  /** RFC 3261 §12.2.1.2: 481, 408 and silence end the dialog. */
  private static boolean endsDialog(int status) {
    return status == 481 || status == 408;
  }

  private static Step silence(InDialog state, String method, int token, LegPolicy policy) {
    if (method.equals("INVITE")) {
      var failed = new Tell(new LegReport.OfferFailed(408, "Request Timeout", Headers.NONE));
      return state instanceof Offering ? lost(state, LegReport.How.DIALOG_LOST, policy, List.of(failed)) : ignored(state);
    }
    if (Updates.isOurs(method, token) && state instanceof Updating) {
      return lost(state, LegReport.How.DIALOG_LOST, policy, List.of(Updates.failed(408)));
    }
    return otherResponse(state, responded(token, 408), token, 408, policy);
  }

  private static Step sendFailed(InDialog state, String method, int token) {
    if (method.equals("INVITE") && state instanceof Offering offering) {
      return settled(offering.dialog(), offering.held(),
          new Tell(new LegReport.OfferFailed(503, "Service Unavailable", Headers.NONE)));
    }
    if (Updates.isOurs(method, token) && state instanceof Updating updating) {
      return settled(updating.dialog(), updating.held(), Updates.failed(503));
    }
    return Step.to(state, responded(token, 503));
  }

  private static Step lost(InDialog state, LegReport.How how, LegPolicy policy, List<LegAction> told) {
    var actions = new ArrayList<>(told);
    actions.addAll(unfinished(state));
    actions.add(new Tell(new LegReport.Ended(how, Headers.NONE)));
    return Endings.bye(state.dialog(), Headers.NONE, policy, actions);
  }
}
