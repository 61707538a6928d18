package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.earshot.app.call.CallAction.Fact;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Hunting;
import org.earshot.app.config.ServerConfig.Transfer;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.sdp.SessionDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller is leg 0, the callee leg 1, whoever a transfer leads to leg 2. */
class TransferringCallTest {
  private static final SessionDescription NEW = Plans.sdp(4020);
  private static final Headers TO_CAROL = Headers.of("Refer-To", "<sip:carol@example.org>");

  private CallPlan plan = Plans.toTrunks(Amd.OFF, 1);
  private CallState state = new CallState.Routing();
  private List<CallAction> actions = List.of();

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldCallTheTargetAndBringItTogetherWithTheOther(int by) {
    int other = 1 - by;
    bridged();
    on(refer(by, TO_CAROL));
    assertThat(answerTo(by)).isEqualTo(202);
    assertThat(notified(by)).containsExactly("SIP/2.0 100 Trying");
    assertThat(actions).contains(new CallAction.FindTarget(by, "carol"));
    on(found());
    assertThat(actions).contains(new CallAction.OpenMedia(2));
    on(new CallEvent.MediaOpened(2));
    assertThat(actions).contains(new CallAction.Dial(2, other, Plans.trunk(5)));
    on(progress(180));
    assertThat(notified(by)).containsExactly("SIP/2.0 180 Ringing");
    on(answered());
    assertThat(notified(by)).containsExactly("SIP/2.0 200 OK");
    assertThat(actions).contains(new CallAction.BridgeMedia(other, 2, NEW),
        new CallAction.RelayOffer(2, other, Optional.of(NEW)),
        new CallAction.Publish(new Fact.Transferred(by, "blind", "carol")));
    on(new CallEvent.FromLeg(other, new LegReport.OfferAnswered(Headers.NONE, Body.NONE), Optional.of(Plans.SDP)));
    assertThat(actions).containsExactly(new CallAction.TakeAnswer(other, 2, Plans.SDP));
    on(new CallEvent.FromLeg(by, new LegReport.Responded(3, 200, "OK", Headers.NONE, Body.NONE), Optional.empty()));
    assertThat(hangUps()).containsExactly(by);
    on(new CallEvent.FromLeg(2, new LegReport.Ended(LegReport.How.BYE, Headers.NONE), Optional.empty()));
    assertThat(hangUps()).containsExactly(other);
    assertThat(((CallState.Ending) state).outcome().endedBy()).isEqualTo("callee");
  }

  @Test
  void shouldLetThemTalkOnWhenNobodyAnswers() {
    searching(0);
    on(failed(486));
    assertThat(notified(0)).containsExactly("SIP/2.0 486 No");
    assertThat(state).isInstanceOf(CallState.Bridged.class);
    assertThat(actions).contains(new CallAction.RejoinMedia(0, 1));
    on(refer(1, TO_CAROL), found());
    assertThat(actions).contains(new CallAction.OpenMedia(3));
  }

  @Test
  void shouldSay404WhereTheTargetIsNowhere() {
    bridged();
    on(refer(0, TO_CAROL), new CallEvent.TargetFound(List.of()));
    assertThat(notified(0)).containsExactly("SIP/2.0 404 Not Found");
    assertThat(state).isInstanceOf(CallState.Bridged.class);
  }

  @Test
  void shouldGoOnWhenWhoAskedHangsUpAtOnce() {
    searching(0);
    on(ended(0));
    assertThat(hangUps()).isEmpty();
    assertThat(actions).contains(new CallAction.CloseMedia(0));
    on(answered());
    assertThat(notified(0)).isEmpty();
    assertThat(state).isInstanceOfSatisfying(CallState.Bridged.class, bridged -> {
      assertThat(bridged.near()).isEqualTo(1);
      assertThat(bridged.far()).isEqualTo(2);
      assertThat(bridged.bridge().leaving()).isEmpty();
    });
  }

  @Test
  void shouldHangUpOnWhoIsLeftAloneWhenNobodyAnswers() {
    searching(0);
    on(ended(0), failed(486));
    assertThat(hangUps()).contains(1);
    assertThat(state).isInstanceOf(CallState.Ending.class);
  }

  @Test
  void shouldCancelTheSearchWhenTheOtherHangsUp() {
    searching(0);
    on(ended(1));
    assertThat(hangUps()).containsExactlyInAnyOrder(2, 0);
    assertThat(((CallState.Ending) state).outcome().endedBy()).isEqualTo("callee");
  }

  @Test
  void shouldHangUpOnEverybodyWhoIsLeftWhenTheCallEnds() {
    searching(0);
    on(answered(), ended(1));
    assertThat(hangUps()).containsExactlyInAnyOrder(0, 2);
  }

  @Test
  void shouldTellNothingWithoutASubscription() {
    bridged();
    on(refer(0, TO_CAROL.with("Refer-Sub", "false")));
    assertThat(actions).filteredOn(action -> action instanceof CallAction.ToLeg).singleElement().satisfies(action ->
        assertThat(((LegCommand.Respond) ((CallAction.ToLeg) action).command()).headers().first("Refer-Sub"))
            .contains("false"));
    on(found(), new CallEvent.MediaOpened(2), answered());
    assertThat(notified(0)).isEmpty();
    assertThat(hangUps()).containsExactly(0);
  }

