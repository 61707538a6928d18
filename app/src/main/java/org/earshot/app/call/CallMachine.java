package org.earshot.app.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.earshot.app.call.CallAction.Arm;
import org.earshot.app.call.CallAction.Disarm;
import org.earshot.app.call.CallAction.Fact;
import org.earshot.app.call.CallAction.Notice;
import org.earshot.app.call.CallAction.Publish;
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
import org.earshot.app.call.CallEvent.TieAsked;
import org.earshot.app.call.CallEvent.Tied;
import org.earshot.app.call.CallEvent.TimerFired;
import org.earshot.app.call.CallState.Bridge;
import org.earshot.app.call.CallState.Bridged;
import org.earshot.app.call.CallState.Dialing;
import org.earshot.app.call.CallState.Dropping;
import org.earshot.app.call.CallState.Ended;
import org.earshot.app.call.CallState.Ending;
import org.earshot.app.call.CallState.Joining;
import org.earshot.app.call.CallState.Opening;
import org.earshot.app.call.CallState.Outcome;
import org.earshot.app.call.CallState.Routing;
import org.earshot.app.call.CallState.Screening;
import org.earshot.app.call.CallState.Transferring;
import org.earshot.app.config.AmdPolicy;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Headers;
import org.earshot.sip.sdp.SessionDescription;

/**
 * The pairing of a caller and whom it reaches: routing, the search ({@link Hunting}), the held answer, the bridge
 * ({@link BridgedCall}), the end. Pure: no clock, no log, no I/O.
 *
 * <pre>
 *   Routing ── Opening ── Dialing ──┬── Bridged ◄──► Transferring ── Ending ── Ended
 *                                   │      ▲    └─ Dropping (a message for a machine, without the caller)
 *                                   └─ Screening (hold-answer waits for the verdict)
 * </pre>
 */
final class CallMachine {
  static final int CALLER = 0;
  /** Media closes within milliseconds; the CDR does not wait longer than this for its totals. */
  private static final long DRAIN_MS = 2_000;

  record Step(CallState next, List<CallAction> actions) {}

  private CallMachine() {}

  static Step step(CallState state, CallEvent event, CallPlan plan) {
    return switch (event) {
      case TieAsked(TieRequest request) -> TiedCall.asked(state, request, plan);
      case Tied(int leg, _, _, _, _) when !(state instanceof Transferring || state instanceof Joining) ->
          stay(state, TiedCall.over(leg)); // who asked for it has gone meanwhile
      case CallEvent _ -> byState(state, event, plan);
    };
  }

  private static Step byState(CallState state, CallEvent event, CallPlan plan) {
    return switch (state) {
      case Routing s -> routing(s, event, plan);
      case Opening s -> opening(s, event, plan);
      case Dialing s -> dialing(s, event, plan);
      case Joining s -> TiedCall.joining(s, event, plan);
      case Screening s -> screening(s, event, plan);
      case Bridged s -> BridgedCall.step(s, event, plan);
      case Dropping s -> DroppingCall.step(s, event, plan);
      case Transferring s -> TransferringCall.step(s, event, plan);
      case Ending s -> ending(s, event);
      case Ended s -> stay(s);
    };
  }

  private static Step routing(Routing state, CallEvent event, CallPlan plan) {
    return switch (event) {
      case Begun _ when plan.groups().isEmpty() && plan.replaces().isEmpty() ->
          refuse(Failure.of(plan.refusal()), "server", List.of());
      case Begun _ -> to(new Opening(), new Publish(new Fact.Routed()), new CallAction.OpenMedia(CALLER));
      case EndWanted(Cause cause) -> refuse(Failure.of(cause), "server", List.of());
      case FromLeg _, BadSdp _, DialRefused _, Redirected _, OfTransfer _, MediaOpened _, MediaFailed _,
           MediaSilent _, MediaDrained _, Heard _, Played _, TimerFired _ -> stay(state); // nothing can happen before Begun
    };
  }

