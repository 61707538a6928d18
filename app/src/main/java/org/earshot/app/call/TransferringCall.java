package org.earshot.app.call;

import static org.earshot.app.call.BridgedCall.respond;
import static org.earshot.app.call.CallMachine.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.earshot.app.call.CallAction.Fact;
import org.earshot.app.call.CallAction.Publish;
import org.earshot.app.call.CallEvent.FromLeg;
import org.earshot.app.call.CallEvent.TargetFound;
import org.earshot.app.call.CallEvent.TieRefused;
import org.earshot.app.call.CallEvent.Tied;
import org.earshot.app.call.CallEvent.TimerFired;
import org.earshot.app.call.CallMachine.Step;
import org.earshot.app.call.CallState.Bridge;
import org.earshot.app.call.CallState.Bridged;
import org.earshot.app.call.CallState.Leaving;
import org.earshot.app.call.CallState.Outcome;
import org.earshot.app.call.CallState.Reoffer;
import org.earshot.app.call.CallState.Transfer;
import org.earshot.app.call.CallState.Transferring;
import org.earshot.app.transfer.Refer;
import org.earshot.app.transfer.ReferSubscription;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.sdp.SessionDescription;

/**
 * The part of {@link CallMachine} in which one of two hands the other over to somebody else.
 *
 * <pre>
 *   A              Earshot             B                C
 *   |---- REFER ----->|                |                |      Refer-To: C
 *   |<--- 202 --------|                |                |
 *   |<--- NOTIFY -----|-------- INVITE ---------------->|      with what B said of its media
 *   |                 |<------- 200 --------------------|
 *   |                 |-- re-INVITE -->|                |      with what C says of its media
 *   |<--- NOTIFY -----|<----- 200 -----|                |
 *   |<--- BYE --------|                |                |      when the NOTIFY is answered
 * </pre>
 *
 * A may hang up at once; B is hung up on if nobody answers then. Otherwise A and B talk on.
 */
final class TransferringCall {
  private TransferringCall() {}

  /** A REFER of one of those who talk. */
  static Step asked(Bridged talk, int by, LegReport.Requested asked) {
    if (!talk.bridge().acked() || talk.bridge().judging().busy()) {
      return stay(talk, respond(by, asked, 491, "Request Pending"));
    }
    return switch (Refer.read(asked.headers())) {
      case Refer.Reading.Refused(int status, String reason) -> stay(talk, respond(by, asked, status, reason));
      case Refer.Reading.Meant(Refer refer) -> accepted(talk, by, asked, refer);
    };
  }

  private static Step accepted(Bridged talk, int by, LegReport.Requested asked, Refer refer) {
    // RFC 4488 §4: said in the answer as well
    Headers headers = refer.subscribed() ? Headers.NONE : Headers.of("Refer-Sub", "false");
    var transfer = new Transfer(by, false, refer.target().user(), Optional.empty(), ReferSubscription.begin(refer));
    var actions = new ArrayList<CallAction>();
    actions.add(new CallAction.ToLeg(by,
        new LegCommand.Respond(asked.id(), 202, "Accepted", headers, Body.NONE)));
    Transferring next = told(new Transferring(talk, transfer), 100, "Trying", actions);
    if (refer.replaces().isEmpty()) {
      actions.add(new CallAction.FindTarget(by, transfer.target()));
      return new Step(next, actions);
    }
    int tie = talk.legs() + 1;
    actions.add(new CallAction.AskTie(tie, talk.across(by), refer.replaces().get()));
    Bridged asking = new Bridged(talk.near(), talk.far(), tie, next.talk().bridge());
    return new Step(new Transferring(asking, next.transfer()), actions);
  }

  /** Tells who asked, where it still wants to hear. */
  private static Transferring told(Transferring state, int status, String reason, List<CallAction> actions) {
    var step = ReferSubscription.step(state.transfer().subscription(), status, reason);
    if (step.news().isEmpty()) {
      return new Transferring(state.talk(), state.transfer().told(step.next()));
    }
    Bridge bridge = state.talk().bridge().told();
    var news = step.news().get();
    actions.add(new CallAction.ToLeg(state.transfer().by(),
        new LegCommand.Request(bridge.tokens(), "NOTIFY", news.headers(), news.body())));
    return new Transferring(state.talk().with(bridge), state.transfer().told(step.next()));
  }

