package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.earshot.app.call.CallAction.Fact;
import org.earshot.app.call.CallAction.Notice;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.media.Playback;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.sdp.SessionDescription;
import org.junit.jupiter.api.Test;

class CallMachineTest {
  private static final SessionDescription SDP = Plans.SDP;
  private static final AmdVerdict HUMAN =
      new AmdVerdict(AmdResult.HUMAN, 0.9, "short-greeting", "HUMAN-840-800", 1840, List.of());

  private CallState state = new CallState.Routing();
  private CallPlan plan = plan(Amd.OFF, 1);
  private List<CallAction> actions = List.of();

  @Test
  void shouldRefuseWithTheReasonWhenNobodyIsToBeTried() {
    plan = plan(Amd.OFF, 0);
    on(new CallEvent.Begun());
    assertThat(state).isInstanceOf(CallState.Ending.class);
    assertThat(hangUps()).containsExactly("0 404");
    on(new CallEvent.MediaDrained());
    assertThat(state).isInstanceOf(CallState.Ended.class);
    assertThat(ended().sipCode()).isEqualTo(404);
    assertThat(ended().q850()).isEqualTo(1);
  }

  @Test
  void shouldDialOnlyWhenBothSidesHavePorts() {
    on(new CallEvent.Begun());
    assertThat(actions).contains(new CallAction.OpenMedia(0));
    on(new CallEvent.MediaOpened(0));
    assertThat(actions).contains(new CallAction.OpenMedia(1)).noneMatch(CallAction.Dial.class::isInstance);
    on(new CallEvent.MediaOpened(1));
    assertThat(actions).contains(dial(1), new CallAction.Arm(CallTimer.RING, 60_000));
  }

  @Test
  void shouldRefuseWith503WhenThereAreNoPorts() {
    on(new CallEvent.Begun(), new CallEvent.MediaOpened(0), new CallEvent.MediaFailed(1));
    assertThat(hangUps()).contains("0 503");
    assertThat(outcome().cause()).isEqualTo(Cause.NO_PORTS);
  }

  @Test
  void shouldPassRingingWithoutAndWithEarlyMedia() {
    dialled();
    on(progress(180, Optional.empty()));
    assertThat(actions).contains(new CallAction.Ring(1, 180, "Ringing", Optional.empty()),
        new CallAction.Publish(new Fact.Ringing(1, 180, false)));
    on(progress(183, Optional.of(SDP)));
    assertThat(actions).containsExactly(new CallAction.Disarm(CallTimer.TRYING), new CallAction.BridgeMedia(0, 1, SDP),
        new CallAction.Ring(1, 183, "Session Progress", Optional.of(SDP)));
  }

  @Test
  void shouldListenFromTheFirstEarlyMedia() {
    plan = plan(Amd.REPORT, 1);
    dialled();
    on(progress(183, Optional.of(SDP)));
    assertThat(actions).contains(new CallAction.Listen(1));
    on(answered(1));
    assertThat(actions).contains(new CallAction.TellAnswered(1));
  }

  @Test
  void shouldAnswerTheCallerWhenTheCalleeAnswers() {
    dialled();
    on(answered(1));
    assertThat(state).isInstanceOf(CallState.Bridged.class);
    assertThat(actions).contains(new CallAction.Disarm(CallTimer.RING), new CallAction.BridgeMedia(0, 1, SDP),
        new CallAction.AnswerCaller(1, SDP, Optional.empty()), new CallAction.Publish(new Fact.Answered(1)));
  }

  @Test
  void shouldTakeTheEarlySdpWhenThe200HasNone() {
    dialled();
    on(progress(183, Optional.of(SDP)),
        new CallEvent.FromLeg(1, new LegReport.Answered(200, "x", Headers.NONE, Body.NONE), Optional.empty()));
    assertThat(actions).contains(new CallAction.AnswerCaller(1, SDP, Optional.empty()));
  }

