package org.earshot.app.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.earshot.app.call.CallEvent.TimerFired;
import org.earshot.app.call.Hunt.Branch;
import org.earshot.app.call.Hunt.EarlyDialog;
import org.earshot.app.call.Hunt.Stage;
import org.earshot.app.call.Hunt.Voice;
import org.earshot.app.call.Hunted.News;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Headers;
import org.earshot.sip.sdp.SessionDescription;

/**
 * The search for somebody who answers: all of a group are called at once, the next group when all have failed, and the
 * first 2xx wins. Pure: an object lives for one step and never leaves it.
 *
 * <pre>
 *   near      Earshot      desk      mobile     trunk        targets: [desk, mobile], then [trunk]
 *    |           |--INVITE-->|          |         |
 *    |           |--INVITE------------->|         |          one media session each
 *    |<---180----|<---180----|          |         |
 *    |<---183----|<---183+SDP-----------|         |          the first with SDP is heard until it fails,
 *    |           |<---183+SDP|          |         |          the others ring only
 *    |<---200----|<---200----|          |         |
 *    |           |--CANCEL------------->|         |          Reason: SIP;cause=200
 * </pre>
 *
 * RFC 3261 §16.6 (order), §16.7 (best answer); a late 2xx is ended by its leg (§13.2.2.4).
 */
final class Hunting {
  /** RFC 3326: phones do not show the call as missed. */
  static final Headers ELSEWHERE = Headers.of("Reason", "SIP;cause=200;text=\"Call completed elsewhere\"");

  private final CallPolicy policy;
  private final List<CallAction> actions = new ArrayList<>();
  private final List<News> news = new ArrayList<>();
  private Hunt hunt;
  private Hunted end;

  private Hunting(Hunt hunt, CallPolicy policy) {
    this.hunt = hunt;
    this.policy = policy;
  }

  /** Calls the first group. There has to be one. */
  static Hunted begin(Hunt hunt, CallPolicy policy) {
    var turn = new Hunting(hunt, policy);
    turn.actions.add(new Arm(CallTimer.SETUP, policy.times().setupMs()));
    turn.nextGroup();
    return turn.result();
  }

  static Hunted step(Hunt hunt, CallEvent event, CallPolicy policy) {
    var turn = new Hunting(hunt, policy);
    turn.take(event);
    return turn.result();
  }

  /** Everybody who is being called is told that it is over. */
  static List<CallAction> giveUp(Hunt hunt, Cause cause, Headers why) {
    var actions = new ArrayList<CallAction>(timersOff());
    hunt.branches().forEach(branch -> actions.addAll(over(branch, cause, why)));
    return actions;
  }

  private static List<CallAction> timersOff() {
    return List.of(new Disarm(CallTimer.TRYING), new Disarm(CallTimer.RING), new Disarm(CallTimer.SETUP));
  }

  private static List<CallAction> over(Branch branch, Cause cause, Headers why) {
    var media = new CallAction.CloseMedia(branch.leg());
    return branch.stage() == Stage.OPENING || branch.stage() == Stage.REDIRECTED ? List.of(media)
        : List.of(CallAction.hangUp(branch.leg(), cause.sipStatus(), cause.reason(), why), media);
  }

  private Hunted result() {
    return end != null ? end : new Hunted.Going(hunt, List.copyOf(news), List.copyOf(actions));
  }

