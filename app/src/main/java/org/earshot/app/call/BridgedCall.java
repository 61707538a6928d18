package org.earshot.app.call;

import static org.earshot.app.call.CallMachine.CALLER;
import static org.earshot.app.call.CallMachine.stay;
import static org.earshot.app.call.CallMachine.to;
import static org.earshot.app.call.CallMachine.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.earshot.app.call.CallAction.Notice;
import org.earshot.app.call.CallEvent.BadSdp;
import org.earshot.app.call.CallEvent.Begun;
import org.earshot.app.call.CallEvent.DialRefused;
import org.earshot.app.call.CallEvent.EndWanted;
import org.earshot.app.call.CallEvent.FromLeg;
import org.earshot.app.call.CallEvent.Heard;
import org.earshot.app.call.CallEvent.MediaDrained;
import org.earshot.app.call.CallEvent.MediaFailed;
import org.earshot.app.call.CallEvent.MediaOpened;
import org.earshot.app.call.CallEvent.MediaSilent;
import org.earshot.app.call.CallEvent.Played;
import org.earshot.app.call.CallEvent.Redirected;
import org.earshot.app.call.CallEvent.OfTransfer;
import org.earshot.app.call.CallEvent.TimerFired;
import org.earshot.app.call.CallMachine.Step;
import org.earshot.app.call.CallState.Bridge;
import org.earshot.app.call.CallState.Bridged;
import org.earshot.app.call.CallState.Leaving;
import org.earshot.app.call.CallState.Outcome;
import org.earshot.app.call.CallState.Passed;
import org.earshot.app.call.CallState.Reoffer;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.sdp.SessionDescription;

/**
 * The part of {@link CallMachine} in which both sides have answered: what one asks is carried to the other.
 *
 * <pre>
 *   A                 Earshot                 B
 *   |--- re-INVITE ----->|                     |
 *   |                    |----- re-INVITE ---->|     one at a time: a second one is answered 491
 *   |                    |<------ 200 ---------|
 *   |<------ 200 --------|------- ACK -------->|     without SDP in the re-INVITE the ACK waits for A's
 *   |------- ACK ------->|                     |
 * </pre>
 */
final class BridgedCall {
  /** What we do in a dialog, for 405 (RFC 3261 §20.5). */
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, MESSAGE, PRACK, UPDATE, REFER, NOTIFY";

  private BridgedCall() {}

  static Step step(Bridged state, CallEvent event, CallPlan plan) {
    int near = state.near();
    int far = state.far();
    return switch (event) {
      case FromLeg(int leg, LegReport report, var sdp) when leg == near -> said(state, near, far, report, sdp, plan);
      case FromLeg(int leg, LegReport report, var sdp) when leg == far -> said(state, far, near, report, sdp, plan);
      case FromLeg(int leg, LegReport report, _) when state.isLeaving(leg) -> leaving(state, leg, report);
      case BadSdp(int leg, LegReport.Offered _, _) -> stay(state, reject(leg, 488, "Not Acceptable Here"));
      case BadSdp(int leg, _, _) when leg == near || leg == far -> hangUp(state, Cause.BAD_SDP);
      case Heard _, Played _ -> judged(state, event, plan);
      case MediaSilent _ when state.bridge().judging() instanceof Judging.Message -> stay(state); // we talk ourselves
      case MediaSilent _ -> hangUp(state, Cause.MEDIA_SILENT);
      case TimerFired(CallTimer timer) when timer == CallTimer.DURATION -> hangUp(state, Cause.TOO_LONG);
      case TimerFired _ -> judged(state, event, plan);
      case EndWanted(Cause cause) -> hangUp(state, cause);
      // stragglers of attempts that failed before this one was answered
      case FromLeg _, BadSdp _, Begun _, DialRefused _, Redirected _, OfTransfer _, MediaOpened _, MediaFailed _,
           MediaDrained _ -> stay(state);
    };
  }

  private static Step said(Bridged state, int from, int other, LegReport report, Optional<SessionDescription> sdp,
                           CallPlan plan) {
    Bridge bridge = state.bridge();
    return switch (report) {
      case LegReport.Ended ended -> ended(state, from, other, ended);
      case LegReport.Acked _ -> acked(state, from, other, sdp, plan);
      case LegReport.Offered _ when bridge.reoffer().isPresent() -> stay(state, reject(from, 491, "Request Pending"));
      case LegReport.Offered _ -> to(state.with(bridge.reoffered(Optional.of(new Reoffer.Of(from)))),
          new CallAction.RelayOffer(from, other, sdp));
      case LegReport.OfferAnswered _ when sdp.isEmpty() -> hangUp(state, Cause.BAD_SDP);
      case LegReport.OfferAnswered _ -> offerAnswered(state, from, other, sdp.get());
      case LegReport.OfferFailed failed -> offerFailed(state, other, failed);
      case LegReport.Requested asked -> requested(state, from, other, asked, plan);
      case LegReport.Responded answer -> responded(state, other, answer);
      case LegReport.Trying _, LegReport.Progress _, LegReport.Answered _, LegReport.Failed _, LegReport.Closed _ ->
          stay(state); // of the first INVITE: answered already
    };
  }

