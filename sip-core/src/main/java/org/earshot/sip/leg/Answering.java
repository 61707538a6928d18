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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.Disarm;
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
import org.earshot.sip.leg.LegState.Caller;
import org.earshot.sip.leg.LegState.EarlyOffer;
import org.earshot.sip.leg.LegState.Incoming;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;

/** The UAS's side from the INVITE to its final answer. Pure. */
final class Answering {
  private static final EarlyOffer NONE = new EarlyOffer.None();

  private Answering() {}

  static Step begin(RequestId id, SipRequest invite, LegPolicy policy) {
    var caller = new Caller(invite.from().param("tag").orElse(""), !invite.body().isEmpty(),
        invite.headers().lists("Allow", "UPDATE"));
    return Step.to(new Incoming(id, caller, ReliableProvisional.of(invite, policy), NONE, Optional.empty()));
  }

  static Step step(Incoming state, LegEvent event, LegPolicy policy) {
    return switch (event) {
      case LegCommand.Ring ring -> ring(state, ring);
      case LegCommand.Answer answer -> answer(state, answer, policy);
      case LegCommand.Reject(var status, var reason, var headers) ->
          closed(state, List.of(), refuse(state.invite(), status, reason, headers));
      case LegCommand.HangUp(var status, var reason, var headers) ->
          closed(state, List.of(), refuse(state.invite(), status, reason, headers));
      case CancelReceived(var headers) ->
          // RFC 3261 §9.2: the UAS SHOULD immediately respond to the INVITE with a 487
          closed(state, List.of(), refuse(state.invite(), 487), ended(LegReport.How.CANCEL, headers));
      case ByeReceived(var id, var request) ->
          // RFC 3261 §15.1.2: pending requests of an ended dialog get 487
          closed(state, List.of(ok(id)), refuse(state.invite(), 487), ended(LegReport.How.BYE, request.headers()));
      case SendFailed(var method, var _, var _) when method.equals(SendFailed.RESPONSE) ->
          closed(state, List.of(), refuse(state.invite(), 500), ended(LegReport.How.DIALOG_LOST, Headers.NONE));
      case InviteReceived(var id, var _) -> Step.to(state, tooEarly(id, policy));
      case RequestReceived(var id, var request) when request.method().equals("PRACK") -> prack(state, id, request, policy);
      case RequestReceived(var id, var request) when request.method().equals("UPDATE") ->
          update(state, id, request, policy);
      case RequestReceived received -> Step.to(state, requested(received));
      case TimerFired(var timer, var _) when timer == LegTimer.PRACK -> unacknowledged(state);
      case LegCommand.Offer offer -> offer(state, offer);
      case LegCommand.AnswerOffer(var headers, var body) when state.exchange() instanceof EarlyOffer.Theirs theirs ->
          settled(described(state, body), policy, ok(theirs.request(), headers, body));
      case LegCommand.RefuseOffer(var status, var reason, var headers)
          when state.exchange() instanceof EarlyOffer.Theirs theirs ->
          settled(state, policy, refuse(theirs.request(), status, reason, headers));
      case ResponseReceived response when Updates.isOurs(response) && state.exchange() instanceof EarlyOffer.Ours ours ->
          updateAnswered(state, ours, response, policy);
      case TransactionTimedOut(var method, var token) when Updates.isOurs(method, token)
          && state.exchange() instanceof EarlyOffer.Ours -> settled(state, policy, Updates.failed(408));
      case SendFailed(var method, var token, var _) when Updates.isOurs(method, token)
          && state.exchange() instanceof EarlyOffer.Ours -> settled(state, policy, Updates.failed(503));
      case LegCommand.Respond respond -> Step.to(state, respond(respond));
      case LegCommand.Request request -> Step.to(state, send(request));
      case ResponseReceived response -> Step.to(state, responded(response));
      case TransactionTimedOut(var _, var token) -> Step.to(state, responded(token, 408));
      case SendFailed(var _, var token, var _) -> Step.to(state, responded(token, 503));
      case LegCommand.Dial _, LegCommand.Ack _, LegCommand.AnswerOffer _, LegCommand.RefuseOffer _, AckReceived _,
           AckMissing _, TimerFired _, LegEvent.RefreshDue _ -> ignored(state);
    };
  }