  private static Step opening(Opening state, CallEvent event, CallPlan plan) {
    return switch (event) {
      case MediaOpened _ when plan.replaces().isPresent() -> TiedCall.join(plan);
      case MediaOpened _ ->
          searched(Hunting.begin(Hunt.over(plan.groups(), CALLER, CALLER), plan.policy()), plan);
      case MediaFailed _ -> refuse(Failure.of(Cause.NO_PORTS), "server", List.of());
      case FromLeg(int _, LegReport.Ended ended, _) -> callerGone(ended, List.of());
      case FromLeg(int leg, LegReport.Requested asked, _) -> stay(state, notYet(leg, asked));
      case EndWanted(Cause cause) -> refuse(Failure.of(cause), "server", List.of());
      // there is nobody but the caller, who has nothing else to say before our answer
      case FromLeg _, BadSdp _, Begun _, DialRefused _, Redirected _, OfTransfer _, MediaSilent _,
           MediaDrained _, Heard _, Played _, TimerFired _ -> stay(state);
    };
  }

  private static Step dialing(Dialing state, CallEvent event, CallPlan plan) {
    Optional<CallAction> carried = EarlyOffers.carried(event, state.hunt().voice().map(Hunt.Voice::leg));
    if (carried.isPresent()) {
      return stay(state, carried.get());
    }
    return switch (event) {
      case FromLeg(int leg, LegReport.Ended ended, _) when leg == CALLER ->
          callerGone(ended, Hunting.giveUp(state.hunt(), callerCause(ended), Reasons.passed(ended.headers())));
      case FromLeg(int leg, LegReport.Requested asked, _) when leg == CALLER -> stay(state, notYet(leg, asked));
      case EndWanted(Cause cause) -> refuse(Failure.of(cause), "server",
          Hunting.giveUp(state.hunt(), cause, Headers.of("Reason", cause.reasonHeader())));
      case FromLeg _, BadSdp _, DialRefused _, Redirected _, OfTransfer _, Begun _, MediaOpened _, MediaFailed _,
           MediaSilent _, MediaDrained _, Heard _, Played _, TimerFired _ ->
          searched(Hunting.step(state.hunt(), event, plan.policy()), plan);
    };
  }

  private static Step searched(Hunted result, CallPlan plan) {
    return switch (result) {
      case Hunted.Going(Hunt hunt, var news, var actions) -> {
        var all = new ArrayList<>(actions);
        news.forEach(one -> all.add(new CallAction.Ring(one.leg(), one.status(), one.reason(), one.sdp())));
        yield new Step(new Dialing(hunt), all);
      }
      case Hunted.Won won -> answered(won, plan);
      case Hunted.Lost(Hunt _, Failure failure, String by, var actions) -> refuse(failure, by, actions);
    };
  }

  private static Step answered(Hunted.Won won, CallPlan plan) {
    var actions = new ArrayList<>(won.actions());
    AmdPolicy on = plan.policy().onVerdict();
    var early = won.verdict().map(verdict -> Judgement.early(verdict, won.leg(), plan.policy()));
    early.ifPresent(judged -> actions.addAll(judged.actions()));
    Judging judging = early.map(Judgement.Result::next).orElse(on.amd() == Amd.OFF ? new Judging.Over()
        : new Judging.Awaiting(false));
    return switch (early.map(Judgement.Result::ruling).orElse(new Judgement.Ruling.Wait())) {
      case Judgement.Ruling.HangUp _ -> {
        actions.add(hangUp(won.leg(), Cause.MACHINE));
        yield refuse(Failure.of(Cause.MACHINE), "server", actions);
      }
      case Judgement.Ruling.Wait _ when on.holds() -> {
        if (early.isEmpty()) {
          actions.add(new Arm(CallTimer.VERDICT, plan.policy().times().verdictMs()));
        }
        yield new Step(new Screening(won.leg(), won.hunt().legs(), won.answer(), judging), actions);
      }
      case Judgement.Ruling.Connect(AmdVerdict verdict) when on.holds() ->
          bridge(new Bridged(CALLER, won.leg(), won.hunt().legs(), Bridge.fresh(List.of(), judging)), won.answer(),
              Optional.of(verdict), plan, actions);
      case Judgement.Ruling.Wait _, Judgement.Ruling.Connect _, Judgement.Ruling.MessageBegins _,
           Judgement.Ruling.MessageOver _ -> {
        // The first verdict stands for the action: it was given on early media, when no INFO could tell it.
        List<Notice> untold = plan.infoAllowed()
            ? won.verdict().<Notice>map(Notice.Verdict::new).stream().toList() : List.of();
        yield bridge(new Bridged(CALLER, won.leg(), won.hunt().legs(), Bridge.fresh(untold, judging)), won.answer(),
            Optional.empty(), plan, actions);
      }
    };
  }