  @Test
  void shouldHoldTheAnswerUntilTheVerdictAndCarryIt() {
    plan = plan(Amd.HOLD_ANSWER, 1);
    dialled();
    on(answered(1));
    assertThat(state).isInstanceOf(CallState.Screening.class);
    assertThat(actions).contains(new CallAction.Arm(CallTimer.VERDICT, 9_500)).noneMatch(AnswerCaller());
    on(new CallEvent.Heard(1, new AmdEvent.SpeechStart(200)));
    assertThat(actions).isEmpty();
    on(new CallEvent.Heard(1, new AmdEvent.Verdict(HUMAN, 1840)));
    assertThat(state).isInstanceOf(CallState.Bridged.class);
    assertThat(actions).contains(new CallAction.AnswerCaller(1, SDP, Optional.of(HUMAN)));
  }

  @Test
  void shouldAnswerAnywayWhenTheDetectorStaysSilent() {
    plan = plan(Amd.HOLD_ANSWER, 1);
    dialled();
    on(answered(1), new CallEvent.TimerFired(CallTimer.VERDICT));
    assertThat(actions).filteredOn(AnswerCaller()).singleElement()
        .satisfies(action -> assertThat(((CallAction.AnswerCaller) action).verdict().orElseThrow().result())
            .isEqualTo(AmdResult.UNSURE));
  }

  @Test
  void shouldTellTheCallerByInfoOnceItHasAcked() {
    plan = plan(Amd.REPORT, 1);
    dialled();
    on(answered(1), new CallEvent.Heard(1, new AmdEvent.Verdict(HUMAN, 1840)));
    assertThat(actions).contains(new CallAction.Publish(new Fact.Told(1, new Notice.Verdict(HUMAN))))
        .noneMatch(action -> action instanceof CallAction.Inform);
    on(fromCaller(new LegReport.Acked(Body.NONE)));
    assertThat(actions).containsExactly(new CallAction.Inform(1, new Notice.Verdict(HUMAN)));
  }

  @Test
  void shouldTryTheNextTrunkOn503AndOnSilenceButNotOnBusy() {
    plan = plan(Amd.OFF, 3);
    dialled();
    on(failed(1, 503, LegReport.Why.RESPONSE));
    assertThat(actions).contains(new CallAction.CloseMedia(1), new CallAction.OpenMedia(2));
    on(new CallEvent.MediaOpened(2));
    assertThat(actions).contains(dial(2));
    on(failed(2, 408, LegReport.Why.TIMEOUT), new CallEvent.MediaOpened(3));
    assertThat(actions).contains(dial(3));
    on(failed(3, 486, LegReport.Why.RESPONSE));
    assertThat(hangUps()).contains("0 486");
    assertThat(outcome().cause()).isEqualTo(Cause.BUSY);
  }

  @Test
  void shouldPassOverATrunkThatSaysNothingWhereAnotherIsLeft() {
    plan = plan(Amd.OFF, 2);
    dialled();
    assertThat(actions).contains(new CallAction.Arm(CallTimer.TRYING, 4_000));
    on(new CallEvent.TimerFired(CallTimer.TRYING));
    assertThat(actions).contains(new CallAction.OpenMedia(2));
    on(new CallEvent.MediaOpened(2));
    assertThat(actions).doesNotContain(new CallAction.Arm(CallTimer.TRYING, 4_000));
  }

  @Test
  void shouldWaitForATrunkThatSaid100() {
    plan = plan(Amd.OFF, 2);
    dialled();
    on(new CallEvent.FromLeg(1, new LegReport.Trying(), Optional.empty()));
    assertThat(actions).containsExactly(new CallAction.Disarm(CallTimer.TRYING));
  }

  @Test
  void shouldPreferWhatAPeerSaidOverALaterSilence() {
    plan = plan(Amd.OFF, 2);
    dialled();
    on(failed(1, 500, LegReport.Why.RESPONSE), new CallEvent.MediaOpened(2), failed(2, 408, LegReport.Why.TIMEOUT));
    assertThat(hangUps()).contains("0 500");
  }

