package org.earshot.sip.leg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.earshot.sip.leg.LegAction.SendAck;
import org.earshot.sip.leg.LegAction.SendFinal;
import org.earshot.sip.leg.LegAction.SendInvite;
import org.earshot.sip.leg.LegAction.SendReinvite;
import org.earshot.sip.leg.LegAction.SendRequest;
import org.earshot.sip.leg.LegEvent.AckReceived;
import org.earshot.sip.leg.LegEvent.InviteReceived;
import org.earshot.sip.leg.LegEvent.RequestReceived;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.leg.LegEvent.SendFailed;
import org.earshot.sip.leg.LegEvent.TimerFired;
import org.earshot.sip.leg.LegState.InDialog;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipResponse;

/**
 * The machine of a leg with the session timer around it (RFC 4028): what the machine sends gets the header fields of the
 * timer, what comes in is read for them, a refresh is sent and answered without the call. Pure.
 */
final class Sessions {

  /** What an event leads to, the timer's state included. */
  record Turn(LegState state, SessionTimer timer, List<LegAction> actions) {}

  private Sessions() {}

  static Turn step(LegState state, SessionTimer timer, LegEvent event, LegPolicy policy) {
    if (timer.rules().off()) {
      Step step = LegMachine.step(state, event, policy);
      return new Turn(step.next(), timer, step.actions());
    }
    return switch (event) {
      case TimerFired(var due, var _) when due == LegTimer.REFRESH -> refresh(state, timer, policy);
      case InviteReceived(var id, var request) when state instanceof InDialog ->
          asked(state, timer, event, id, request, policy);
      case RequestReceived(var id, var request) when request.method().equals("UPDATE") && state instanceof InDialog ->
          asked(state, timer, event, id, request, policy);
      case ResponseReceived response when response.status() == 422 && timer.raised(response.headers()).isPresent() ->
          again(state, timer.raised(response.headers()).get(), response, policy);
      case ResponseReceived response when response.token() == SessionTimer.TOKEN && response.status() >= 200 ->
          refreshed(state, timer, response, policy);
      case SendFailed(var _, var token, var _) when token == SessionTimer.TOKEN ->
          new Turn(state, timer, List.of(timer.again()));
      case LegEvent other -> done(state, timer, other, LegMachine.step(state, other, policy));
    };
  }

  /** RFC 4028 §7.4: by UPDATE, which disturbs nobody; else by a re-INVITE that changes nothing. */
  private static Turn refresh(LegState state, SessionTimer timer, LegPolicy policy) {
    if (timer.agreed().isEmpty() || !(state instanceof InDialog)) {
      return new Turn(state, timer, List.of());
    }
    if (!(state instanceof LegState.Confirmed)) {
      return new Turn(state, timer, List.of(timer.again()));
    }
    if (timer.allowsUpdate()) {
      return new Turn(state, timer, List.of(update(timer)));
    }
    var due = new LegEvent.RefreshDue(timer.ours());
    Turn turn = done(state, timer, due, LegMachine.step(state, due, policy));
    return with(turn, List.of(timer.again()));
  }

  /** The answer to our UPDATE that only refreshes. */
  private static Turn refreshed(LegState state, SessionTimer timer, ResponseReceived response, LegPolicy policy) {
    int status = response.status();
    if (status == 481 || status == 408) {
      return done(state, timer, response, LegMachine.step(state, response, policy));
    }
    if (!(state instanceof InDialog)) {
      return new Turn(state, timer, List.of());
    }
    if (status >= 300) {
      boolean unknown = status == 405 || status == 501;
      return new Turn(state, timer.allowing(timer.allowsUpdate() && !unknown), List.of(timer.again()));
    }
    SessionTimer next = timer.answeredBy(response.headers());
    return new Turn(state, next, next.timers());
  }

  /** A re-INVITE or UPDATE of the peer's. */
  private static Turn asked(LegState state, SessionTimer timer, LegEvent event, RequestId id, SipRequest request,
                            LegPolicy policy) {
    Optional<SipResponse> refusal = timer.rules().refusal(request);
    if (refusal.isPresent()) {
      return new Turn(state, timer, List.of(Replies.refuse(id, refusal.get().status(), refusal.get().reason(),
          refusal.get().headers())));
    }
    Step step = LegMachine.step(state, event, policy);
    boolean unchanged = request.body().isSdp() && !timer.ours().isEmpty()
        && Arrays.equals(request.body().bytes(), timer.theirs().bytes());
    if (!unchanged || !(step.next() instanceof LegState.Offered || step.next() instanceof LegState.UpdateOffered)) {
      return done(state, timer, event, step);
    }
    // RFC 3264 §8: the same description again changes nothing; the other leg need not hear of it
    Step answer = LegMachine.step(step.next(), new LegCommand.AnswerOffer(Headers.NONE, timer.ours()), policy);
    var actions = new ArrayList<>(step.actions());
    actions.removeIf(action -> action instanceof LegAction.Tell(LegReport.Offered _));
    actions.addAll(answer.actions());
    return done(state, timer, event, new Step(answer.next(), actions));
  }