  private static Step offerAnswered(Bridged state, int from, int other, SessionDescription sdp) {
    Bridge bridge = state.bridge();
    if (bridge.reoffer().equals(Optional.of(new Reoffer.Of(other)))) {
      return to(state.with(bridge.reoffered(Optional.empty())), new CallAction.RelayAnswer(from, other, sdp));
    }
    var taken = new CallAction.TakeAnswer(from, other, sdp);
    // ours, to bring two together; or one that was under way when the legs changed
    return bridge.reoffer().orElse(null) instanceof Reoffer.Ours(Optional<Integer> next)
        ? next.map(leg -> to(state.with(bridge.reoffered(Optional.of(new Reoffer.Ours(Optional.empty())))), taken,
            new CallAction.RelayOffer(from, leg, Optional.of(sdp))))
            .orElseGet(() -> to(state.with(bridge.reoffered(Optional.empty())), taken))
        : stay(state, taken);
  }

  /** The session stays as it was (RFC 3261 §14.1); one that we wanted ourselves is given up. */
  private static Step offerFailed(Bridged state, int other, LegReport.OfferFailed failed) {
    Bridged next = state.with(state.bridge().reoffered(Optional.empty()));
    return state.bridge().reoffer().equals(Optional.of(new Reoffer.Of(other)))
        ? to(next, new CallAction.ToLeg(other, new LegCommand.RefuseOffer(failed.status(), failed.reason(),
            Reasons.passed(failed.headers()))))
        : to(next);
  }

  /** Who has transferred the call is hung up on as soon as it knows how it went. */
  private static Step leaving(Bridged state, int leg, LegReport report) {
    Bridged without = state.with(state.bridge().left(leg));
    return switch (report) {
      case LegReport.Responded answer when state.bridge().leaving().contains(new Leaving(leg, answer.token())) ->
          to(without, CallAction.hangUp(leg, 200, "Transferred", Headers.NONE), new CallAction.CloseMedia(leg));
      case LegReport.Ended _ -> to(without, new CallAction.CloseMedia(leg));
      case LegReport.Offered _ -> stay(state, reject(leg, 481, "Call/Transaction Does Not Exist"));
      case LegReport.Requested asked -> stay(state, CallMachine.gone(leg, asked));
      case LegReport.Trying _, LegReport.Progress _, LegReport.Answered _, LegReport.Failed _, LegReport.Acked _,
           LegReport.OfferAnswered _, LegReport.OfferFailed _, LegReport.Responded _, LegReport.Closed _ -> stay(state);
    };
  }

  static List<CallAction> farewell(Bridged state) {
    return state.bridge().leaving().stream()
        .map(one -> CallAction.hangUp(one.leg(), 200, "Transferred", Headers.NONE)).toList();
  }

  /** The caller's ACK lets requests go to it; an ACK with SDP answers an offer that our 200 carried. */
  private static Step acked(Bridged state, int from, int other, Optional<SessionDescription> sdp, CallPlan plan) {
    Bridge bridge = state.bridge();
    var actions = new ArrayList<CallAction>();
    sdp.ifPresent(answer -> actions.add(new CallAction.RelayAck(from, other, answer)));
    if (from != CALLER || bridge.acked()) {
      return new Step(state, actions);
    }
    if (plan.offer().isEmpty() && sdp.isEmpty()) {
      return hangUp(state, Cause.BAD_SDP); // RFC 3261 §13.2.1: the offer in our 200 asks for an answer in the ACK
    }
    int token = bridge.tokens();
    for (Notice notice : bridge.untold()) {
      actions.add(new CallAction.Inform(++token, notice));
    }
    return new Step(state.with(bridge.ackedAndTold()), actions);
  }

  private static Step requested(Bridged state, int from, int other, LegReport.Requested asked, CallPlan plan) {
    return switch (asked.method()) {
      case "INFO", "MESSAGE" -> carried(state, from, other, asked);
      case "REFER", "NOTIFY" -> switch (plan.policy().transfer()) {
        case PASS -> carried(state, from, other, asked);
        case LOCAL -> asked.method().equals("REFER") ? TransferringCall.asked(state, from, asked)
            : stay(state, respond(from, asked, 481, "Subscription Does Not Exist"));
        case REFUSE -> stay(state, respond(from, asked, 603, "Decline"));
      };
      case "OPTIONS" -> stay(state, respond(from, asked, 200, "OK"));
      case String _ -> stay(state, respond(from, asked, 405, "Method Not Allowed"));
    };
  }