  @Test
  void shouldIgnoreStragglersOfAnEarlierAttempt() {
    plan = plan(Amd.OFF, 2);
    dialled();
    on(failed(1, 503, LegReport.Why.RESPONSE), new CallEvent.MediaOpened(2));
    CallState before = state;
    on(answered(1));
    assertThat(state).isEqualTo(before);
    assertThat(actions).isEmpty();
  }

  @Test
  void shouldNeverPassAChallengeOrARedirectionToTheCaller() {
    for (int status : List.of(401, 407, 302)) {
      state = new CallState.Routing();
      dialled();
      on(failed(1, status, LegReport.Why.RESPONSE));
      assertThat(hangUps()).contains(status == 302 ? "0 480" : "0 503");
    }
  }

  @Test
  void shouldCancelTheCalleeWhenTheCallerCancels() {
    dialled();
    on(fromCaller(new LegReport.Ended(LegReport.How.CANCEL, Headers.of("Reason", "SIP;cause=200"))));
    assertThat(hangUps()).containsExactly("1 487");
    assertThat(outcome().cause()).isEqualTo(Cause.CANCELLED);
    assertThat(outcome().endedBy()).isEqualTo("caller");
  }

  @Test
  void shouldEndWith480WhenNobodyAnswersInTime() {
    dialled();
    on(new CallEvent.TimerFired(CallTimer.RING));
    assertThat(hangUps()).containsExactly("0 480", "1 480");
    assertThat(outcome().q850()).isEqualTo(19);
  }

  @Test
  void shouldPassTheByeWithItsReason() {
    bridged();
    var headers = Headers.of("Reason", "Q.850;cause=31;text=\"x\"");
    on(new CallEvent.FromLeg(1, new LegReport.Ended(LegReport.How.BYE, headers), Optional.empty()));
    assertThat(actions).contains(new CallAction.ToLeg(0, new LegCommand.HangUp(200, "Normal call clearing", headers)));
    assertThat(outcome().q850()).isEqualTo(31);
    assertThat(outcome().endedBy()).isEqualTo("callee");
    assertThat(outcome().answered()).isTrue();
  }

  @Test
  void shouldCarryAReinviteAcrossAndRefuseASecondMeanwhile() {
    bridged();
    on(fromCaller(new LegReport.Offered(Headers.NONE, Body.NONE), SDP));
    assertThat(actions).containsExactly(new CallAction.RelayOffer(0, 1, Optional.of(SDP)));
    on(new CallEvent.FromLeg(1, new LegReport.Offered(Headers.NONE, Body.NONE), Optional.of(SDP)));
    assertThat(actions).containsExactly(BridgedCall.reject(1, 491, "Request Pending"));
    on(new CallEvent.FromLeg(1, new LegReport.OfferAnswered(Headers.NONE, Body.NONE), Optional.of(SDP)));
    assertThat(actions).containsExactly(new CallAction.RelayAnswer(1, 0, SDP));
    on(new CallEvent.FromLeg(1, new LegReport.Offered(Headers.NONE, Body.NONE), Optional.of(SDP)));
    assertThat(actions).containsExactly(new CallAction.RelayOffer(1, 0, Optional.of(SDP)));
  }

  @Test
  void shouldRefuseTheReinviteWhenTheOtherSideRefusesIt() {
    bridged();
    on(fromCaller(new LegReport.Offered(Headers.NONE, Body.NONE), SDP),
        new CallEvent.FromLeg(1, new LegReport.OfferFailed(488, "Not Acceptable Here", Headers.NONE), Optional.empty()));
    assertThat(actions).containsExactly(BridgedCall.reject(0, 488, "Not Acceptable Here"));
    assertThat(state).isInstanceOf(CallState.Bridged.class);
  }

  @Test
  void shouldCarryInfoAcrossAndItsAnswerBack() {
    bridged();
    var body = new Body("application/dtmf-relay", "Signal=5".getBytes(StandardCharsets.UTF_8));
    on(fromCaller(new LegReport.Requested(new RequestId(7), "INFO", Headers.of("Via", "secret"), body)));
    assertThat(actions).containsExactly(
        new CallAction.ToLeg(1, new LegCommand.Request(1, "INFO", Headers.NONE, body)));
    on(new CallEvent.FromLeg(1, new LegReport.Responded(1, 200, "OK", Headers.NONE, Body.NONE), Optional.empty()));
    assertThat(actions).containsExactly(
        new CallAction.ToLeg(0, new LegCommand.Respond(new RequestId(7), 200, "OK", Headers.NONE, Body.NONE)));
  }