  private void take(CallEvent event) {
    switch (event) {
      case MediaOpened(int leg) -> alive(leg, branch -> open(branch));
      case MediaFailed(int leg) -> alive(leg, branch -> fail(branch, Failure.of(Cause.NO_PORTS)));
      case DialRefused(int leg, Cause cause) -> alive(leg, branch -> fail(branch, Failure.of(cause)));
      case FromLeg(int leg, LegReport report, var sdp) -> alive(leg, branch -> said(branch, report, sdp));
      case BadSdp(int leg, LegReport.Progress progress, _) ->
          alive(leg, branch -> progress(branch, progress, Optional.empty()));
      case BadSdp(int leg, _, _) -> alive(leg, branch -> fail(branch, Failure.of(Cause.BAD_SDP)));
      case Redirected(int leg, var groups) -> alive(leg, branch -> redirected(branch, groups));
      case Heard(int leg, AmdEvent.Verdict(AmdVerdict verdict, _)) ->
          alive(leg, branch -> heard(branch, verdict, new Notice.Verdict(verdict)));
      case Heard(int leg, AmdEvent.Revised(AmdVerdict verdict, _)) ->
          alive(leg, branch -> heard(branch, verdict, new Notice.Revised(verdict)));
      case TimerFired(CallTimer timer) -> expired(timer);
      // whoever searches deals with its own end; media may be silent while it rings
      case Heard _, Played _, MediaSilent _, MediaDrained _, Begun _, OfTransfer _, EndWanted _ -> { }
    }
  }

  /** Stragglers of branches that are over are ignored. */
  private void alive(int leg, Consumer<Branch> what) {
    hunt.branch(leg).filter(_ -> end == null).ifPresent(what);
  }

  private void expired(CallTimer timer) {
    switch (timer) {
      case TRYING -> failAll(hunt.branches().stream().filter(branch -> branch.stage() == Stage.CALLING).toList(),
          Cause.NO_RESPONSE);
      case RING -> failAll(hunt.branches(), Cause.NO_ANSWER);
      case SETUP -> {
        hunt = hunt.withLater(List.of());
        failAll(hunt.branches(), Cause.NO_ANSWER);
      }
      case VERDICT, DURATION, DRAIN -> { }
    }
  }

  private void failAll(List<Branch> branches, Cause cause) {
    branches.forEach(branch -> alive(branch.leg(), one -> fail(one, Failure.of(cause))));
  }

  private void nextGroup() {
    List<Attempt> group = hunt.later().getFirst();
    hunt = hunt.withLater(hunt.later().subList(1, hunt.later().size()));
    group.forEach(this::begin);
  }

  private void begin(Attempt attempt) {
    hunt = hunt.trying(attempt);
    actions.add(new CallAction.OpenMedia(hunt.legs()));
  }

  private void open(Branch branch) {
    if (branch.stage() != Stage.OPENING) {
      return;
    }
    hunt = hunt.with(branch.at(Stage.CALLING));
    actions.add(new Publish(new Fact.Dialled(branch.leg(), branch.attempt())));
    actions.add(new CallAction.Dial(branch.leg(), hunt.near(), branch.attempt()));
    actions.add(new Arm(CallTimer.RING, policy.times().ringMs()));
    if (!hunt.later().isEmpty() || branch.attempt() instanceof Attempt.Trunk trunk && trunk.otherWay().isPresent()) {
      actions.add(new Arm(CallTimer.TRYING, policy.times().tryMs()));
    }
  }

  private void said(Branch branch, LegReport report, Optional<SessionDescription> sdp) {
    switch (report) {
      case LegReport.Trying _ -> proceeding(branch);
      case LegReport.Progress progress -> progress(branch, progress, sdp);
      case LegReport.Answered answered -> sdp.or(() -> branch.sdp(fork(answered.headers())))
          .ifPresentOrElse(answer -> won(branch, answer), () -> fail(branch, Failure.of(Cause.BAD_SDP)));
      case LegReport.Failed failed -> failed(branch, failed);
      case LegReport.Ended _ -> fail(branch, Failure.of(Cause.LOST));
      case LegReport.Requested asked -> actions.add(CallMachine.notYet(branch.leg(), asked));
      case LegReport.Offered _ -> actions.add(BridgedCall.reject(branch.leg(), 491, "Request Pending"));
      // of a dialog that is not there yet
      case LegReport.Acked _, LegReport.OfferAnswered _, LegReport.OfferFailed _, LegReport.Responded _,
           LegReport.Closed _ -> { }
    }
  }

  private void proceeding(Branch branch) {
    hunt = hunt.with(branch.at(Stage.PROCEEDING));
    if (!hunt.any(other -> other.stage() == Stage.CALLING)) {
      actions.add(new Disarm(CallTimer.TRYING));
    }
  }

