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
import org.earshot.app.call.CallEvent.FromCallee;
import org.earshot.app.call.CallEvent.FromCaller;
import org.earshot.app.call.CallEvent.Heard;
import org.earshot.app.call.CallEvent.MediaDrained;
import org.earshot.app.call.CallEvent.MediaFailed;
import org.earshot.app.call.CallEvent.MediaOpened;
import org.earshot.app.call.CallEvent.MediaSilent;
import org.earshot.app.call.CallEvent.TimerFired;
import org.earshot.app.call.CallPlan.Attempt;
import org.earshot.app.call.CallState.Bridge;
import org.earshot.app.call.CallState.Bridged;
import org.earshot.app.call.CallState.Dialing;
import org.earshot.app.call.CallState.Ended;
import org.earshot.app.call.CallState.Ending;
import org.earshot.app.call.CallState.Failure;
import org.earshot.app.call.CallState.Opening;
import org.earshot.app.call.CallState.Outcome;
import org.earshot.app.call.CallState.Routing;
import org.earshot.app.call.CallState.Screening;
import org.earshot.app.call.CallState.Trial;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.sdp.SessionDescription;

/**
 * The pairing of a caller and whom it reaches: routing, ringing, early media, the held answer, the bridge, the end.
 * Pure: no clock, no log, no I/O.
 *
 * <pre>
 *   Routing ── Opening ── Dialing ──┬── Bridged ── Ending ── Ended
 *                 ▲          │      │      ▲
 *                 └─ next ───┘      └─ Screening (hold-answer waits for the verdict)
 * </pre>
 */
final class CallMachine {
  static final int CALLER = 0;
  /** Media closes within milliseconds; the CDR does not wait longer than this for its totals. */
  private static final long DRAIN_MS = 2_000;

  record Step(CallState next, List<CallAction> actions) {}

  private CallMachine() {}

  static Step step(CallState state, CallEvent event, CallPlan plan) {
    return switch (state) {
      case Routing s -> routing(s, event, plan);
      case Opening s -> opening(s, event, plan);
      case Dialing s -> dialing(s, event, plan);
      case Screening s -> screening(s, event, plan);
      case Bridged s -> BridgedCall.step(s, event, plan);
      case Ending s -> ending(s, event);
      case Ended s -> stay(s);
    };
  }

  private static Step routing(Routing state, CallEvent event, CallPlan plan) {
    return switch (event) {
      case Begun _ when plan.attempts().isEmpty() -> refuse(CALLER, Failure.of(plan.refusal()), "server");
      case Begun _ -> to(new Opening(Trial.first(), false, false), new Publish(new Fact.Routed()),
          new CallAction.OpenMedia(CALLER), new CallAction.OpenMedia(1));
      case EndWanted(Cause cause) -> refuse(CALLER, Failure.of(cause), "server");
      case FromCaller _, FromCallee _, BadSdp _, DialRefused _, MediaOpened _, MediaFailed _, MediaSilent _,
           MediaDrained _, Heard _, TimerFired _ -> stay(state); // nothing can happen before Begun
    };
  }

  private static Step opening(Opening state, CallEvent event, CallPlan plan) {
    Trial trial = state.trial();
    return switch (event) {
      case MediaOpened(int leg) when leg == CALLER -> opened(trial, true, state.calleeOpen(), plan);
      case MediaOpened(int leg) when leg == trial.leg() -> opened(trial, state.callerOpen(), true, plan);
      case MediaFailed _ -> refuse(trial.leg(), Failure.of(Cause.NO_PORTS), "server");
      case FromCaller(LegReport.Ended ended, _) -> callerGone(trial.leg(), ended);
      case FromCaller(LegReport.Requested asked, _) -> stay(state, notYet(CALLER, asked));
      case EndWanted(Cause cause) -> refuse(trial.leg(), Failure.of(cause), "server");
      // an earlier attempt's leg or media may still speak; the caller has nothing else to say before our answer
      case FromCaller _, FromCallee _, BadSdp _, MediaOpened _, Begun _, DialRefused _, MediaSilent _,
           MediaDrained _, Heard _, TimerFired _ -> stay(state);
    };
  }

  private static Step opened(Trial trial, boolean caller, boolean callee, CallPlan plan) {
    if (!caller || !callee) {
      return to(new Opening(trial, caller, callee));
    }
    var actions = new ArrayList<CallAction>(List.of(new Publish(new Fact.Dialled(trial.leg())),
        new CallAction.Dial(trial.leg()), new Arm(CallTimer.RING, plan.ringMs())));
    if (!plan.isLast(trial.leg())) {
      actions.add(new Arm(CallTimer.TRYING, plan.tryMs()));
    }
    return new Step(new Dialing(trial), actions);
  }

