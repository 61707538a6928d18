package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.earshot.app.call.CallAction.Fact;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.transfer.Replaces;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.earshot.sip.sdp.SessionDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiedCallTest {
  private static final SessionDescription NEW = Plans.sdp(4020);
  private static final Replaces OTHER = new Replaces("id@host", "ours", "theirs", false);
  private static final Headers ATTENDED =
      Headers.of("Refer-To", "<sip:carol@x?Replaces=id%40host%3Bto-tag%3Dours%3Bfrom-tag%3Dtheirs>");

  private CallPlan plan = Plans.toTrunks(Amd.OFF, 1);
  private CallState state = new CallState.Routing();
  private List<CallAction> actions = List.of();

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldTakeInAnotherCallInThePlaceOfALeg(int gone) {
    int partner = 1 - gone;
    bridged();
    on(new CallEvent.TieAsked(request(gone, false)));
    assertThat(hangUps()).containsExactly(gone);
    assertThat(actions).contains(new CallAction.CloseMedia(gone),
        new CallAction.AcceptTie(2, partner, request(gone, false), false),
        new CallAction.Publish(new Fact.Transferred(gone, "replaced", "carol")));
    on(offered(2));
    assertThat(actions).containsExactly(new CallAction.RelayOffer(2, partner, Optional.of(NEW)));
    on(offerAnswered(partner));
    assertThat(actions).containsExactly(new CallAction.RelayAnswer(partner, 2, NEW));
    on(ended(2));
    assertThat(hangUps()).containsExactly(partner);
  }

  @Test
  void shouldRefuseWhatDoesNotFit() {
    bridged();
    on(new CallEvent.TieAsked(request(1, true)));
    assertThat(refusal()).isEqualTo(486);
    on(new CallEvent.TieAsked(request(7, false)));
    assertThat(refusal()).isEqualTo(481);
    on(offered(0), new CallEvent.TieAsked(request(1, false)));
    assertThat(refusal()).isEqualTo(491);
    on(ended(0), new CallEvent.TieAsked(request(1, false)));
    assertThat(refusal()).isEqualTo(603);
    ringing();
    on(new CallEvent.TieAsked(request(0, true)));
    assertThat(refusal()).isEqualTo(481);
    assertThat(state).isInstanceOf(CallState.Dialing.class);
  }

  @Test
  void shouldLetAPhoneThatRingsBePickedUp() {
    ringing();
    on(new CallEvent.TieAsked(request(1, true)));
    assertThat(hangUps()).containsExactly(1);
    assertThat(actions).contains(new CallAction.CloseMedia(1), new CallAction.AcceptTie(2, 0, request(1, true), true),
        new CallAction.AnswerCaller(2, NEW, Optional.empty()), new CallAction.Disarm(CallTimer.RING));
    assertThat(state).isInstanceOf(CallState.Bridged.class);
  }

  @Test
  void shouldAnswerWhoPicksUpWithTheWaitingCallersOffer() {
    joining();
    on(new CallEvent.Tied(1, 5, Plans.SDP, true, null));
    assertThat(actions).contains(new CallAction.TakeAnswer(1, 0, Plans.SDP),
        new CallAction.AnswerCaller(1, Plans.SDP, Optional.empty()));
    assertThat(state).isInstanceOf(CallState.Bridged.class);
  }

  @Test
  void shouldOfferToWhoIsLeftWhatTheNewcomerOffers() {
    joining();
    on(new CallEvent.Tied(1, 5, Plans.SDP, false, null));
    assertThat(actions).containsExactly(new CallAction.RelayOffer(0, 1, Optional.of(Plans.SDP)));
    on(offerAnswered(1));
    assertThat(actions).contains(new CallAction.AnswerCaller(1, NEW, Optional.empty()));
  }

  @Test
  void shouldRefuseTheNewcomerWhereTheOtherCallDoes() {
    joining();
    on(new CallEvent.TieRefused(1, 486, "Busy Here"));
    assertThat(((CallState.Ending) state).outcome().sipCode()).isEqualTo(486);
    joining();
    on(new CallEvent.Tied(1, 5, Plans.SDP, false, null), new CallEvent.FromLeg(1,
        new LegReport.OfferFailed(488, "Not Acceptable Here", Headers.NONE), Optional.empty()));
    assertThat(hangUps()).contains(0, 1);
  }

  @Test
  void shouldLetGoOfTheOtherCallWhenWhoAskedHasGone() {
    joining();
    on(new CallEvent.FromLeg(0, new LegReport.Ended(LegReport.How.CANCEL, Headers.NONE), Optional.empty()));
    assertThat(state).isInstanceOf(CallState.Ending.class);
    on(new CallEvent.Tied(1, 5, Plans.SDP, true, null));
    assertThat(hangUps()).containsExactly(1);
  }

  @Test
  void shouldOfferEachOfTheTwoWhatTheOtherSaidAfterAnAttendedTransfer() {
    bridged();
    on(new CallEvent.FromLeg(0, new LegReport.Requested(new RequestId(9), "REFER", ATTENDED, Body.NONE), Optional.empty()));
    assertThat(actions).contains(new CallAction.AskTie(2, 1, OTHER));
    on(new CallEvent.Tied(2, 5, NEW, false, null));
    assertThat(actions).contains(new CallAction.RelayOffer(2, 1, Optional.of(NEW)),
        new CallAction.Publish(new Fact.Transferred(0, "attended", "carol")));
    on(offerAnswered(1));
    assertThat(actions).containsExactly(new CallAction.TakeAnswer(1, 2, NEW),
        new CallAction.RelayOffer(1, 2, Optional.of(NEW)));
    on(offerAnswered(2));
    assertThat(actions).containsExactly(new CallAction.TakeAnswer(2, 1, NEW));
    on(offered(1));
    assertThat(actions).containsExactly(new CallAction.RelayOffer(1, 2, Optional.of(NEW)));
  }

  @Test
  void shouldTalkOnWhereTheOtherCallRefuses() {
    bridged();
    on(new CallEvent.FromLeg(0, new LegReport.Requested(new RequestId(9), "REFER", ATTENDED, Body.NONE), Optional.empty()),
        new CallEvent.TieRefused(2, 481, "None"));
    assertThat(state).isInstanceOf(CallState.Bridged.class);
    assertThat(actions).filteredOn(CallAction.ToLeg.class::isInstance).singleElement().asString().contains("NOTIFY");
  }

  @Test
  void shouldCarryEveryCommandAcrossAsAReport() {
    var none = Headers.NONE;
    assertThat(Tie.report(new LegCommand.Offer(none, Body.NONE))).contains(new LegReport.Offered(none, Body.NONE));
    assertThat(Tie.report(new LegCommand.AnswerOffer(none, Body.NONE))).contains(new LegReport.OfferAnswered(none, Body.NONE));
    assertThat(Tie.report(new LegCommand.RefuseOffer(488, "No", none))).contains(new LegReport.OfferFailed(488, "No", none));
    assertThat(Tie.report(new LegCommand.Ack(Body.NONE))).contains(new LegReport.Acked(Body.NONE));
    assertThat(Tie.report(new LegCommand.Request(3, "INFO", none, Body.NONE)))
        .contains(new LegReport.Requested(new RequestId(3), "INFO", none, Body.NONE));
    assertThat(Tie.report(new LegCommand.Respond(new RequestId(3), 200, "OK", none, Body.NONE)))
        .contains(new LegReport.Responded(3, 200, "OK", none, Body.NONE));
    assertThat(Tie.report(new LegCommand.HangUp(200, "x", none))).contains(new LegReport.Ended(LegReport.How.BYE, none));
    assertThat(Tie.report(new LegCommand.Reject(486, "x", none))).isEmpty();
  }

  private void bridged() {
    ringing();
    on(new CallEvent.FromLeg(1, new LegReport.Answered(200, "x", Headers.NONE, Body.NONE), Optional.of(Plans.SDP)),
        new CallEvent.FromLeg(0, new LegReport.Acked(Body.NONE), Optional.empty()));
  }

  private void ringing() {
    plan = Plans.toTrunks(Amd.OFF, 1);
    state = new CallState.Routing();
    on(new CallEvent.Begun(), new CallEvent.MediaOpened(0), new CallEvent.MediaOpened(1));
  }

  private void joining() {
    plan = Plans.replacing(OTHER);
    state = new CallState.Routing();
    on(new CallEvent.Begun(), new CallEvent.MediaOpened(0));
    assertThat(actions).contains(new CallAction.AskTie(1, 0, OTHER));
  }

  private void on(CallEvent... events) {
    for (CallEvent event : events) {
      var step = CallMachine.step(state, event, plan);
      state = step.next();
      actions = step.actions();
    }
  }

  private static TieRequest request(int replaced, boolean earlyOnly) {
    return new TieRequest("other", 3, replaced, earlyOnly, "carol", Optional.of(NEW), null);
  }

  private static CallEvent offered(int leg) {
    return new CallEvent.FromLeg(leg, new LegReport.Offered(Headers.NONE, Body.NONE), Optional.of(NEW));
  }

  private static CallEvent offerAnswered(int leg) {
    return new CallEvent.FromLeg(leg, new LegReport.OfferAnswered(Headers.NONE, Body.NONE), Optional.of(NEW));
  }

  private static CallEvent ended(int leg) {
    return new CallEvent.FromLeg(leg, new LegReport.Ended(LegReport.How.BYE, Headers.NONE), Optional.empty());
  }

  private List<Integer> hangUps() {
    return actions.stream().filter(CallAction.ToLeg.class::isInstance).map(CallAction.ToLeg.class::cast)
        .filter(to -> to.command() instanceof LegCommand.HangUp).map(CallAction.ToLeg::leg).toList();
  }

  private int refusal() {
    return actions.stream().filter(CallAction.RefuseTie.class::isInstance).map(CallAction.RefuseTie.class::cast)
        .map(CallAction.RefuseTie::status).findFirst().orElse(0);
  }
}