  private void progress(Branch branch, LegReport.Progress progress, Optional<SessionDescription> sdp) {
    proceeding(branch);
    var voice = new Voice(branch.leg(), progress.fork());
    if (progress.status() == 199) { // RFC 6228: this early dialog is over, others of the peer are not
      hunt = hunt.with(branch.at(Stage.PROCEEDING).without(progress.fork()));
      silenced(voice);
      return;
    }
    sdp.ifPresent(media -> hunt = hunt.with(branch.at(Stage.PROCEEDING).with(new EarlyDialog(progress.fork(), media))));
    boolean heard = sdp.isPresent() && hunt.voice().filter(other -> !other.equals(voice)).isEmpty();
    if (heard) {
      hear(voice, sdp.get());
    }
    tell(sdp.isPresent() && !heard ? new News(branch.leg(), 180, "Ringing", Optional.empty())
        : new News(branch.leg(), progress.status(), progress.reason(), sdp));
  }

  private void tell(News told) {
    news.add(told);
    if (!hunt.rang()) {
      hunt = hunt.ringing();
      actions.add(new Publish(new Fact.Ringing(told.leg(), told.status(), told.sdp().isPresent())));
    }
  }

  /** The detector hears what the waiting side hears. */
  private void hear(Voice voice, SessionDescription sdp) {
    hunt = hunt.hearing(Optional.of(voice));
    actions.add(new CallAction.BridgeMedia(hunt.near(), voice.leg(), sdp));
    if (policy.listens()) {
      actions.add(new CallAction.Listen(voice.leg()));
    }
  }

  /** Whoever was heard has gone: the next one who has media to hear is. */
  private void silenced(Voice gone) {
    if (!hunt.voice().equals(Optional.of(gone))) {
      return;
    }
    hunt = hunt.hearing(Optional.empty());
    hunt.branches().stream().filter(branch -> !branch.early().isEmpty()).findFirst().ifPresent(branch -> {
      EarlyDialog dialog = branch.early().getFirst();
      hear(new Voice(branch.leg(), dialog.fork()), dialog.sdp());
      tell(new News(branch.leg(), 183, "Session Progress", Optional.of(dialog.sdp())));
    });
  }

  private void heard(Branch branch, AmdVerdict verdict, Notice notice) {
    hunt = hunt.with(branch.heard(verdict));
    actions.add(CallMachine.told(branch.leg(), notice));
    if (policy.hunting().interceptEnds() && verdict.result() == AmdResult.INTERCEPT) {
      lose(Failure.of(Cause.INTERCEPT), "server");
    } else if (policy.hunting().machineNext() && verdict.result() == AmdResult.MACHINE) {
      fail(branch, Failure.of(Cause.MACHINE));
    }
  }

  private void won(Branch branch, SessionDescription answer) {
    actions.addAll(timersOff());
    hunt.branches().stream().filter(other -> other.leg() != branch.leg())
        .forEach(loser -> actions.addAll(over(loser, Cause.ELSEWHERE, ELSEWHERE)));
    actions.add(new CallAction.BridgeMedia(hunt.near(), branch.leg(), answer));
    if (policy.listens()) {
      actions.add(new CallAction.Listen(branch.leg()));
      actions.add(new CallAction.TellAnswered(branch.leg()));
    }
    end = new Hunted.Won(hunt, branch.leg(), answer, branch.verdict(), List.copyOf(actions));
  }

  private void failed(Branch branch, LegReport.Failed failed) {
    List<String> contacts = failed.status() / 100 == 3 ? failed.headers().all("Contact") : List.of();
    if (!contacts.isEmpty() && hunt.redirects() < policy.redirectsMax()) {
      hunt = hunt.with(branch.at(Stage.REDIRECTED)).redirectedOnce();
      actions.add(new CallAction.Redirect(branch.leg(), branch.attempt(), contacts));
    } else {
      fail(branch, Failure.of(failed));
    }
  }