  private static Step dialing(Dialing state, CallEvent event, CallPlan plan) {
    Trial trial = state.trial();
    int current = trial.leg();
    return switch (event) {
      case FromCallee(int leg, LegReport.Trying _, _) when leg == current -> stay(state, new Disarm(CallTimer.TRYING));
      case FromCallee(int leg, LegReport.Progress progress, var sdp) when leg == current ->
          progress(trial, progress, sdp, plan);
      case FromCallee(int leg, LegReport.Answered _, var sdp) when leg == current ->
          sdp.or(trial::early).map(answer -> answered(trial, answer, plan))
              .orElseGet(() -> failed(trial, Failure.of(Cause.BAD_SDP), plan));
      case FromCallee(int leg, LegReport.Failed failed, _) when leg == current -> failed(trial, failure(failed), plan);
      case FromCallee(int leg, LegReport.Ended _, _) when leg == current ->
          failed(trial, Failure.of(Cause.LOST), plan);
      case FromCallee(int leg, LegReport.Requested asked, _) -> stay(state, notYet(leg, asked));
      case BadSdp(int leg, LegReport.Progress progress, _) when leg == current ->
          progress(trial, progress, Optional.empty(), plan);
      case BadSdp(int leg, _, _) when leg == current -> failed(trial, Failure.of(Cause.BAD_SDP), plan);
      case DialRefused(int leg, Cause cause) when leg == current -> failed(trial, Failure.of(cause), plan);
      case TimerFired(CallTimer timer) when timer == CallTimer.TRYING ->
          failed(trial, Failure.of(Cause.NO_RESPONSE), plan);
      case TimerFired(CallTimer timer) when timer == CallTimer.RING ->
          failed(trial, Failure.of(Cause.NO_ANSWER), plan);
      case FromCaller(LegReport.Ended ended, _) -> callerGone(current, ended);
      case FromCaller(LegReport.Requested asked, _) -> stay(state, notYet(CALLER, asked));
      case Heard(int leg, AmdEvent.Verdict(AmdVerdict verdict, _)) when leg == current ->
          to(new Dialing(trial.heard(verdict)), told(leg, new Notice.Verdict(verdict)));
      case Heard(int leg, AmdEvent.Revised(AmdVerdict verdict, _)) when leg == current ->
          to(new Dialing(trial.heard(verdict)), told(leg, new Notice.Revised(verdict)));
      case EndWanted(Cause cause) -> refuse(current, Failure.of(cause), "server");
      // stragglers of earlier attempts, and media that is silent while it rings
      case FromCaller _, FromCallee _, BadSdp _, DialRefused _, Begun _, MediaOpened _, MediaFailed _, MediaSilent _,
           MediaDrained _, Heard _, TimerFired _ -> stay(state);
    };
  }

  private static Step progress(Trial trial, LegReport.Progress progress, Optional<SessionDescription> sdp,
                               CallPlan plan) {
    var actions = new ArrayList<CallAction>();
    actions.add(new Disarm(CallTimer.TRYING));
    if (sdp.isPresent()) {
      actions.add(new CallAction.BridgeMedia(trial.leg(), sdp.get()));
      if (trial.early().isEmpty() && plan.amd() != Amd.OFF) {
        actions.add(new CallAction.Listen(trial.leg()));
      }
    }
    actions.add(new CallAction.Ring(trial.leg(), progress.status(), progress.reason(), sdp));
    if (!trial.rang()) {
      actions.add(new Publish(new Fact.Ringing(trial.leg(), progress.status(), sdp.isPresent())));
    }
    return new Step(new Dialing(trial.ringing(sdp)), actions);
  }

  private static Step answered(Trial trial, SessionDescription answer, CallPlan plan) {
    var actions = new ArrayList<CallAction>();
    actions.add(new Disarm(CallTimer.TRYING));
    actions.add(new Disarm(CallTimer.RING));
    actions.add(new CallAction.BridgeMedia(trial.leg(), answer));
    if (plan.amd() != Amd.OFF) {
      if (trial.early().isEmpty()) {
        actions.add(new CallAction.Listen(trial.leg()));
      }
      actions.add(new CallAction.TellAnswered(trial.leg()));
    }
    if (plan.amd() == Amd.HOLD_ANSWER && trial.verdict().isEmpty()) {
      actions.add(new Arm(CallTimer.VERDICT, plan.verdictMaxMs()));
      return new Step(new Screening(trial, answer), actions);
    }
    // The first verdict stands for the action: one on early media does not hold the answer again.
    List<Notice> untold = plan.amd() == Amd.REPORT && plan.infoAllowed()
        ? trial.verdict().<Notice>map(Notice.Verdict::new).stream().toList() : List.of();
    return bridge(trial, answer, plan, actions, untold);
  }