  @Test
  void shouldEndBothSidesWhenMediaIsSilentOrTheOperatorWantsIt() {
    for (CallEvent event : List.of(new CallEvent.MediaSilent(0), new CallEvent.EndWanted(Cause.OPERATOR),
        new CallEvent.TimerFired(CallTimer.DURATION))) {
      bridged();
      on(event);
      assertThat(hangUps()).hasSize(2);
      assertThat(outcome().endedBy()).isEqualTo("server");
    }
  }

  @Test
  void shouldCarryALateOfferAndItsAnswerInTheAck() {
    plan = Plans.withoutOffer(plan);
    dialled();
    on(answered(1), fromCaller(new LegReport.Acked(Body.NONE), SDP));
    assertThat(actions).containsExactly(new CallAction.RelayAck(0, 1, SDP));
  }

  @Test
  void shouldNotThrowForAnyPairOfStateAndEvent() {
    for (CallState from : states()) {
      for (CallEvent event : events()) {
        var step = CallMachine.step(from, event, plan(Amd.REPORT, 2));
        assertThat(step.next()).as("%s + %s", from, event).isNotNull();
        if (from instanceof CallState.Ended) {
          assertThat(step.next()).isEqualTo(from);
          assertThat(step.actions()).isEmpty();
        }
      }
    }
  }

  private static List<CallState> states() {
    var opening = Hunt.over(List.of(), 0, 0).trying(Plans.trunk(1)).trying(Plans.trunk(2));
    var dialing = opening.with(opening.branches().getFirst().at(Hunt.Stage.PROCEEDING));
    return List.of(new CallState.Routing(), new CallState.Opening(), new CallState.Dialing(opening),
        new CallState.Dialing(dialing), new CallState.Screening(1, 1, SDP, new Judging.Awaiting(false)),
        new CallState.Bridged(0, 1, 1, CallState.Bridge.fresh(List.of(), new Judging.Over())),
        new CallState.Bridged(0, 1, 1, CallState.Bridge.fresh(List.of(), new Judging.Message(1))),
        new CallState.Dropping(1, new Judging.Message(1)),
        new CallState.Ending(new CallState.Outcome(Cause.NORMAL, 200, 16, "caller", true)), new CallState.Ended());
  }

  private static List<CallEvent> events() {
    var events = new ArrayList<CallEvent>();
    for (LegReport report : reports()) {
      for (var sdp : List.of(Optional.<SessionDescription>empty(), Optional.of(SDP))) {
        for (int leg = 0; leg < 3; leg++) {
          events.add(new CallEvent.FromLeg(leg, report, sdp));
        }
      }
      events.add(new CallEvent.BadSdp(0, report, "bad"));
      events.add(new CallEvent.BadSdp(1, report, "bad"));
    }
    for (CallTimer timer : CallTimer.values()) {
      events.add(new CallEvent.TimerFired(timer));
    }
    for (int leg = 0; leg < 3; leg++) {
      events.addAll(List.of(new CallEvent.MediaOpened(leg), new CallEvent.MediaFailed(leg),
          new CallEvent.MediaSilent(leg), new CallEvent.DialRefused(leg, Cause.TRUNK_FULL), new CallEvent.Redirected(leg, List.of()),
          new CallEvent.Heard(leg, new AmdEvent.Verdict(HUMAN, 1)), new CallEvent.Heard(leg, new AmdEvent.Revised(HUMAN, 1)),
          new CallEvent.Heard(leg, new AmdEvent.GreetingEnd(1, "beep")), new CallEvent.Heard(leg, new AmdEvent.Beep(1, 1000, 200)),
          new CallEvent.Played(leg, "message-1", Playback.End.FINISHED, 20)));
    }
    events.addAll(List.of(new CallEvent.Begun(), new CallEvent.MediaDrained(), new CallEvent.EndWanted(Cause.SHUTDOWN)));
    return events;
  }

