package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.earshot.sip.leg.LegFixtures.*;

import java.util.List;
import org.earshot.sip.leg.LegReport.How;
import org.earshot.sip.leg.LegState.AckAwaited;
import org.earshot.sip.leg.LegState.AckDue;
import org.earshot.sip.leg.LegState.Backoff;
import org.earshot.sip.leg.LegState.Confirmed;
import org.earshot.sip.leg.LegState.Offered;
import org.earshot.sip.leg.LegState.Offering;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogsTest {
  private static final LegState CONFIRMED = new Confirmed(DIALOG);
  private static final LegState OFFERING = new Offering(DIALOG, OFFER, List.of());
  private static final LegState OFFERED = new Offered(DIALOG, FIRST, true, List.of());
  private static final LegAction REINVITE = new LegAction.SendReinvite(OFFER.headers(), OFFER.body());
  private static final List<LegAction> BYE =
      List.of(new LegAction.SendBye(Headers.NONE), new LegAction.Arm(LegTimer.BYE_GUARD, 34_000));

  @Test
  void shouldConfirmWhenTheAckComes() {
    assertThat(step(new AckAwaited(DIALOG, true, List.of()), new LegEvent.AckReceived(SDP)))
        .isEqualTo(Step.to(CONFIRMED, NO_ACK_GUARD, tell(new LegReport.Acked(SDP))));
  }

  @Test
  void shouldSendByeWhenTheAckNeverComes() {
    LegState awaited = new AckAwaited(DIALOG, false, List.of());
    Step missing = step(awaited, new LegEvent.AckMissing());

    assertThat(missing.next()).isEqualTo(new LegState.Leaving(DIALOG));
    assertThat(missing.actions()).startsWith(NO_ACK_GUARD, tell(new LegReport.Ended(How.ACK_MISSING, Headers.NONE)))
        .endsWith(BYE.toArray(LegAction[]::new));
    assertThat(step(awaited, timer(LegTimer.ACK_GUARD))).isEqualTo(missing);
  }

  @Test
  void shouldEndWhenItsAnswerCannotLeave() {
    Step lost = step(new AckAwaited(DIALOG, false, List.of()),
        new LegEvent.SendFailed(LegEvent.SendFailed.RESPONSE, 0, "connection reset"));

    assertThat(lost.next()).isEqualTo(new LegState.Leaving(DIALOG));
    assertThat(lost.actions()).contains(tell(new LegReport.Ended(How.DIALOG_LOST, Headers.NONE))).containsAll(BYE);
  }

  @Test
  void shouldPassThePeersReinviteToTheCallAndItsAnswerBack() {
    Step offered = step(CONFIRMED, invite(FIRST, SDP));
    assertThat(offered).isEqualTo(Step.to(OFFERED, tell(new LegReport.Offered(REASON, SDP))));

    assertThat(step(OFFERED, new LegCommand.Answer(REASON, SDP))).isEqualTo(Step.to(
        new AckAwaited(DIALOG, false, List.of()), new LegAction.SendFinal(FIRST, 200, "OK", REASON, SDP), ACK_GUARD));
    assertThat(step(OFFERED, new LegCommand.Reject(488, "Not Acceptable Here", REASON))).isEqualTo(Step.to(
        CONFIRMED, new LegAction.SendFinal(FIRST, 488, "Not Acceptable Here", REASON, Body.NONE)));
  }

  @Test
  void shouldExpectTheAnswerInTheAckWhenTheReinviteHadNoOffer() {
    LegState offered = step(CONFIRMED, invite(FIRST, Body.NONE)).next();

    assertThat(step(offered, new LegCommand.Answer(Headers.NONE, SDP)).next())
        .isEqualTo(new AckAwaited(DIALOG, true, List.of()));
  }

  @Test
  void shouldSendItsReinviteAndAcknowledgeTheAnswer() {
    assertThat(step(CONFIRMED, OFFER)).isEqualTo(Step.to(OFFERING, REINVITE));
    assertThat(step(OFFERING, answer("INVITE", 180))).isEqualTo(Step.ignored(OFFERING));
    assertThat(step(OFFERING, answer("INVITE", 0, 200, "theirs", SDP))).isEqualTo(Step.to(CONFIRMED,
        new LegAction.SendAck("theirs", Body.NONE), tell(new LegReport.OfferAnswered(REASON, SDP))));
  }

  @Test
  void shouldLeaveTheAckToTheCallWhenItsReinviteAskedForAnOffer() {
    Step answered = step(step(CONFIRMED, EMPTY_OFFER).next(), answer("INVITE", 0, 200, "theirs", SDP));

    assertThat(answered).isEqualTo(Step.to(new AckDue(DIALOG, List.of()), tell(new LegReport.OfferAnswered(REASON, SDP))));
  }

  @Test
  void shouldKeepTheSessionWhenItsReinviteIsRefused() {
    assertThat(step(OFFERING, answer("INVITE", 488)))
        .isEqualTo(Step.to(CONFIRMED, tell(new LegReport.OfferFailed(488, "Reason 488", REASON))));
    assertThat(step(OFFERING, new LegEvent.SendFailed("INVITE", 0, "refused")))
        .isEqualTo(Step.to(CONFIRMED, tell(new LegReport.OfferFailed(503, "Service Unavailable", Headers.NONE))));
  }

  @Test
  void shouldTryAgainAfterGlare() {
    Step glare = step(OFFERING, answer("INVITE", 491));
    assertThat(glare).isEqualTo(Step.to(new Backoff(DIALOG, List.of(OFFER)), new LegAction.Arm(LegTimer.GLARE, 4000)));

    assertThat(step(glare.next(), timer(LegTimer.GLARE))).isEqualTo(Step.to(OFFERING, REINVITE));
  }

  @Test
  void shouldWaitLessAfterGlareWhenThePeerOwnsTheCallId() {
    var theirs = new LegState.Dialog("theirs", false);

    assertThat(step(new Offering(theirs, OFFER, List.of()), answer("INVITE", 491)).actions())
        .containsExactly(new LegAction.Arm(LegTimer.GLARE, 2000));
  }

  @Test
  void shouldLetThePeersSecondTryGoFirst() {
    Step offered = step(new Backoff(DIALOG, List.of(OFFER)), invite(FIRST, SDP));

    assertThat(offered).isEqualTo(Step.to(new Offered(DIALOG, FIRST, true, List.of(OFFER)),
        new LegAction.Disarm(LegTimer.GLARE), tell(new LegReport.Offered(REASON, SDP))));
    assertThat(step(offered.next(), timer(LegTimer.GLARE))).isEqualTo(Step.ignored(offered.next()));
  }

  @ParameterizedTest
  @MethodSource("busy")
  void shouldSend491ToAReinviteThatMeetsOurs(LegState state) {
    assertThat(step(state, invite(NEXT, SDP))).isEqualTo(Step.to(state, refused(NEXT, 491)));
  }

  static List<LegState> busy() {
    return List.of(OFFERING, new AckDue(DIALOG, List.of()), new AckAwaited(DIALOG, true, List.of()));
  }

  @Test
  void shouldTakeAReinviteThatOvertookTheAck() {
    Step overtaken = step(new AckAwaited(DIALOG, false, List.of(OFFER)), invite(FIRST, SDP));

    assertThat(overtaken).isEqualTo(Step.to(new Offered(DIALOG, FIRST, true, List.of(OFFER)), NO_ACK_GUARD,
        tell(new LegReport.Acked(Body.NONE)), tell(new LegReport.Offered(REASON, SDP))));
    assertThat(step(overtaken.next(), new LegEvent.AckReceived(Body.NONE))).isEqualTo(Step.ignored(overtaken.next()));
  }

  @Test
  void shouldSend500ToASecondReinviteBeforeTheFirstIsAnswered() {
    assertThat(step(OFFERED, invite(NEXT, SDP)).actions()).singleElement()
        .isInstanceOfSatisfying(LegAction.SendFinal.class, sent -> {
          assertThat(sent.status()).isEqualTo(500);
          assertThat(sent.headers().first("Retry-After")).isPresent();
        });
  }

  @Test
  void shouldHoldOffersBackUntilTheInviteUnderWayIsDone() {
    LegState held = step(step(new AckAwaited(DIALOG, false, List.of()), OFFER).next(), EMPTY_OFFER).next();
    assertThat(held).isEqualTo(new AckAwaited(DIALOG, false, List.of(OFFER, EMPTY_OFFER)));

    Step acked = step(held, new LegEvent.AckReceived(Body.NONE));
    assertThat(acked).isEqualTo(Step.to(new Offering(DIALOG, OFFER, List.of(EMPTY_OFFER)),
        NO_ACK_GUARD, tell(new LegReport.Acked(Body.NONE)), REINVITE));
    assertThat(step(acked.next(), answer("INVITE", 488)).actions()).contains(
        new LegAction.SendReinvite(EMPTY_OFFER.headers(), EMPTY_OFFER.body()));
  }

  @Test
  void shouldHoldOffersBackInEveryBusyState() {
    assertThat(step(OFFERED, OFFER).next()).isEqualTo(new Offered(DIALOG, FIRST, true, List.of(OFFER)));
    assertThat(step(OFFERING, OFFER).next()).isEqualTo(new Offering(DIALOG, OFFER, List.of(OFFER)));
    assertThat(step(new AckDue(DIALOG, List.of()), OFFER).next()).isEqualTo(new AckDue(DIALOG, List.of(OFFER)));
    assertThat(step(new Backoff(DIALOG, List.of(OFFER)), EMPTY_OFFER).next())
        .isEqualTo(new Backoff(DIALOG, List.of(OFFER, EMPTY_OFFER)));
  }

  @Test
  void shouldLetACancelledReinviteRunItsCourse() {
    assertThat(step(OFFERED, new LegEvent.CancelReceived(REASON))).isEqualTo(Step.ignored(OFFERED));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 481})
  void shouldEndADialogThatThePeerNoLongerKnows(int status) {
    Step reinvite = step(OFFERING, answer("INVITE", status));
    assertThat(reinvite.next()).isEqualTo(new LegState.Leaving(DIALOG));
    assertThat(reinvite.actions()).contains(tell(new LegReport.OfferFailed(status, "Reason " + status, REASON)),
        tell(new LegReport.Ended(How.DIALOG_LOST, Headers.NONE))).containsAll(BYE);

    Step info = step(CONFIRMED, answer("INFO", 7, status, "theirs", Body.NONE));
    assertThat(info.next()).isEqualTo(new LegState.Leaving(DIALOG));
    assertThat(info.actions()).contains(tell(new LegReport.Responded(7, status, "Reason " + status, REASON, Body.NONE)),
        tell(new LegReport.Ended(How.DIALOG_LOST, Headers.NONE))).containsAll(BYE);
  }

  @Test
  void shouldTreatSilenceLike408() {
    assertThat(step(OFFERING, new LegEvent.TransactionTimedOut("INVITE", 0)).actions())
        .contains(tell(new LegReport.OfferFailed(408, "Request Timeout", Headers.NONE))).containsAll(BYE);
    assertThat(step(CONFIRMED, new LegEvent.TransactionTimedOut("INFO", 7)).actions())
        .contains(tell(new LegReport.Responded(7, 408, "Request Timeout", Headers.NONE, Body.NONE))).containsAll(BYE);
    assertThat(step(CONFIRMED, new LegEvent.SendFailed("INFO", 7, "refused"))).isEqualTo(Step.to(CONFIRMED,
        tell(new LegReport.Responded(7, 503, "Service Unavailable", Headers.NONE, Body.NONE))));
  }

  @Test
  void shouldPassRequestsBothWays() {
    assertThat(step(OFFERED, received("INFO", SDP)).actions())
        .containsExactly(tell(new LegReport.Requested(NEXT, "INFO", REASON, SDP)));
    assertThat(step(CONFIRMED, new LegCommand.Respond(NEXT, 202, "Accepted", REASON, Body.NONE)).actions())
        .containsExactly(new LegAction.SendFinal(NEXT, 202, "Accepted", REASON, Body.NONE));
    assertThat(step(CONFIRMED, new LegCommand.Request(9, "INFO", REASON, SDP)).actions())
        .containsExactly(new LegAction.SendRequest(9, "INFO", REASON, SDP));
    assertThat(step(CONFIRMED, answer("INFO", 9, 200, "theirs", SDP)).actions())
        .containsExactly(tell(new LegReport.Responded(9, 200, "Reason 200", REASON, SDP)));
  }
}