  /** RFC 4028 §7.3: a 422 is answered by the same request with the larger interval. */
  private static Turn again(LegState state, SessionTimer timer, ResponseReceived response, LegPolicy policy) {
    boolean refresh = response.token() == SessionTimer.TOKEN;
    boolean invite = response.method().equals("INVITE");
    List<LegAction> repeat = switch (state) {
      case LegState.Calling _ when invite -> first(timer);
      case LegState.Early early when invite && early.exchange() instanceof LegState.EarlyOffer.None -> first(timer);
      case LegState.Offering offering when invite ->
          List.of(new SendReinvite(offering.offer().headers(), offering.offer().body()));
      case LegState.Refreshing _ when invite -> List.of(new SendReinvite(Headers.NONE, timer.ours()));
      case LegState.Confirmed _ when refresh -> List.of(update(timer));
      case LegState _ -> List.of();
    };
    if (repeat.isEmpty()) {
      return done(state, timer, response, LegMachine.step(state, response, policy));
    }
    LegState next = state instanceof LegState.Early early ? new LegState.Calling(early.offered()) : state;
    return done(state, timer, response, new Step(next, repeat));
  }

  private static List<LegAction> first(SessionTimer timer) {
    return timer.invite().<List<LegAction>>map(invite -> List.of(new SendInvite(invite))).orElse(List.of());
  }

  private static SendRequest update(SessionTimer timer) {
    return new SendRequest(SessionTimer.TOKEN, "UPDATE", timer.request(Headers.NONE), Body.NONE);
  }

  /** What the machine has done, with the timer's part in it. */
  private static Turn done(LegState before, SessionTimer timer, LegEvent event, Step step) {
    SessionTimer next = heard(timer, event, step.next());
    boolean fresh = event instanceof ResponseReceived response && isAccepted(response, step.next());
    var actions = new ArrayList<LegAction>();
    for (LegAction action : step.actions()) {
      if (action instanceof SendFinal sent && next.asked().containsKey(sent.request())) {
        fresh |= sent.status() / 100 == 2;
        next = answered(next, sent);
        actions.add(sent.status() / 100 == 2
            ? Replies.ok(sent.request(), next.answer(sent.headers()), sent.body()) : sent);
      } else {
        next = said(next, action);
        actions.add(decorated(next, action));
      }
    }
    boolean agreed = timer.agreed().isPresent() || next.agreed().isPresent();
    if (agreed && step.next() instanceof InDialog) {
      actions.addAll(fresh ? next.timers() : List.of());
    } else if (agreed && before instanceof InDialog) {
      actions.addAll(0, SessionTimer.stopped());
    }
    return new Turn(step.next(), next, actions);
  }

  /** Whether a 2xx has come to an INVITE of ours, from the peer that the leg goes on with. */
  private static boolean isAccepted(ResponseReceived response, LegState next) {
    return response.method().equals("INVITE") && response.status() / 100 == 2
        && next instanceof InDialog now && now.dialog().remoteTag().equals(response.remoteTag());
  }

  private static SessionTimer heard(SessionTimer timer, LegEvent event, LegState next) {
    return switch (event) {
      case InviteReceived(var id, var request) ->
          timer.asked(id, request).allowing(allowsUpdate(timer, request.headers()));
      case RequestReceived(var id, var request) when request.method().equals("UPDATE") -> timer.asked(id, request);
      case AckReceived(var body) -> timer.described(Body.NONE, body);
      case ResponseReceived response when isAccepted(response, next) -> timer.answeredBy(response.headers())
          .described(timer.offered(), response.body()).allowing(allowsUpdate(timer, response.headers()));
      case ResponseReceived response when Updates.isOurs(response) && response.status() / 100 == 2 ->
          timer.described(timer.offered(), response.body());
      case LegEvent _ -> timer;
    };
  }

  private static boolean allowsUpdate(SessionTimer timer, Headers headers) {
    return headers.first("Allow").isEmpty() ? timer.allowsUpdate() : headers.lists("Allow", "UPDATE");
  }

  /** Our final answer to the peer's INVITE or UPDATE. */
  private static SessionTimer answered(SessionTimer timer, SendFinal sent) {
    SipRequest request = timer.asked().get(sent.request());
    SessionTimer next = timer.settled(sent.request());
    return sent.status() / 100 != 2 ? next
        : next.agreed(next.answerTo(request.headers())).described(sent.body(), request.body());
  }

  private static SessionTimer said(SessionTimer timer, LegAction action) {
    return switch (action) {
      case SendInvite(var invite) when timer.invite().isEmpty() -> timer.inviting(invite);
      case SendReinvite(var _, var body) -> timer.offering(body);
      case LegAction.SendUpdate(var _, var _, var body) -> timer.offering(body);
      case SendAck(var _, var body) -> timer.described(body, Body.NONE);
      case LegAction _ -> timer;
    };
  }

  private static LegAction decorated(SessionTimer timer, LegAction action) {
    return switch (action) {
      case SendInvite(var invite) -> new SendInvite(invite.withHeaders(timer.request(invite.headers())));
      case SendReinvite(var headers, var body) -> new SendReinvite(timer.request(headers), body);
      case LegAction other -> other;
    };
  }

  private static Turn with(Turn turn, List<LegAction> more) {
    var actions = new ArrayList<>(turn.actions());
    actions.addAll(more);
    return new Turn(turn.state(), turn.timer(), actions);
  }
}