  private static List<LegReport> reports() {
    return List.of(new LegReport.Trying(), new LegReport.Progress(180, "Ringing", "f", Headers.NONE, Body.NONE),
        new LegReport.Answered(200, "c", Headers.NONE, Body.NONE),
        new LegReport.Failed(486, "Busy Here", LegReport.Why.RESPONSE, Headers.NONE), new LegReport.Acked(Body.NONE),
        new LegReport.Offered(Headers.NONE, Body.NONE), new LegReport.OfferAnswered(Headers.NONE, Body.NONE),
        new LegReport.OfferFailed(488, "No", Headers.NONE),
        new LegReport.Requested(new RequestId(1), "INFO", Headers.NONE, Body.NONE),
        new LegReport.Requested(new RequestId(1), "OPTIONS", Headers.NONE, Body.NONE),
        new LegReport.Requested(new RequestId(1), "REFER", Headers.NONE, Body.NONE),
        new LegReport.Responded(1, 200, "OK", Headers.NONE, Body.NONE),
        new LegReport.Ended(LegReport.How.BYE, Headers.NONE), new LegReport.Closed());
  }

  private void on(CallEvent... events) {
    for (CallEvent event : events) {
      var step = CallMachine.step(state, event, plan);
      state = step.next();
      actions = step.actions();
    }
  }

  private void dialled() {
    state = new CallState.Routing();
    on(new CallEvent.Begun(), new CallEvent.MediaOpened(0), new CallEvent.MediaOpened(1));
    assertThat(state).isInstanceOf(CallState.Dialing.class);
  }

  private void bridged() {
    dialled();
    on(answered(1), fromCaller(new LegReport.Acked(Body.NONE)));
  }

  private static CallEvent progress(int status, Optional<SessionDescription> sdp) {
    return new CallEvent.FromLeg(1, new LegReport.Progress(status, status == 180 ? "Ringing" : "Session Progress",
        "fork", Headers.NONE, Body.NONE), sdp);
  }

  private static CallEvent answered(int leg) {
    return new CallEvent.FromLeg(leg, new LegReport.Answered(200, "callee-id", Headers.NONE, Body.NONE), Optional.of(SDP));
  }

  private static CallEvent failed(int leg, int status, LegReport.Why why) {
    return new CallEvent.FromLeg(leg, new LegReport.Failed(status, "Failed", why, Headers.NONE), Optional.empty());
  }

  private static CallEvent fromCaller(LegReport report) {
    return new CallEvent.FromLeg(0, report, Optional.empty());
  }

  private static CallEvent fromCaller(LegReport report, SessionDescription sdp) {
    return new CallEvent.FromLeg(0, report, Optional.of(sdp));
  }

  private static java.util.function.Predicate<CallAction> AnswerCaller() {
    return action -> action instanceof CallAction.AnswerCaller;
  }

  private List<String> hangUps() {
    return actions.stream().filter(CallAction.ToLeg.class::isInstance).map(CallAction.ToLeg.class::cast)
        .filter(to -> to.command() instanceof LegCommand.HangUp)
        .map(to -> to.leg() + " " + ((LegCommand.HangUp) to.command()).status()).toList();
  }

  private CallState.Outcome outcome() {
    return ((CallState.Ending) state).outcome();
  }

  private CallState.Outcome ended() {
    return actions.stream().filter(CallAction.Publish.class::isInstance).map(action -> ((CallAction.Publish) action).fact())
        .filter(Fact.Ended.class::isInstance).map(fact -> ((Fact.Ended) fact).outcome()).findFirst().orElseThrow();
  }

  private static CallPlan plan(Amd amd, int trunks) {
    return Plans.toTrunks(amd, trunks);
  }

  private static CallAction dial(int leg) {
    return new CallAction.Dial(leg, 0, Plans.trunk(leg));
  }
}