  private static Step bridge(Trial trial, SessionDescription answer, CallPlan plan, List<CallAction> actions,
                             List<Notice> untold) {
    var verdict = plan.amd() == Amd.HOLD_ANSWER ? trial.verdict() : Optional.<AmdVerdict>empty();
    actions.add(new CallAction.AnswerCaller(trial.leg(), answer, verdict));
    actions.add(new Publish(new Fact.Answered(trial.leg())));
    actions.add(new Arm(CallTimer.DURATION, plan.durationMaxMs()));
    return new Step(new Bridged(trial.leg(), Bridge.fresh(untold)), actions);
  }

  private static Step screening(Screening state, CallEvent event, CallPlan plan) {
    Trial trial = state.trial();
    return switch (event) {
      case Heard(int leg, AmdEvent.Verdict(AmdVerdict verdict, _)) when leg == trial.leg() ->
          release(state, verdict, plan, new Notice.Verdict(verdict));
      case Heard(int leg, AmdEvent.Revised(AmdVerdict verdict, _)) when leg == trial.leg() ->
          release(state, verdict, plan, new Notice.Revised(verdict));
      case TimerFired(CallTimer timer) when timer == CallTimer.VERDICT ->
          release(state, Verdicts.none(plan.verdictMaxMs()), plan, new Notice.Verdict(Verdicts.none(plan.verdictMaxMs())));
      case FromCallee(int leg, LegReport.Ended _, _) when leg == trial.leg() ->
          refuse(leg, Failure.of(Cause.REFUSED), "callee");
      case FromCallee(int leg, LegReport.Offered _, _) -> stay(state, BridgedCall.reject(leg, 491, "Request Pending"));
      case FromCallee(int leg, LegReport.Requested asked, _) -> stay(state, notYet(leg, asked));
      case BadSdp(int leg, LegReport.Offered _, _) -> stay(state, BridgedCall.reject(leg, 491, "Request Pending"));
      case FromCaller(LegReport.Ended ended, _) -> callerGone(trial.leg(), ended);
      case FromCaller(LegReport.Requested asked, _) -> stay(state, notYet(CALLER, asked));
      case MediaSilent _ -> refuse(trial.leg(), Failure.of(Cause.MEDIA_SILENT), "server");
      case EndWanted(Cause cause) -> refuse(trial.leg(), Failure.of(cause), "server");
      // stragglers; speech and tones without a verdict
      case FromCaller _, FromCallee _, BadSdp _, DialRefused _, Begun _, MediaOpened _, MediaFailed _,
           MediaDrained _, Heard _, TimerFired _ -> stay(state);
    };
  }

  private static Step release(Screening state, AmdVerdict verdict, CallPlan plan, Notice notice) {
    Trial trial = state.trial().heard(verdict);
    var actions = new ArrayList<CallAction>();
    actions.add(new Disarm(CallTimer.VERDICT));
    actions.add(told(trial.leg(), notice));
    return bridge(trial, state.answer(), plan, actions, List.of());
  }

  private static Step ending(Ending state, CallEvent event) {
    return switch (event) {
      case MediaDrained _ -> to(new Ended(), new Disarm(CallTimer.DRAIN), new Publish(new Fact.Ended(state.outcome())));
      case TimerFired(CallTimer timer) when timer == CallTimer.DRAIN ->
          to(new Ended(), new Publish(new Fact.Ended(state.outcome())));
      case FromCallee(int leg, LegReport.Requested asked, _) -> stay(state, gone(leg, asked));
      case FromCaller(LegReport.Requested asked, _) -> stay(state, gone(CALLER, asked));
      case FromCaller _, FromCallee _, BadSdp _, DialRefused _, Begun _, MediaOpened _, MediaFailed _, MediaSilent _,
           Heard _, TimerFired _, EndWanted _ -> stay(state); // it is over already
    };
  }

