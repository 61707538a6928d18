package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.earshot.sip.leg.LegFixtures.*;

import java.util.List;
import java.util.Map;
import org.earshot.sip.leg.LegReport.Failed;
import org.earshot.sip.leg.LegReport.Why;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutgoingTest {
  private static final LegState CALLING = new LegState.Calling(true);
  private static final LegState EARLY = early(true);
  private static final LegState ABANDONED = new LegState.Abandoned(REASON);
  private static final LegState CANCELLING = new LegState.Cancelling(REASON);
  private static final LegAction CANCEL_GUARD = new LegAction.Arm(LegTimer.CANCEL_GUARD, 32_000);
  private static final LegAction NO_GUARD = new LegAction.Disarm(LegTimer.CANCEL_GUARD);
  private static final Step CANCEL = Step.to(CANCELLING, new LegAction.SendCancel(REASON), CANCEL_GUARD);

  @Test
  void shouldDialWithAndWithoutAnOffer() {
    LegState idle = new LegState.Idle(LegState.Role.UAC);

    assertThat(step(idle, dial(SDP))).isEqualTo(Step.to(CALLING, new LegAction.SendInvite(dial(SDP).invite().withHeaders(Headers.of("Supported", "100rel")))));
    assertThat(step(idle, dial(Body.NONE)).next()).isEqualTo(new LegState.Calling(false));
  }

  @Test
  void shouldTellTheFirst100AndProgressOfEveryFork() {
    assertThat(step(CALLING, answer("INVITE", 100))).isEqualTo(Step.to(EARLY, tell(new LegReport.Trying())));
    assertThat(step(EARLY, answer("INVITE", 100))).isEqualTo(Step.to(EARLY));
    for (String fork : List.of("one", "two")) {
      assertThat(step(EARLY, answer("INVITE", 0, 183, fork, SDP)))
          .isEqualTo(Step.to(new LegState.Early(true, Map.of(fork, LegState.EarlyDialog.SILENT), NO_OFFER),
              tell(new LegReport.Progress(183, "Reason 183", fork, REASON, SDP))));
    }
  }

  @Test
  void shouldAcknowledgeTheAnswerToItsOfferAtOnce() {
    assertThat(step(EARLY, answer("INVITE", 0, 200, "theirs", SDP))).isEqualTo(Step.to(
        new LegState.Confirmed(DIALOG), new LegAction.SendAck("theirs", Body.NONE),
        tell(new LegReport.Answered(200, "call-id", REASON, SDP))));
  }

  @Test
  void shouldLeaveTheAckToTheCallWhenThe2xxMadeTheOffer() {
    Step answered = step(early(false), answer("INVITE", 0, 200, "theirs", SDP));

    assertThat(answered).isEqualTo(Step.to(new LegState.AckDue(DIALOG, List.of()),
        tell(new LegReport.Answered(200, "call-id", REASON, SDP))));
    assertThat(step(answered.next(), new LegCommand.Ack(SDP)))
        .isEqualTo(Step.to(new LegState.Confirmed(DIALOG), new LegAction.SendAck("theirs", SDP)));
  }

  @Test
  void shouldSayWhyTheCallFailed() {
    assertThat(step(CALLING, answer("INVITE", 486)))
        .isEqualTo(Step.closed(tell(new Failed(486, "Reason 486", Why.RESPONSE, REASON))));
    assertThat(step(CALLING, new LegEvent.TransactionTimedOut("INVITE", 0)))
        .isEqualTo(Step.closed(tell(new Failed(408, "Request Timeout", Why.TIMEOUT, Headers.NONE))));
    assertThat(step(EARLY, new LegEvent.SendFailed("INVITE", 0, "refused")))
        .isEqualTo(Step.closed(tell(new Failed(503, "Service Unavailable", Why.TRANSPORT, Headers.NONE))));
  }

  @Test
  void shouldHoldCancelBackUntilAProvisionalAnswer() {
    assertThat(step(CALLING, HANG_UP)).isEqualTo(Step.to(ABANDONED, CANCEL_GUARD));
    assertThat(step(ABANDONED, answer("INVITE", 100))).isEqualTo(CANCEL);
    assertThat(step(EARLY, HANG_UP)).isEqualTo(CANCEL);
  }

  @ParameterizedTest
  @MethodSource("givenUp")
  void shouldAcknowledgeAndEndA2xxThatCrossedTheCancel(LegState state) {
    Step crossed = step(state, answer("INVITE", 0, 200, "theirs", SDP));

    assertThat(crossed.next()).isEqualTo(new LegState.Leaving(DIALOG));
    assertThat(crossed.actions()).containsSubsequence(new LegAction.SendAck("theirs", Body.NONE),
        tell(new Failed(487, "Request Terminated", Why.CANCELLED, Headers.NONE)), new LegAction.SendBye(REASON));
  }

  @ParameterizedTest
  @MethodSource("givenUp")
  void shouldTellCancelledWhateverTheFinalAnswerIs(LegState state) {
    for (int status : List.of(487, 486, 408, 603)) {
      assertThat(step(state, answer("INVITE", status)).actions())
          .contains(tell(new Failed(status, "Reason " + status, Why.CANCELLED, REASON)));
    }
    assertThat(step(state, new LegEvent.TransactionTimedOut("INVITE", 0)).next()).isEqualTo(CLOSED);
  }

  static List<LegState> givenUp() {
    return List.of(ABANDONED, CANCELLING);
  }

  @Test
  void shouldGiveUpWhenNothingAnswersTheCancel() {
    assertThat(step(CANCELLING, answer("CANCEL", 200))).isEqualTo(Step.ignored(CANCELLING));
    assertThat(step(CANCELLING, answer("INVITE", 180))).isEqualTo(Step.ignored(CANCELLING));
    assertThat(step(CANCELLING, new LegEvent.TransactionTimedOut("CANCEL", 0))).isEqualTo(Step.ignored(CANCELLING));
    assertThat(step(CANCELLING, timer(LegTimer.CANCEL_GUARD))).isEqualTo(step(ABANDONED, timer(LegTimer.CANCEL_GUARD)))
        .isEqualTo(Step.closed(NO_GUARD, tell(new Failed(487, "Request Terminated", Why.CANCELLED, Headers.NONE))));
    assertThat(step(CANCELLING, answer("INVITE", 487)).actions()).startsWith(NO_GUARD);
  }

  @Test
  void shouldEndTheForkThatAnswersSecond() {
    LegState confirmed = new LegState.Confirmed(DIALOG);

    assertThat(step(confirmed, answer("INVITE", 0, 200, "other", SDP)))
        .isEqualTo(Step.to(confirmed, new LegAction.EndFork("other")));
    assertThat(step(confirmed, answer("INVITE", 0, 200, "theirs", SDP))).isEqualTo(Step.ignored(confirmed));
    assertThat(step(new LegState.Leaving(DIALOG), answer("INVITE", 0, 200, "other", SDP)).actions())
        .containsExactly(new LegAction.EndFork("other"));
  }

  @Test
  void shouldAnswerWhatThePeerMustNotSendBeforeItsAnswer() {
    assertThat(step(EARLY, invite(NEXT, SDP))).isEqualTo(Step.to(EARLY, refused(NEXT, 491)));
    assertThat(step(EARLY, bye())).isEqualTo(Step.to(EARLY, refused(NEXT, 481)));
    assertThat(step(CANCELLING, received("INFO", Body.NONE))).isEqualTo(Step.to(CANCELLING, refused(NEXT, 481)));
  }

  @Test
  void shouldCarryRequestsOfTheEarlyDialog() {
    assertThat(step(EARLY, received("INFO", SDP)).actions())
        .containsExactly(tell(new LegReport.Requested(NEXT, "INFO", REASON, SDP)));
    assertThat(step(EARLY, new LegCommand.Request(3, "INFO", REASON, SDP)).actions())
        .containsExactly(new LegAction.SendRequest(3, "INFO", REASON, SDP));
    assertThat(step(EARLY, answer("INFO", 3, 200, "theirs", Body.NONE)).actions())
        .containsExactly(tell(new LegReport.Responded(3, 200, "Reason 200", REASON, Body.NONE)));
  }
}