  private static Step bridge(Bridged bridged, SessionDescription answer, Optional<AmdVerdict> verdict, CallPlan plan,
                             List<CallAction> actions) {
    actions.add(new CallAction.AnswerCaller(bridged.far(), answer, verdict));
    actions.add(new Publish(new Fact.Answered(bridged.far())));
    actions.add(new Arm(CallTimer.DURATION, plan.policy().times().durationMs()));
    return new Step(bridged, actions);
  }

  private static Step screening(Screening state, CallEvent event, CallPlan plan) {
    int callee = state.leg();
    return switch (event) {
      case Heard _, Played _, TimerFired _ -> screened(state, event, plan);
      case FromLeg(int leg, LegReport.Ended ended, _) when leg == CALLER -> callerGone(ended,
          List.of(CallAction.hangUp(callee, callerCause(ended).sipStatus(), callerCause(ended).reason(),
              Reasons.passed(ended.headers()))));
      case FromLeg(int leg, LegReport.Ended _, _) when leg == callee ->
          refuse(Failure.of(Cause.REFUSED), "callee", List.of());
      case FromLeg(int leg, LegReport.Offered _, _) -> stay(state, BridgedCall.reject(leg, 491, "Request Pending"));
      case BadSdp(int leg, LegReport.Offered _, _) -> stay(state, BridgedCall.reject(leg, 491, "Request Pending"));
      // an offer that was carried across before the callee answered
      case FromLeg(int _, LegReport.OfferAnswered _, _) -> stay(state, EarlyOffers.carried(event, Optional.of(callee)));
      case FromLeg(int _, LegReport.OfferFailed _, _) -> stay(state, EarlyOffers.carried(event, Optional.of(callee)));
      case FromLeg(int leg, LegReport.Requested asked, _) -> stay(state, notYet(leg, asked));
      case MediaSilent _ ->
          refuse(Failure.of(Cause.MEDIA_SILENT), "server", List.of(hangUp(callee, Cause.MEDIA_SILENT)));
      case EndWanted(Cause cause) -> refuse(Failure.of(cause), "server", List.of(hangUp(callee, cause)));
      // stragglers
      case FromLeg _, BadSdp _, DialRefused _, Redirected _, OfTransfer _, Begun _, MediaOpened _, MediaFailed _,
           MediaDrained _ -> stay(state);
    };
  }

  private static Step screened(Screening state, CallEvent event, CallPlan plan) {
    int callee = state.leg();
    var result = Judgement.step(state.judging(), event, callee, plan.policy());
    var actions = new ArrayList<CallAction>();
    result.notices().forEach(notice -> actions.add(told(callee, notice)));
    actions.addAll(result.actions());
    return switch (result.ruling()) {
      case Judgement.Ruling.Connect(AmdVerdict verdict) -> {
        actions.addFirst(new Disarm(CallTimer.VERDICT));
        yield bridge(new Bridged(CALLER, callee, state.legs(), Bridge.fresh(List.of(), result.next())), state.answer(),
            Optional.of(verdict), plan, actions);
      }
      case Judgement.Ruling.HangUp _ -> {
        actions.add(hangUp(callee, Cause.MACHINE));
        yield refuse(Failure.of(Cause.MACHINE), "server", actions);
      }
      case Judgement.Ruling.Wait _, Judgement.Ruling.MessageBegins _, Judgement.Ruling.MessageOver _ ->
          new Step(new Screening(callee, state.legs(), state.answer(), result.next()), actions);
    };
  }

