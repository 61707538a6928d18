package org.earshot.app.call;

import static org.earshot.app.call.CallMachine.CALLER;
import static org.earshot.app.call.CallMachine.stay;
import static org.earshot.app.call.CallMachine.told;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.earshot.app.call.CallState.Dropping;
import org.earshot.app.call.CallState.Outcome;
import org.earshot.media.amd.AmdEvent;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Headers;

/**
 * The part of {@link CallMachine} in which a machine is being left a message and the caller has gone, by itself or
 * because the policy sends it away.
 *
 * <pre>
 *   A                 Earshot                 B
 *   |<-- BYE ----------|                     |     or the other way round
 *   |                    |== the message =====>|     once its greeting is over
 *   |                    |------- BYE -------->|
 * </pre>
 */
final class DroppingCall {
  private DroppingCall() {}

  /** {@code before}: what ends the caller's side. */
  static Step begin(int callee, Judging judging, List<CallAction> before) {
    var actions = new ArrayList<>(before);
    actions.add(new CallAction.CloseMedia(CALLER));
    return new Step(new Dropping(callee, judging), actions);
  }

  static Step step(Dropping state, CallEvent event, CallPlan plan) {
    int callee = state.callee();
    return switch (event) {
      // nobody is there whom a person could be put through to: the message goes on
      case Heard(int _, AmdEvent heard)
          when state.judging() instanceof Judging.Message && !(heard instanceof AmdEvent.Beep) -> stay(state);
      case Heard _, Played _ -> judged(state, event, plan);
      case TimerFired(CallTimer timer) when timer == CallTimer.DURATION ->
          hangUp(state, outcome(Cause.TOO_LONG, "server"), List.of());
      case TimerFired _ -> judged(state, event, plan);
      case FromLeg(int leg, LegReport.Ended ended, _) when leg == callee -> cut(state, ended);
      case FromLeg(int leg, LegReport.Offered _, _) -> stay(state, BridgedCall.reject(leg, 488, "Not Acceptable Here"));
      case BadSdp(int leg, LegReport.Offered _, _) -> stay(state, BridgedCall.reject(leg, 488, "Not Acceptable Here"));
      case FromLeg(int leg, LegReport.Requested asked, _) when leg == callee ->
          stay(state, CallMachine.notYet(leg, asked));
      case FromLeg(int leg, LegReport.Requested asked, _) -> stay(state, CallMachine.gone(leg, asked));
      case EndWanted(Cause cause) -> hangUp(state, outcome(cause, "server"), List.of());
      // answers to what was carried before; a mailbox that records says nothing
      case FromLeg _, BadSdp _, Begun _, DialRefused _, Redirected _, OfTransfer _, MediaOpened _, MediaFailed _,
           MediaSilent _, MediaDrained _ -> stay(state);
    };
  }

  private static Step judged(Dropping state, CallEvent event, CallPlan plan) {
    var result = Judgement.step(state.judging(), event, state.callee(), plan.policy());
    var next = new Dropping(state.callee(), result.next());
    List<CallAction> actions = Stream.concat(result.notices().stream().map(notice -> told(state.callee(), notice)),
        result.actions().stream()).collect(Collectors.toCollection(ArrayList::new));
    return switch (result.ruling()) {
      case Judgement.Ruling.Wait _, Judgement.Ruling.MessageBegins _ -> new Step(next, actions);
      // a person after all, and nobody who would talk to it
      case Judgement.Ruling.Connect _ -> hangUp(next, outcome(Cause.NORMAL, "caller"), actions);
      case Judgement.Ruling.HangUp _ -> hangUp(next, outcome(Cause.MACHINE, "server"), actions);
      case Judgement.Ruling.MessageOver _ -> hangUp(next, outcome(Cause.MESSAGE, "server"), actions);
    };
  }

  private static Step cut(Dropping state, LegReport.Ended ended) {
    Cause cause = ended.how() == LegReport.How.BYE ? Cause.NORMAL : Cause.LOST;
    return CallMachine.end(new Outcome(cause, 200, Reasons.q850(ended.headers(), cause), "callee", true),
        new ArrayList<>(cut(state.judging(), state.callee())));
  }

  /** The callee has hung up within the message. */
  static List<CallAction> cut(Judging judging, int callee) {
    return judging instanceof Judging.Message(int plays)
        ? List.of(told(callee, new Notice.Message("cut", plays, 0))) : List.of();
  }

  private static Step hangUp(Dropping state, Outcome outcome, List<CallAction> before) {
    var actions = new ArrayList<>(before);
    Cause cause = outcome.cause();
    actions.add(CallAction.hangUp(state.callee(), cause.sipStatus(), cause.reason(),
        Headers.of("Reason", cause.reasonHeader())));
    return CallMachine.end(outcome, actions);
  }

  private static Outcome outcome(Cause cause, String by) {
    return new Outcome(cause, 200, cause.q850(), by, true);
  }
}
