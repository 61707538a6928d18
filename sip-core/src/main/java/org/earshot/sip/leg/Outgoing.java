package org.earshot.sip.leg;

import static org.earshot.sip.leg.Replies.noDialog;
import static org.earshot.sip.leg.Replies.ok;
import static org.earshot.sip.leg.Replies.refuse;
import static org.earshot.sip.leg.Replies.requested;
import static org.earshot.sip.leg.Replies.respond;
import static org.earshot.sip.leg.Replies.responded;
import static org.earshot.sip.leg.Replies.send;
import static org.earshot.sip.leg.Step.ignored;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.Disarm;
import org.earshot.sip.leg.LegAction.SendAck;
import org.earshot.sip.leg.LegAction.SendCancel;
import org.earshot.sip.leg.LegAction.SendPrack;
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
import org.earshot.sip.leg.LegState.EarlyDialog;
import org.earshot.sip.leg.LegState.EarlyOffer;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;

/** The UAC's side from Dial to the final answer. Pure. */
final class Outgoing {
  private static final EarlyOffer NONE = new EarlyOffer.None();

  private Outgoing() {}

  static Step begin(LegCommand.Invite invite) {
    boolean offered = !invite.body().isEmpty();
    // RFC 3262 §5: without our offer a reliable answer would bring the peer's, and ours to that would be due in PRACK,
    // long before the other leg can give it
    return Step.to(new Calling(offered), new LegAction.SendInvite(offered
        ? invite.withHeaders(invite.headers().with("Supported", ReliableProvisional.OPTION)) : invite));
  }

  static Step calling(Calling state, LegEvent event, LegPolicy policy) {
    // RFC 3261 §9.1: no CANCEL before a provisional response
    return event instanceof LegCommand.HangUp(var _, var _, var headers)
        ? Step.to(new Abandoned(headers), new Arm(LegTimer.CANCEL_GUARD, policy.cancelGuardMs()))
        : beforeAnswer(state, new Early(state.offered(), Map.of(), NONE), event, policy);
  }

  static Step early(Early state, LegEvent event, LegPolicy policy) {
    return event instanceof LegCommand.HangUp(var _, var _, var headers)
        ? cancel(headers, policy, Updates.unfinished(state.exchange())) : beforeAnswer(state, state, event, policy);
  }

  /** Calling and Early differ in what hanging up means, and in what is known of the forks: {@code early}. */
  private static Step beforeAnswer(LegState state, Early early, LegEvent event, LegPolicy policy) {
    return switch (event) {
      case ResponseReceived response when isInvite(response.method()) -> answered(state, early, response);
      case TransactionTimedOut(var method, var _) when isInvite(method) ->
          failed(early, 408, "Request Timeout", Why.TIMEOUT);
      case SendFailed(var method, var _, var _) when isInvite(method) ->
          failed(early, 503, "Service Unavailable", Why.TRANSPORT);
      // RFC 3261 §14.2: an INVITE that meets ours in progress gets 491
      case InviteReceived(var id, var _) -> Step.to(state, refuse(id, 491));
      // RFC 3261 §15: the callee must not send BYE in an early dialog
      case ByeReceived(var id, var _) -> Step.to(state, refuse(id, 481));
      case RequestReceived(var id, var request) when request.method().equals("UPDATE") ->
          EarlyUpdates.received(state, early, id, request, policy);
      case RequestReceived(var id, var request) when request.method().equals("PRACK") -> Step.to(state, refuse(id, 481));
      case RequestReceived received -> Step.to(state, requested(received));
      case LegCommand.Offer offer -> EarlyUpdates.offer(state, early, offer);
      case LegCommand.AnswerOffer(var headers, var body) when early.exchange() instanceof EarlyOffer.Theirs theirs ->
          Step.to(EarlyUpdates.agreed(early, theirs.fork(), theirs.offer()), ok(theirs.request(), headers, body));
      case LegCommand.RefuseOffer(var status, var reason, var headers)
          when early.exchange() instanceof EarlyOffer.Theirs theirs ->
          Step.to(EarlyUpdates.with(early, NONE), refuse(theirs.request(), status, reason, headers));
      case ResponseReceived response when Updates.isOurs(response) && early.exchange() instanceof EarlyOffer.Ours ours ->
          EarlyUpdates.answered(early, ours, response);
      case TransactionTimedOut(var method, var token) when Updates.isOurs(method, token)
          && early.exchange() instanceof EarlyOffer.Ours -> Step.to(EarlyUpdates.with(early, NONE), Updates.failed(408));
      case SendFailed(var method, var token, var _) when Updates.isOurs(method, token)
          && early.exchange() instanceof EarlyOffer.Ours -> Step.to(EarlyUpdates.with(early, NONE), Updates.failed(503));
      case LegCommand.Respond respond -> Step.to(state, respond(respond));
      case LegCommand.Request request -> Step.to(state, state instanceof Early ? send(request) : noDialog(request));
      case ResponseReceived response -> Step.to(state, responded(response));
      case TransactionTimedOut(var _, var token) -> Step.to(state, responded(token, 408));
      case SendFailed(var _, var token, var _) -> Step.to(state, responded(token, 503));
      case LegCommand.HangUp _, LegCommand.Dial _, LegCommand.Ring _, LegCommand.Answer _, LegCommand.Reject _,
           LegCommand.Ack _, LegCommand.AnswerOffer _, LegCommand.RefuseOffer _, AckReceived _, CancelReceived _,
           AckMissing _, TimerFired _, LegEvent.RefreshDue _ -> ignored(state);
    };
  }