  private static Tell ended(LegReport.How how, Headers headers) {
    return new Tell(new LegReport.Ended(how, headers));
  }

  /** The end: what was under way is answered, {@code last} says why. */
  private static Step closed(Incoming state, List<LegAction> first, LegAction... last) {
    var actions = new ArrayList<>(first);
    if (state.provisional().unacked().isPresent()) {
      actions.add(new Disarm(LegTimer.PRACK));
    }
    actions.addAll(Updates.unfinished(state.exchange()));
    actions.addAll(List.of(last));
    return Step.closed(actions);
  }

  private static Step ring(Incoming state, LegCommand.Ring ring) {
    ReliableProvisional provisional = state.provisional();
    if (state.held().isPresent() || provisional.use() == ReliableProvisional.Use.SILENT) {
      return ignored(state);
    }
    if (isChanged(state, ring.body())) {
      // RFC 3261 §13.2.1: the offer has had its answer; another description is an offer of ours
      return canUpdate(state) ? offer(state, new LegCommand.Offer(Headers.NONE, ring.body())) : ignored(state);
    }
    if (!provisional.isReliable(ring)) {
      return Step.to(state,
          new SendProvisional(state.invite(), ring.status(), ring.reason(), ring.headers(), ring.body()));
    }
    // RFC 3262 §3: a second reliable answer MUST NOT be sent until the first is acknowledged
    return provisional.unacked().isPresent() ? Step.to(with(state, provisional.queued(ring)))
        : sent(state, provisional, ring, List.of());
  }

  private static Step sent(Incoming state, ReliableProvisional before, LegCommand.Ring ring, List<LegAction> first) {
    ReliableProvisional provisional = before.sent(ring);
    var actions = new ArrayList<>(first);
    actions.add(provisional.action(state.invite(), ring));
    actions.add(new Arm(LegTimer.PRACK, provisional.waitMs()));
    return Step.to(with(state, provisional), actions);
  }

  /** RFC 3262 §3: sent again with doubling intervals; after 64*T1 the INVITE is rejected with a 5xx. */
  private static Step unacknowledged(Incoming state) {
    ReliableProvisional provisional = state.provisional();
    if (provisional.unacked().isEmpty()) {
      return ignored(state);
    }
    if (provisional.isGivenUp()) {
      var actions = new ArrayList<>(Updates.unfinished(state.exchange()));
      actions.add(refuse(state.invite(), 504, "Server Time-out", Headers.NONE));
      actions.add(ended(LegReport.How.DIALOG_LOST, Headers.NONE));
      return Step.closed(actions);
    }
    ReliableProvisional repeated = provisional.repeated();
    return Step.to(with(state, repeated), provisional.action(state.invite(), provisional.unacked().get()),
        new Arm(LegTimer.PRACK, repeated.waitMs()));
  }

  private static Step prack(Incoming state, RequestId id, SipRequest request, LegPolicy policy) {
    if (!state.provisional().isAcknowledgedBy(request.headers())) {
      return Step.to(state, refuse(id, 481));
    }
    Incoming next = with(state, state.provisional().acknowledged());
    var stop = new Disarm(LegTimer.PRACK);
    if (!request.body().isSdp()) {
      return goOn(next, policy, List.of(stop, ok(id)));
    }
    // RFC 3262 §5: a PRACK may carry the next offer, once that of the INVITE has its answer
    if (!next.provisional().answered() || !next.exchange().equals(NONE)) {
      return goOn(next, policy, List.of(stop, refuse(id, 491)));
    }
    Incoming offered = with(next, new EarlyOffer.Theirs(id, state.caller().tag(), request.body()));
    return goOn(offered, policy, List.of(stop, new Tell(new LegReport.Offered(request.headers(), request.body()))));
  }