  /** The first of those it named are called beside the others that ring, the rest before anybody else. */
  private void redirected(Branch branch, List<List<Attempt>> named) {
    List<List<Attempt>> fresh = named.stream()
        .map(group -> group.stream().filter(attempt -> !hunt.tried().contains(attempt.key())).toList())
        .filter(group -> !group.isEmpty()).toList();
    if (fresh.isEmpty()) {
      fail(branch, new Failure(480, "Temporarily Unavailable", Cause.REFUSED, Optional.empty(), true));
      return;
    }
    var later = new ArrayList<>(fresh.subList(1, fresh.size()));
    later.addAll(hunt.later());
    hunt = hunt.without(branch.leg()).withLater(later);
    actions.add(new CallAction.CloseMedia(branch.leg()));
    fresh.getFirst().forEach(this::begin);
    branch.early().forEach(dialog -> silenced(new Voice(branch.leg(), dialog.fork())));
  }

  /** An attempt came to nothing: the others of its group may still answer, or the next group is called. */
  private void fail(Branch branch, Failure failure) {
    Optional<Attempt> otherWay = otherWay(branch, failure);
    if (otherWay.isPresent()) {
      hunt = hunt.without(branch.leg());
      actions.addAll(over(branch, failure.cause(), Headers.NONE));
      begin(otherWay.get());
      return;
    }
    hunt = hunt.without(branch.leg()).failed(failure);
    actions.addAll(over(branch, failure.cause(), failure.spoken() ? Headers.NONE
        : Headers.of("Reason", failure.cause().reasonHeader())));
    boolean more = !hunt.branches().isEmpty() || !hunt.later().isEmpty() && goesOn(failure, branch.attempt());
    if (failure.endsTheSearch() || !more) {
      lose(failure.endsTheSearch() ? failure : hunt.best().orElse(failure), failure.spoken() ? "callee" : "server");
      return;
    }
    actions.add(new Publish(new Fact.LegFailed(branch.leg(), branch.attempt(), failure.status())));
    branch.early().forEach(dialog -> silenced(new Voice(branch.leg(), dialog.fork())));
    if (hunt.branches().isEmpty()) {
      actions.add(new Disarm(CallTimer.TRYING));
      actions.add(new Disarm(CallTimer.RING));
      nextGroup();
    }
  }

  /** A phone's connection that has gone; an address of a trunk that is not there, silent, or says 503. */
  private Optional<Attempt> otherWay(Branch branch, Failure failure) {
    boolean noWay = switch (branch.attempt()) {
      case Attempt.Contact _ -> failure.cause() == Cause.UNREACHABLE && !failure.spoken();
      case Attempt.Trunk _ -> failure.cause() == Cause.UNREACHABLE && (!failure.spoken() || failure.status() == 503)
          || failure.cause() == Cause.NO_RESPONSE && !failure.spoken();
    };
    return branch.attempt().otherWay().filter(attempt -> noWay && !hunt.tried().contains(attempt.key()));
  }

  /** What a phone's user did not take another may; another trunk only helps where the trunk was at fault. */
  private boolean goesOn(Failure failure, Attempt attempt) {
    return switch (failure.cause()) {
      case NO_PORTS -> false;
      case MACHINE -> true;
      case NO_RESPONSE, UNREACHABLE, TRUNK_FULL -> !failure.spoken() || worthAnother(failure, attempt);
      default -> worthAnother(failure, attempt);
    };
  }

  private boolean worthAnother(Failure failure, Attempt attempt) {
    return attempt instanceof Attempt.Contact || policy.hunting().failover().contains(failure.status());
  }

  private void lose(Failure failure, String by) {
    Headers why = Headers.of("Reason", failure.cause().reasonHeader());
    actions.addAll(giveUp(hunt, failure.cause(), why));
    end = new Hunted.Lost(hunt, failure, by, List.copyOf(actions));
  }

  private static String fork(Headers headers) {
    return headers.first("To").map(Reasons::tag).orElse("");
  }
}