  @Test
  void shouldHangUpOnBothWhoTransferredInTurn() {
    searching(0);
    on(answered(), refer(1, TO_CAROL), found(), new CallEvent.MediaOpened(3), new CallEvent.FromLeg(3,
        new LegReport.Answered(200, "x", Headers.NONE, Body.NONE), Optional.of(NEW)), ended(3));
    assertThat(hangUps()).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void shouldTakeOneTransferAtATime() {
    searching(0);
    on(refer(1, TO_CAROL));
    assertThat(answerTo(1)).isEqualTo(491);
    assertThat(state).isInstanceOf(CallState.Transferring.class);
  }

  @Test
  void shouldRefuseOrPassWhereConfiguredSo() {
    plan = withTransfer(Transfer.REFUSE);
    bridged();
    on(refer(0, TO_CAROL));
    assertThat(answerTo(0)).isEqualTo(603);
    plan = withTransfer(Transfer.PASS);
    bridged();
    on(refer(0, TO_CAROL));
    assertThat(actions).containsExactly(new CallAction.ToLeg(1, new LegCommand.Request(1, "REFER", TO_CAROL, Body.NONE)));
    on(new CallEvent.FromLeg(1, new LegReport.Responded(1, 202, "Accepted", Headers.NONE, Body.NONE), Optional.empty()));
    assertThat(answerTo(0)).isEqualTo(202);
  }

  @Test
  void shouldAnswerAReinviteOfTheOtherOnceLegsHaveChanged() {
    searching(0);
    on(new CallEvent.FromLeg(1, new LegReport.Offered(Headers.NONE, Body.NONE), Optional.of(Plans.SDP)), answered());
    assertThat(actions).contains(BridgedCall.reject(1, 491, "Request Pending"));
  }

  private void searching(int by) {
    bridged();
    on(refer(by, TO_CAROL), found(), new CallEvent.MediaOpened(2));
  }

  private void bridged() {
    state = new CallState.Routing();
    on(new CallEvent.Begun(), new CallEvent.MediaOpened(0), new CallEvent.MediaOpened(1),
        new CallEvent.FromLeg(1, new LegReport.Answered(200, "x", Headers.NONE, Body.NONE), Optional.of(Plans.SDP)),
        new CallEvent.FromLeg(0, new LegReport.Acked(Body.NONE), Optional.empty()));
  }

  private void on(CallEvent... events) {
    for (CallEvent event : events) {
      var step = CallMachine.step(state, event, plan);
      state = step.next();
      actions = step.actions();
    }
  }

  private static CallEvent refer(int leg, Headers headers) {
    return new CallEvent.FromLeg(leg, new LegReport.Requested(new RequestId(9), "REFER", headers, Body.NONE), Optional.empty());
  }

  private static CallEvent found() {
    return new CallEvent.TargetFound(List.of(List.of(Plans.trunk(5))));
  }

  private static CallEvent answered() {
    return new CallEvent.FromLeg(2, new LegReport.Answered(200, "x", Headers.NONE, Body.NONE), Optional.of(NEW));
  }

  private static CallEvent failed(int status) {
    return new CallEvent.FromLeg(2, new LegReport.Failed(status, "No", LegReport.Why.RESPONSE, Headers.NONE), Optional.empty());
  }

  private static CallEvent progress(int status) {
    return new CallEvent.FromLeg(2, new LegReport.Progress(status, "Ringing", "f", Headers.NONE, Body.NONE), Optional.empty());
  }

  private static CallEvent ended(int leg) {
    return new CallEvent.FromLeg(leg, new LegReport.Ended(LegReport.How.BYE, Headers.NONE), Optional.empty());
  }

  private List<CallAction.ToLeg> commands() {
    return actions.stream().filter(CallAction.ToLeg.class::isInstance).map(CallAction.ToLeg.class::cast).toList();
  }

  private List<Integer> hangUps() {
    return commands().stream().filter(to -> to.command() instanceof LegCommand.HangUp).map(CallAction.ToLeg::leg).toList();
  }

  private List<String> notified(int leg) {
    return commands().stream().filter(to -> to.leg() == leg && to.command() instanceof LegCommand.Request)
        .map(to -> ((LegCommand.Request) to.command()).body().text().strip()).toList();
  }

  private int answerTo(int leg) {
    return commands().stream().filter(to -> to.leg() == leg && to.command() instanceof LegCommand.Respond)
        .map(to -> ((LegCommand.Respond) to.command()).status()).findFirst().orElse(0);
  }

  private static CallPlan withTransfer(Transfer transfer) {
    CallPolicy usual = Plans.policy(Amd.OFF);
    return Plans.plan(new CallPolicy(usual.onVerdict(), Hunting.DEFAULT, 5, transfer, usual.times()), List.of(List.of(Plans.trunk(1))));
  }
}