  private static Step update(Incoming state, RequestId id, SipRequest request, LegPolicy policy) {
    if (request.body().isEmpty()) {
      return Step.to(state, ok(id));
    }
    if (!request.body().isSdp()) {
      return Step.to(state, Updates.unsupported(id));
    }
    return switch (state.exchange()) {
      // RFC 3311 §5.2
      case EarlyOffer.Ours _ -> Step.to(state, refuse(id, 491));
      case EarlyOffer.Theirs _ -> Step.to(state, tooEarly(id, policy));
      case EarlyOffer.None _ when !state.provisional().answered() || state.held().isPresent() ->
          Step.to(state, tooEarly(id, policy));
      case EarlyOffer.None _ -> Step.to(with(state, new EarlyOffer.Theirs(id, state.caller().tag(), request.body())),
          new Tell(new LegReport.Offered(request.headers(), request.body())));
    };
  }

  private static Step offer(Incoming state, LegCommand.Offer offer) {
    if (!state.caller().allowsUpdate()) {
      return Step.to(state, Updates.failed(488));
    }
    return canUpdate(state) && !offer.body().isEmpty()
        ? Step.to(with(state, new EarlyOffer.Ours(offer, state.caller().tag())),
            new LegAction.SendUpdate(state.caller().tag(), offer.headers(), offer.body()))
        : Step.to(state, Updates.failed(491));
  }

  private static Step updateAnswered(Incoming state, EarlyOffer.Ours ours, ResponseReceived response, LegPolicy policy) {
    if (response.status() < 200) {
      return ignored(state);
    }
    return settled(response.status() < 300 ? described(state, ours.offer().body()) : state, policy,
        Updates.told(response));
  }

  /** RFC 3311 §5.1: the callee may offer when its reliable answer is acknowledged and nothing else is under way. */
  private static boolean canUpdate(Incoming state) {
    return state.caller().allowsUpdate() && state.provisional().answered() && state.provisional().unacked().isEmpty()
        && state.exchange().equals(NONE) && state.held().isEmpty();
  }

  /** Whether this is another description than the one that the caller has for good. */
  private static boolean isChanged(Incoming state, Body body) {
    return state.provisional().answered() && body.isSdp()
        && !Arrays.equals(state.provisional().session().bytes(), body.bytes());
  }

  private static Step answer(Incoming state, LegCommand.Answer answer, LegPolicy policy) {
    var held = new Incoming(state.invite(), state.caller(), state.provisional().alone(), state.exchange(),
        state.held().or(() -> Optional.of(answer)));
    return goOn(held, policy, List.of());
  }

  /** The offer of the early dialog has come to its end. */
  private static Step settled(Incoming state, LegPolicy policy, LegAction done) {
    return goOn(with(state, NONE), policy, List.of(done));
  }

  /** What waited for the end of something: the 2xx, or the next reliable answer. */
  private static Step goOn(Incoming state, LegPolicy policy, List<LegAction> done) {
    ReliableProvisional provisional = state.provisional();
    if (provisional.unacked().isPresent()) {
      return Step.to(state, done);
    }
    if (state.held().isPresent()) {
      // RFC 3262 §3: no 2xx before the PRACK of an answer with a session description
      return state.exchange().equals(NONE) ? accepted(state, state.held().get(), policy, done) : Step.to(state, done);
    }
    return provisional.waiting().isEmpty() ? Step.to(state, done)
        : sent(state, provisional.next(), provisional.waiting().getFirst(), done);
  }

  private static Step accepted(Incoming state, LegCommand.Answer answer, LegPolicy policy, List<LegAction> done) {
    var dialog = new LegState.Dialog(state.caller().tag(), false);
    boolean changed = isChanged(state, answer.body());
    // RFC 3264 §4: what differs from the answer that the caller has is the next offer
    List<LegCommand.Offer> held = changed ? List.of(new LegCommand.Offer(Headers.NONE, answer.body())) : List.of();
    var given = changed ? new LegCommand.Answer(answer.headers(), state.provisional().session()) : answer;
    return Dialogs.accepted(new LegState.AckAwaited(dialog, !state.caller().offered(), held), state.invite(), given,
        policy, done);
  }

  /** The peer knows this description of ours now. */
  private static Incoming described(Incoming state, Body session) {
    return with(state, state.provisional().described(session));
  }

  private static Incoming with(Incoming state, ReliableProvisional provisional) {
    return new Incoming(state.invite(), state.caller(), provisional, state.exchange(), state.held());
  }

  private static Incoming with(Incoming state, EarlyOffer exchange) {
    return new Incoming(state.invite(), state.caller(), state.provisional(), exchange, state.held());
  }
}