  /** An attempt came to nothing: the next one, or the best answer so far for the caller. */
  private static Step failed(Trial trial, Failure failure, CallPlan plan) {
    int leg = trial.leg();
    if (plan.isLast(leg) || !worthAnother(failure, plan.attempt(leg))) {
      return refuse(leg, failure.orBetter(trial.best()), failure.spoken() ? "callee" : "server");
    }
    Trial next = trial.next(failure);
    return to(new Opening(next, true, false), new Disarm(CallTimer.TRYING), new Disarm(CallTimer.RING), calleeHangUp(leg, failure),
        new CallAction.CloseMedia(leg), new Publish(new Fact.LegFailed(leg, failure.status())),
        new CallAction.OpenMedia(next.leg()));
  }

  /** Another phone of the same user may take what one did not; another trunk only helps where the trunk was at fault. */
  private static boolean worthAnother(Failure failure, Attempt attempt) {
    return switch (attempt) {
      case Attempt.Contact _ -> failure.status() < 600;
      case Attempt.Trunk _ -> failure.status() == 408
          || failure.status() >= 500 && failure.status() < 600 && failure.cause() != Cause.NO_PORTS;
    };
  }

  /** Refuses the caller and ends whatever there is of the callee. */
  private static Step refuse(int leg, Failure failure, String endedBy) {
    var reason = failure.reasonHeader().or(() ->
        failure.spoken() ? Optional.empty() : Optional.of(failure.cause().reasonHeader()));
    var headers = reason.map(value -> Headers.of("Reason", value)).orElse(Headers.NONE);
    var outcome = new Outcome(failure.cause(), failure.status(),
        failure.reasonHeader().map(Reasons::q850).filter(q -> q > 0).orElse(failure.cause().q850()), endedBy, false);
    var actions = new ArrayList<CallAction>();
    actions.add(CallAction.hangUp(CALLER, failure.status(), failure.reason(), headers));
    if (leg != CALLER) {
      actions.add(calleeHangUp(leg, failure));
    }
    return end(outcome, actions);
  }

  private static CallAction calleeHangUp(int leg, Failure failure) {
    return CallAction.hangUp(leg, failure.cause().sipStatus(), failure.cause().reason(),
        failure.spoken() ? Headers.NONE : Headers.of("Reason", failure.cause().reasonHeader()));
  }

  private static Step callerGone(int callee, LegReport.Ended ended) {
    Cause cause = ended.how() == LegReport.How.CANCEL ? Cause.CANCELLED : Cause.LOST;
    var outcome = new Outcome(cause, cause.sipStatus(), Reasons.q850(ended.headers(), cause), "caller", false);
    var actions = new ArrayList<CallAction>();
    actions.add(CallAction.hangUp(callee, cause.sipStatus(), cause.reason(), Reasons.passed(ended.headers())));
    return end(outcome, actions);
  }

  /** Timers off, media closed; the totals come with {@link MediaDrained}. */
  static Step end(Outcome outcome, List<CallAction> actions) {
    for (CallTimer timer : List.of(CallTimer.TRYING, CallTimer.RING, CallTimer.VERDICT, CallTimer.DURATION)) {
      actions.add(new Disarm(timer));
    }
    actions.add(new Arm(CallTimer.DRAIN, DRAIN_MS));
    actions.add(new CallAction.CloseAllMedia());
    return new Step(new Ending(outcome), actions);
  }

  private static Failure failure(LegReport.Failed failed) {
    var reason = failed.headers().first("Reason");
    boolean spoken = failed.why() == LegReport.Why.RESPONSE;
    Cause cause = Cause.ofStatus(failed.status());
    // A challenge is for us, and a redirection names the callee's addresses: neither is for the caller.
    if (failed.status() == 401 || failed.status() == 407) {
      return new Failure(503, "Service Unavailable", cause, reason, spoken);
    }
    if (failed.status() < 400) {
      return new Failure(480, "Temporarily Unavailable", Cause.REFUSED, reason, spoken);
    }
    return new Failure(failed.status(), failed.reason(), cause, reason, spoken);
  }

  /** A request in a dialog whose other side is not there yet. */
  static CallAction notYet(int leg, LegReport.Requested asked) {
    return asked.method().equals("OPTIONS") ? BridgedCall.respond(leg, asked, 200, "OK")
        : BridgedCall.respond(leg, asked, 491, "Request Pending");
  }

  private static CallAction gone(int leg, LegReport.Requested asked) {
    return BridgedCall.respond(leg, asked, 481, "Call/Transaction Does Not Exist");
  }

  static CallAction told(int leg, Notice notice) {
    return new Publish(new Fact.Told(leg, notice));
  }

  static Step to(CallState next, CallAction... actions) {
    return new Step(next, List.of(actions));
  }

  static Step stay(CallState state, CallAction... actions) {
    return new Step(state, List.of(actions));
  }
}