  static Step step(Transferring state, CallEvent event, CallPlan plan) {
    Transfer transfer = state.transfer();
    Bridged talk = state.talk();
    return switch (event) {
      case TargetFound(var groups) when transfer.hunt().isEmpty() -> found(state, groups, plan);
      case Tied(int leg, _, var sdp, _, _) -> joined(state, leg, sdp);
      case TieRefused(int _, int status, String reason) -> failed(state,
          new Failure(status, reason, Cause.ofStatus(status), Optional.empty(), true), new ArrayList<>());
      case FromLeg(int leg, LegReport.Ended _, _) when leg == transfer.by() -> left(state);
      case FromLeg(int leg, LegReport.Requested asked, _) when isTalking(talk, leg) && asked.method().equals("REFER") ->
          stay(state, respond(leg, asked, 491, "Request Pending"));
      case FromLeg(int leg, LegReport.Requested asked, _) when transfer.gone() && isTalking(talk, leg) ->
          stay(state, CallMachine.notYet(leg, asked));
      case FromLeg(int leg, LegReport.Offered _, _) when transfer.gone() && isTalking(talk, leg) ->
          stay(state, BridgedCall.reject(leg, 491, "Request Pending"));
      case CallEvent any when isOfSearch(state, any) ->
          searched(state, Hunting.step(transfer.hunt().orElseThrow(), any, plan.policy().deaf()));
      case CallEvent any -> talked(state, BridgedCall.step(talk, any, plan));
    };
  }

  private static boolean isTalking(Bridged talk, int leg) {
    return leg == talk.near() || leg == talk.far();
  }

  private static boolean isOfSearch(Transferring state, CallEvent event) {
    return state.transfer().hunt().isPresent()
        && (event.leg() > state.talk().legs() || event instanceof TimerFired(CallTimer timer) && isOfSearch(timer));
  }

  private static boolean isOfSearch(CallTimer timer) {
    return switch (timer) {
      case TRYING, RING, SETUP -> true;
      case VERDICT, GREETING, DURATION, DRAIN -> false;
    };
  }

  private static Step found(Transferring state, List<List<Attempt>> groups, CallPlan plan) {
    if (groups.isEmpty()) {
      return failed(state, Failure.of(Cause.NOT_FOUND), new ArrayList<>());
    }
    Bridged talk = state.talk();
    Hunt hunt = Hunt.over(groups, talk.across(state.transfer().by()), talk.legs()).ringing();
    return searched(state, Hunting.begin(hunt, plan.policy().deaf()));
  }

  private static Step searched(Transferring state, Hunted result) {
    return switch (result) {
      case Hunted.Going(Hunt hunt, var news, var actions) -> {
        var all = new ArrayList<>(actions);
        var next = new Transferring(state.talk(), state.transfer().searching(hunt));
        for (var one : news) {
          next = told(next, one.status(), one.reason(), all);
        }
        yield new Step(next, all);
      }
      case Hunted.Won won -> handedOver(state, won);
      case Hunted.Lost(Hunt hunt, Failure failure, String _, var actions) -> {
        Bridged talk = state.talk();
        var known = new Bridged(talk.near(), talk.far(), hunt.legs(), talk.bridge());
        yield failed(new Transferring(known, state.transfer()), failure, new ArrayList<>(actions));
      }
    };
  }

  /** Somebody has answered: those two talk now, and who asked may go. */
  private static Step handedOver(Transferring state, Hunted.Won won) {
    Bridged talk = state.talk();
    var legs = new Bridged(talk.near(), talk.far(), won.hunt().legs(), talk.bridge());
    var known = new Transferring(legs, state.transfer());
    return together(known, won.leg(), won.answer(), "blind", new ArrayList<>(won.actions()));
  }