  private static Step answered(LegState state, Early early, ResponseReceived response) {
    if (response.status() == 100) {
      return state instanceof Early ? ignored(state) : Step.to(early, new Tell(new LegReport.Trying()));
    }
    if (response.status() < 200) {
      return progress(state, early, response);
    }
    if (response.status() >= 300) {
      var actions = new ArrayList<>(Updates.unfinished(early.exchange()));
      actions.add(new Tell(
          new LegReport.Failed(response.status(), response.reason(), Why.RESPONSE, response.headers())));
      return Step.closed(actions);
    }
    return accepted(early, response);
  }

  private static Step progress(LegState state, Early early, ResponseReceived response) {
    String tag = response.remoteTag();
    EarlyDialog before = early.forks().getOrDefault(tag, EarlyDialog.SILENT);
    long rseq = early.offered() ? rseq(response) : 0;
    if (rseq > 0 && before.rseq() > 0 && rseq != before.rseq() + 1) {
      // RFC 3262 §4: out of order it MUST NOT be acknowledged nor looked at; its repeats come until it is its turn
      return ignored(state);
    }
    var told = new Tell(new LegReport.Progress(response.status(), response.reason(), tag, response.headers(),
        response.body()));
    boolean allowsUpdate = before.allowsUpdate() || response.headers().lists("Allow", "UPDATE");
    if (rseq == 0) {
      return Step.to(with(early, tag, new EarlyDialog(before.rseq(), before.session(), allowsUpdate)), told);
    }
    Body session = before.session().isEmpty() && response.body().isSdp() ? response.body() : before.session();
    return Step.to(with(early, tag, new EarlyDialog(rseq, session, allowsUpdate)),
        new SendPrack(tag, rseq + " " + response.headers().first("CSeq").orElse("1 INVITE")), told);
  }

  /** The RSeq of a reliable answer, else 0. */
  private static long rseq(ResponseReceived response) {
    String rseq = response.headers().first("RSeq").orElse("").strip();
    boolean reliable = response.headers().lists("Require", ReliableProvisional.OPTION) && rseq.matches("\\d{1,10}");
    return reliable ? Long.parseLong(rseq) : 0;
  }

  private static Early with(Early early, String tag, EarlyDialog fork) {
    var forks = new HashMap<>(early.forks());
    forks.put(tag, fork);
    return new Early(early.offered(), Map.copyOf(forks), early.exchange());
  }

  private static Step accepted(Early early, ResponseReceived response) {
    String tag = response.remoteTag();
    // RFC 3261 §13.2.1: where the answer came reliably before, descriptions in later answers are to be ignored
    Body known = early.forks().getOrDefault(tag, EarlyDialog.SILENT).session();
    Body body = known.isEmpty() ? response.body() : known;
    var told = new Tell(new LegReport.Answered(response.status(), response.callId(), response.headers(), body));
    var dialog = new Dialog(tag, true);
    if (!early.offered()) {
      return Step.to(new AckDue(dialog, List.of()), told);
    }
    var ack = new SendAck(tag, Body.NONE);
    return switch (early.exchange()) {
      case EarlyOffer.None _ -> Step.to(new Confirmed(dialog), ack, told);
      case EarlyOffer.Theirs(var request, var fork, var _) when fork.equals(tag) ->
          Step.to(new LegState.UpdateOffered(dialog, request, List.of()), ack, told);
      case EarlyOffer.Ours(var offer, var fork) when fork.equals(tag) ->
          Step.to(new LegState.Updating(dialog, offer, List.of()), ack, told);
      // with a fork that has lost
      case EarlyOffer.Theirs(var request, var _, var _) -> Step.to(new Confirmed(dialog), ack, refuse(request, 481), told);
      case EarlyOffer.Ours _ -> Step.to(new Confirmed(dialog), ack, told, Updates.failed(491));
    };
  }

  private static Step failed(Early early, int status, String reason, Why why) {
    var actions = new ArrayList<>(Updates.unfinished(early.exchange()));
    actions.add(new Tell(new LegReport.Failed(status, reason, why, Headers.NONE)));
    return Step.closed(actions);
  }

  private static Step cancel(Headers why, LegPolicy policy, List<LegAction> before) {
    var actions = new ArrayList<>(before);
    actions.add(new SendCancel(why));
    actions.add(new Arm(LegTimer.CANCEL_GUARD, policy.cancelGuardMs()));
    return Step.to(new Cancelling(why), actions);
  }

  static Step abandoned(Abandoned state, LegEvent event, LegPolicy policy) {
    return event instanceof ResponseReceived response && isInvite(response.method()) && response.status() < 200
        ? cancel(state.why(), policy, List.of()) : givenUp(state, state.why(), event, policy);
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
           LegCommand.Answer _, LegCommand.Reject _, LegCommand.Ack _, LegCommand.AnswerOffer _,
           LegCommand.RefuseOffer _, ResponseReceived _, TransactionTimedOut _, SendFailed _, AckReceived _,
           CancelReceived _, AckMissing _, TimerFired _, LegEvent.RefreshDue _ -> ignored(state);
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