  private static Step carried(Bridged state, int from, int other, LegReport.Requested asked) {
    Bridge passing = state.bridge().passing(new Passed(from, asked.id()));
    return to(state.with(passing), new CallAction.ToLeg(other, new LegCommand.Request(
        passing.tokens(), asked.method(), Passing.request(asked.headers()), asked.body())));
  }

  private static Step responded(Bridged state, int other, LegReport.Responded answer) {
    Passed passed = state.bridge().passed().get(answer.token());
    if (passed == null) {
      return stay(state); // the answer to our own INFO
    }
    return to(state.with(state.bridge().passed(answer.token())),
        new CallAction.ToLeg(passed.from(), new LegCommand.Respond(passed.id(), answer.status(), answer.reason(),
            Headers.NONE, answer.body())));
  }

  private static Step judged(Bridged state, CallEvent event, CallPlan plan) {
    int far = state.far();
    var result = Judgement.step(state.bridge().judging(), event, far, plan.policy());
    List<CallAction> published = result.notices().stream().map(notice -> told(far, notice)).toList();
    return switch (result.ruling()) {
      case Judgement.Ruling.HangUp _ -> hangUp(state, Cause.MACHINE, published);
      case Judgement.Ruling.MessageBegins _ when plan.policy().onVerdict().release() -> {
        var actions = new ArrayList<>(published);
        actions.addAll(farewell(state));
        actions.add(hangUp(state.near(), Cause.MACHINE));
        actions.addAll(result.actions());
        yield DroppingCall.begin(far, result.next(), actions);
      }
      case Judgement.Ruling.MessageOver _ -> hangUp(state, Cause.MESSAGE, published);
      case Judgement.Ruling.Wait _, Judgement.Ruling.Connect _, Judgement.Ruling.MessageBegins _ ->
          tell(state.with(state.bridge().judged(result.next())), result, published, plan);
    };
  }

  /** The caller learns of it by INFO, where it takes some: before its ACK none may go to it. */
  private static Step tell(Bridged state, Judgement.Result result, List<CallAction> published, CallPlan plan) {
    Bridge bridge = state.bridge();
    var actions = new ArrayList<>(published);
    for (Notice notice : plan.infoAllowed() && state.near() == CALLER ? result.notices() : List.<Notice>of()) {
      bridge = bridge.acked() ? bridge.told() : bridge.toTell(notice);
      if (bridge.acked()) {
        actions.add(new CallAction.Inform(bridge.tokens(), notice));
      }
    }
    actions.addAll(result.actions());
    return new Step(state.with(bridge), actions);
  }

  private static Step ended(Bridged state, int from, int other, LegReport.Ended ended) {
    Cause cause = ended.how() == LegReport.How.BYE ? Cause.NORMAL : Cause.LOST;
    Judging judging = state.bridge().judging();
    if (from == CALLER && judging.dropping()) {
      return DroppingCall.begin(other, judging, farewell(state)); // the machine gets its message all the same
    }
    var actions = new ArrayList<>(DroppingCall.cut(judging, from));
    actions.addAll(farewell(state));
    actions.add(CallAction.hangUp(other, cause.sipStatus(), cause.reason(), Reasons.passed(ended.headers())));
    return CallMachine.end(new Outcome(cause, 200, Reasons.q850(ended.headers(), cause),
        from == CALLER ? "caller" : "callee", true), actions);
  }

  private static Step hangUp(Bridged state, Cause cause) {
    return hangUp(state, cause, List.of());
  }

  private static Step hangUp(Bridged state, Cause cause, List<CallAction> before) {
    var actions = new ArrayList<>(before);
    actions.addAll(farewell(state));
    actions.add(hangUp(state.near(), cause));
    actions.add(hangUp(state.far(), cause));
    return CallMachine.end(new Outcome(cause, 200, cause.q850(), "server", true), actions);
  }

  private static CallAction hangUp(int leg, Cause cause) {
    return CallAction.hangUp(leg, cause.sipStatus(), cause.reason(), Headers.of("Reason", cause.reasonHeader()));
  }

  static CallAction reject(int leg, int status, String reason) {
    return new CallAction.ToLeg(leg, new LegCommand.RefuseOffer(status, reason, Headers.NONE));
  }

  static CallAction respond(int leg, LegReport.Requested asked, int status, String reason) {
    var headers = status == 405 || status == 200 ? Headers.of("Allow", ALLOW) : Headers.NONE;
    return new CallAction.ToLeg(leg, new LegCommand.Respond(asked.id(), status, reason, headers, Body.NONE));
  }
}