  /**
   * The other call has taken us in. Both were put on hold by who transferred, and may have other codecs: the other is
   * offered what who is left there said, and that one is offered the answer.
   */
  private static Step joined(Transferring state, int tie, SessionDescription sdp) {
    return together(state, tie, sdp, "attended", new ArrayList<>());
  }

  private static Step together(Transferring state, int target, SessionDescription sdp, String kind,
                               List<CallAction> actions) {
    Transfer transfer = state.transfer();
    boolean listens = transfer.subscription() instanceof ReferSubscription.Active;
    int other = state.talk().across(transfer.by());
    actions.addAll(unfinished(state.talk(), other));
    Bridged talk = told(state, 200, "OK", actions).talk();
    if (!listens && !transfer.gone()) {
      actions.add(CallAction.hangUp(transfer.by(), 200, "Transferred", Headers.NONE));
      actions.add(new CallAction.CloseMedia(transfer.by()));
    }
    actions.add(new CallAction.RelayOffer(target, other, Optional.of(sdp)));
    actions.add(new Publish(new Fact.Transferred(transfer.by(), kind, transfer.target())));
    Optional<Integer> next = kind.equals("attended") ? Optional.of(target) : Optional.empty();
    Bridge moved = talk.bridge().moved(Optional.of(new Reoffer.Ours(next)));
    Bridge bridge = listens ? moved.leaves(new Leaving(transfer.by(), moved.tokens())) : moved;
    return new Step(new Bridged(other, target, talk.legs(), bridge), actions);
  }

  /** What still waits for an answer of who goes gets one from us. */
  static List<CallAction> unfinished(Bridged talk, int other) {
    var actions = new ArrayList<CallAction>();
    if (talk.bridge().reoffer().orElse(null) instanceof Reoffer.Of(int leg)) {
      actions.add(BridgedCall.reject(leg, 491, "Request Pending"));
    }
    talk.bridge().passed().values().stream().filter(passed -> passed.from() == other).forEach(passed ->
        actions.add(new CallAction.ToLeg(other,
            new LegCommand.Respond(passed.id(), 408, "Request Timeout", Headers.NONE, Body.NONE))));
    return actions;
  }

  /** Nobody has answered: they talk on, if both are still there. */
  private static Step failed(Transferring state, Failure failure, List<CallAction> actions) {
    Bridged talk = told(state, failure.status(), failure.reason(), actions).talk();
    if (state.transfer().gone()) {
      actions.addAll(BridgedCall.farewell(talk));
      Cause cause = failure.cause();
      actions.add(CallAction.hangUp(talk.across(state.transfer().by()), cause.sipStatus(), cause.reason(),
          Headers.of("Reason", cause.reasonHeader())));
      return CallMachine.end(new Outcome(cause, 200, cause.q850(), "server", true), actions);
    }
    actions.add(new CallAction.RejoinMedia(talk.near(), talk.far()));
    return new Step(talk, actions);
  }

  /** Who asked has hung up: the other waits for whoever is called. */
  private static Step left(Transferring state) {
    Transfer transfer = state.transfer();
    var actions = new ArrayList<>(unfinished(state.talk(), state.talk().across(transfer.by())));
    actions.add(new CallAction.CloseMedia(transfer.by()));
    Bridged talk = state.talk().with(state.talk().bridge().moved(Optional.empty()));
    return new Step(new Transferring(talk, transfer.left()), actions);
  }

  /** What the two do meanwhile; where it ends the call, the search is given up too. */
  private static Step talked(Transferring state, Step step) {
    if (step.next() instanceof Bridged talk) {
      return new Step(new Transferring(talk, state.transfer()), step.actions());
    }
    var actions = new ArrayList<CallAction>();
    state.transfer().hunt().ifPresent(hunt -> actions.addAll(Hunting.giveUp(hunt, Cause.CANCELLED,
        Headers.of("Reason", Cause.CANCELLED.reasonHeader()))));
    actions.addAll(step.actions());
    return new Step(step.next(), actions);
  }
}