  private static Step ending(Ending state, CallEvent event) {
    return switch (event) {
      case MediaDrained _ -> to(new Ended(), new Disarm(CallTimer.DRAIN), new Publish(new Fact.Ended(state.outcome())));
      case TimerFired(CallTimer timer) when timer == CallTimer.DRAIN ->
          to(new Ended(), new Publish(new Fact.Ended(state.outcome())));
      case FromLeg(int leg, LegReport.Requested asked, _) -> stay(state, gone(leg, asked));
      case FromLeg _, BadSdp _, DialRefused _, Redirected _, OfTransfer _, Begun _, MediaOpened _, MediaFailed _,
           MediaSilent _, Heard _, Played _, TimerFired _, EndWanted _ -> stay(state); // it is over already
    };
  }

  /** Refuses the caller, after what ends the callees. */
  static Step refuse(Failure failure, String endedBy, List<CallAction> callees) {
    var reason = failure.reasonHeader().or(() ->
        failure.spoken() ? Optional.empty() : Optional.of(failure.cause().reasonHeader()));
    var headers = reason.map(value -> Headers.of("Reason", value)).orElse(Headers.NONE);
    var outcome = new Outcome(failure.cause(), failure.status(), failure.q850(), endedBy, false);
    var actions = new ArrayList<CallAction>();
    actions.add(CallAction.hangUp(CALLER, failure.status(), failure.reason(), headers));
    actions.addAll(callees);
    return end(outcome, actions);
  }

  private static CallAction hangUp(int leg, Cause cause) {
    return CallAction.hangUp(leg, cause.sipStatus(), cause.reason(), Headers.of("Reason", cause.reasonHeader()));
  }

  private static Cause callerCause(LegReport.Ended ended) {
    return ended.how() == LegReport.How.CANCEL ? Cause.CANCELLED : Cause.LOST;
  }

  static Step callerGone(LegReport.Ended ended, List<CallAction> callees) {
    Cause cause = callerCause(ended);
    return end(new Outcome(cause, cause.sipStatus(), Reasons.q850(ended.headers(), cause), "caller", false),
        new ArrayList<>(callees));
  }

  /** Timers off, media closed; the totals come with {@link MediaDrained}. */
  static Step end(Outcome outcome, List<CallAction> actions) {
    for (CallTimer timer : CallTimer.values()) {
      actions.add(new Disarm(timer));
    }
    actions.add(new Arm(CallTimer.DRAIN, DRAIN_MS));
    actions.add(new CallAction.CloseAllMedia());
    return new Step(new Ending(outcome), actions);
  }

  /** A request in a dialog whose other side is not there yet. */
  static CallAction notYet(int leg, LegReport.Requested asked) {
    return asked.method().equals("OPTIONS") ? BridgedCall.respond(leg, asked, 200, "OK")
        : BridgedCall.respond(leg, asked, 491, "Request Pending");
  }

  static CallAction gone(int leg, LegReport.Requested asked) {
    return BridgedCall.respond(leg, asked, 481, "Call/Transaction Does Not Exist");
  }

  static CallAction told(int leg, Notice notice) {
    return new Publish(new Fact.Told(leg, notice));
  }

  static Step to(CallState next, CallAction... actions) {
    return new Step(next, List.of(actions));
  }

  private static Step stay(CallState state, Optional<CallAction> action) {
    return new Step(state, action.stream().toList());
  }

  static Step stay(CallState state, CallAction... actions) {
    return new Step(state, List.of(actions));
  }
}
