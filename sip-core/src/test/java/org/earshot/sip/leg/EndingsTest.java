package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.earshot.sip.leg.LegFixtures.*;

import java.util.List;
import org.earshot.sip.leg.LegReport.How;
import org.earshot.sip.message.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndingsTest {
  private static final LegState LEAVING = new LegState.Leaving(DIALOG);
  private static final LegAction BYE = new LegAction.SendBye(REASON);
  private static final LegAction GUARD = new LegAction.Arm(LegTimer.BYE_GUARD, 34_000);
  private static final LegAction.Tell ENDED = tell(new LegReport.Ended(How.BYE, REASON));

  @Test
  void shouldSendByeWhenHungUp() {
    assertThat(step(new LegState.Confirmed(DIALOG), HANG_UP)).isEqualTo(Step.to(LEAVING, BYE, GUARD));
  }

  @Test
  void shouldFinishTheInviteUnderWayBeforeTheBye() {
    assertThat(step(new LegState.Offered(DIALOG, FIRST, true, List.of()), HANG_UP))
        .isEqualTo(Step.to(LEAVING, refused(FIRST, 487), BYE, GUARD));
    assertThat(step(new LegState.AckDue(DIALOG, List.of()), HANG_UP))
        .isEqualTo(Step.to(LEAVING, new LegAction.SendAck("theirs", Body.NONE), BYE, GUARD));
    assertThat(step(new LegState.Backoff(DIALOG, List.of(OFFER)), HANG_UP))
        .isEqualTo(Step.to(LEAVING, new LegAction.Disarm(LegTimer.GLARE), BYE, GUARD));
    assertThat(step(new LegState.Offering(DIALOG, OFFER, List.of()), HANG_UP)).isEqualTo(Step.to(LEAVING, BYE, GUARD));
  }

  @Test
  void shouldHoldByeBackUntilTheAckHasComeOrIsMissing() {
    var ending = new LegState.EndingOnAck(DIALOG, REASON);

    assertThat(step(new LegState.AckAwaited(DIALOG, false, List.of(OFFER)), HANG_UP)).isEqualTo(Step.to(ending));
    for (LegEvent event : List.of(new LegEvent.AckReceived(Body.NONE), new LegEvent.AckMissing(), timer(LegTimer.ACK_GUARD),
        new LegEvent.SendFailed(LegEvent.SendFailed.RESPONSE, 0, "refused"))) {
      assertThat(step(ending, event)).isEqualTo(Step.to(LEAVING, NO_ACK_GUARD, BYE, GUARD));
    }
    assertThat(step(ending, bye())).isEqualTo(Step.closed(Replies.ok(NEXT), NO_ACK_GUARD));
  }

  @Test
  void shouldAnswerThePeersByeAndClose() {
    assertThat(step(new LegState.Confirmed(DIALOG), bye())).isEqualTo(Step.closed(Replies.ok(NEXT), ENDED));
    assertThat(step(new LegState.AckAwaited(DIALOG, false, List.of()), bye()))
        .isEqualTo(Step.closed(Replies.ok(NEXT), NO_ACK_GUARD, ENDED));
  }

  @Test
  void shouldAnswerAPendingReinviteWhenByeCrossesIt() {
    assertThat(step(new LegState.Offered(DIALOG, FIRST, true, List.of()), bye()))
        .isEqualTo(Step.closed(Replies.ok(NEXT), refused(FIRST, 487), ENDED));
  }

  @Test
  void shouldAnswerTheByeThatCrossesOurs() {
    assertThat(step(LEAVING, bye())).isEqualTo(Step.to(LEAVING, Replies.ok(NEXT)));
  }

  @ParameterizedTest
  @MethodSource("lastWords")
  void shouldCloseWhenOurByeIsDealtWith(LegEvent event) {
    assertThat(step(LEAVING, event).next()).isEqualTo(CLOSED);
  }

  static List<LegEvent> lastWords() {
    return List.of(answer("BYE", 200), answer("BYE", 481), answer("BYE", 401), answer("BYE", 503),
        new LegEvent.TransactionTimedOut("BYE", 0), new LegEvent.SendFailed("BYE", 0, "refused"), timer(LegTimer.BYE_GUARD));
  }

  @Test
  void shouldRefuseWhatComesAfterOurBye() {
    assertThat(step(LEAVING, invite(NEXT, SDP))).isEqualTo(Step.to(LEAVING, refused(NEXT, 481)));
    assertThat(step(LEAVING, received("INFO", Body.NONE))).isEqualTo(Step.to(LEAVING, refused(NEXT, 481)));
    assertThat(step(LEAVING, answer("BYE", 100))).isEqualTo(Step.ignored(LEAVING));
  }

  @Test
  void shouldAcknowledgeAReinvitesAnswerThatComesAfterOurBye() {
    assertThat(step(LEAVING, answer("INVITE", 200))).isEqualTo(Step.to(LEAVING, new LegAction.SendAck("theirs", Body.NONE)));
    assertThat(step(LEAVING, answer("INVITE", 487))).isEqualTo(Step.ignored(LEAVING));
  }
}
