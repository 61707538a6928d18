package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.earshot.sip.leg.LegFixtures.*;

import java.util.List;
import org.earshot.sip.leg.LegAction.SendFinal;
import org.earshot.sip.leg.LegAction.SendUpdate;
import org.earshot.sip.leg.LegState.Confirmed;
import org.earshot.sip.leg.LegState.EarlyOffer;
import org.earshot.sip.leg.LegState.UpdateOffered;
import org.earshot.sip.leg.LegState.Updating;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Offers by UPDATE, before and after the answer (RFC 3311). */
class UpdatesTest {
  private static final LegEvent UPDATE = received("UPDATE", SDP);
  private static final LegAction.Tell OFFERED = tell(new LegReport.Offered(REASON, SDP));
  private static final LegCommand.AnswerOffer TAKEN = new LegCommand.AnswerOffer(REASON, SDP);
  private static final LegCommand.RefuseOffer REFUSED = new LegCommand.RefuseOffer(488, "No", REASON);
  private static final EarlyOffer OURS = new EarlyOffer.Ours(OFFER, "theirs");
  private static final SendUpdate SENT = new SendUpdate("theirs", OFFER.headers(), OFFER.body());

  private static LegAction.Tell failed(int status) {
    return tell(new LegReport.OfferFailed(status, "Reason " + status, REASON));
  }

  @ParameterizedTest
  @MethodSource("readyFor")
  void shouldPassAnOfferToTheCallAndItsAnswerBack(LegState before) {
    Step offered = step(before, UPDATE);
    assertThat(offered.actions()).last().isEqualTo(OFFERED);

    assertThat(step(offered.next(), TAKEN).actions()).startsWith(new SendFinal(NEXT, 200, "OK", REASON, SDP));
    assertThat(step(offered.next(), REFUSED).actions()).startsWith(new SendFinal(NEXT, 488, "No", REASON, Body.NONE));
    assertThat(step(offered.next(), UPDATE).actions()).as("a second one").singleElement()
        .isInstanceOfSatisfying(SendFinal.class, sent -> {
          assertThat(sent.status()).isEqualTo(500);
          assertThat(sent.headers().first("Retry-After")).isPresent();
        });
  }

  static List<LegState> readyFor() {
    return List.of(agreed(), early(NO_OFFER), new Confirmed(DIALOG), new LegState.Backoff(DIALOG, List.of(OFFER)),
        new LegState.AckAwaited(DIALOG, false, List.of()));
  }

  @ParameterizedTest
  @MethodSource("offering")
  void shouldSend491WhileAnOfferOfOursIsOut(LegState state) {
    assertThat(step(state, UPDATE)).isEqualTo(Step.to(state, refused(NEXT, 491)));
  }

  static List<LegState> offering() {
    return List.of(new LegState.Calling(true), early(true), early(OURS), with(agreed(), OURS),
        new LegState.Offering(DIALOG, OFFER, List.of()), new Updating(DIALOG, OFFER, List.of()),
        new LegState.AckAwaited(DIALOG, true, List.of()), new LegState.Offered(DIALOG, FIRST, false, List.of()));
  }

  @ParameterizedTest
  @MethodSource("busy")
  void shouldSend500WhileAnOfferOfTheirsIsUnanswered(LegState state) {
    assertThat(step(state, UPDATE)).isEqualTo(Step.to(state, Replies.tooEarly(NEXT, POLICY)));
  }

  static List<LegState> busy() {
    return List.of(incoming(SDP), with(agreed(), THEIRS), early(THEIRS), new UpdateOffered(DIALOG, FIRST, List.of()),
        new LegState.Offered(DIALOG, FIRST, true, List.of()), new LegState.AckDue(DIALOG, List.of()));
  }

  @Test
  void shouldAnswerAnUpdateWithoutOfferByItself() {
    for (LegState state : List.of(incoming(SDP), early(true), new Confirmed(DIALOG), new LegState.Offering(DIALOG, OFFER, List.of()))) {
      assertThat(step(state, received("UPDATE", Body.NONE))).isEqualTo(Step.to(state, Replies.ok(NEXT)));
      assertThat(step(state, received("UPDATE", new Body("text/plain", new byte[1]))).actions())
          .containsExactly(Updates.unsupported(NEXT));
    }
  }

  @Test
  void shouldOfferByUpdateInTheEarlyDialogOfACaller() {
    Step offered = step(agreed(), OFFER);
    assertThat(offered).isEqualTo(Step.to(with(agreed(), OURS), SENT));

    assertThat(step(offered.next(), answer("UPDATE", 0, 200, "theirs", SDP)))
        .isEqualTo(Step.to(agreed(), tell(new LegReport.OfferAnswered(REASON, SDP))));
    assertThat(step(offered.next(), answer("UPDATE", 491))).isEqualTo(Step.to(agreed(), failed(491)));
    assertThat(step(offered.next(), new LegEvent.TransactionTimedOut("UPDATE", 0)).actions()).containsExactly(Updates.failed(408));
    assertThat(step(offered.next(), new LegEvent.SendFailed("UPDATE", 0, "refused")).actions()).containsExactly(Updates.failed(503));
  }

  @Test
  void shouldOfferByUpdateInTheEarlyDialogOfACallee() {
    Step offered = step(early(NO_OFFER), OFFER);
    assertThat(offered).isEqualTo(Step.to(early(OURS), SENT));

    assertThat(step(offered.next(), answer("UPDATE", 0, 200, "theirs", SDP)))
        .isEqualTo(Step.to(early(NO_OFFER), tell(new LegReport.OfferAnswered(REASON, SDP))));
    assertThat(step(offered.next(), answer("UPDATE", 488))).isEqualTo(Step.to(early(NO_OFFER), failed(488)));
  }

  @Test
  void shouldSayWhyAnEarlyOfferCannotGo() {
    var deaf = new LegState.EarlyDialog(1, SDP, false);

    assertThat(step(early(true), OFFER).actions()).containsExactly(Updates.failed(491));
    assertThat(step(incoming(SDP, "Allow", "UPDATE"), OFFER).actions()).containsExactly(Updates.failed(491));
    assertThat(step(incoming(SDP), OFFER).actions()).containsExactly(Updates.failed(488));
    assertThat(step(new LegState.Early(true, java.util.Map.of("theirs", deaf), NO_OFFER), OFFER).actions())
        .containsExactly(Updates.failed(488));
    assertThat(step(early(THEIRS), OFFER).actions()).containsExactly(Updates.failed(491));
  }

  @Test
  void shouldHoldThe2xxUntilTheOfferIsAnswered() {
    Step held = step(with(agreed(), THEIRS), ANSWER);
    assertThat(held.actions()).isEmpty();

    assertThat(step(held.next(), REFUSED).actions()).contains(new SendFinal(FIRST, 200, "OK", Headers.NONE, SDP), ACK_GUARD);
  }

  @Test
  void shouldCarryTheOfferOverWhenTheCalleeAnswers() {
    var request = ((EarlyOffer.Theirs) THEIRS).request();

    assertThat(step(early(THEIRS), answer("INVITE", 200)).next()).isEqualTo(new UpdateOffered(DIALOG, request, List.of()));
    assertThat(step(early(OURS), answer("INVITE", 200)).next()).isEqualTo(new Updating(DIALOG, OFFER, List.of()));
    assertThat(step(early(new EarlyOffer.Theirs(FIRST, "other", SDP)), answer("INVITE", 200)).actions())
        .contains(refused(FIRST, 481));
    assertThat(step(early(new EarlyOffer.Ours(OFFER, "other")), answer("INVITE", 200)).actions())
        .contains(Updates.failed(491));
  }

  @Test
  void shouldGoOnWithWhatWasAgreedLast() {
    LegState changed = step(step(early(NO_OFFER), received("UPDATE", OTHER_SDP)).next(), TAKEN).next();
    assertThat(step(changed, answer("INVITE", 0, 200, "theirs", SDP)).actions())
        .contains(tell(new LegReport.Answered(200, "call-id", REASON, OTHER_SDP)));

    LegState told = step(step(agreed(), UPDATE).next(), new LegCommand.AnswerOffer(REASON, OTHER_SDP)).next();
    assertThat(step(told, new LegCommand.Answer(REASON, OTHER_SDP)).next())
        .isEqualTo(new LegState.AckAwaited(new LegState.Dialog("theirs", false), false, List.of()));
  }

  @Test
  void shouldFinishItsUpdateInTheConfirmedDialog() {
    LegState updating = new Updating(DIALOG, OFFER, List.of(EMPTY_OFFER));

    assertThat(step(updating, answer("UPDATE", 0, 200, "theirs", SDP)).actions()).containsExactly(
        tell(new LegReport.OfferAnswered(REASON, SDP)), new LegAction.SendReinvite(EMPTY_OFFER.headers(), Body.NONE));
    assertThat(step(updating, answer("UPDATE", 491)).next()).isEqualTo(new LegState.Backoff(DIALOG, List.of(OFFER, EMPTY_OFFER)));
    assertThat(step(updating, answer("UPDATE", 481)).next()).isEqualTo(new LegState.Leaving(DIALOG));
    assertThat(step(updating, new LegEvent.TransactionTimedOut("UPDATE", 0)).next()).isEqualTo(new LegState.Leaving(DIALOG));
    assertThat(step(updating, new LegEvent.SendFailed("UPDATE", 0, "refused")).actions()).startsWith(Updates.failed(503));
  }

  @Test
  void shouldAnswerWhatWaitsWhenTheDialogEnds() {
    for (LegState state : List.of(with(agreed(), new EarlyOffer.Theirs(FIRST, "theirs", SDP)), early(new EarlyOffer.Theirs(FIRST, "theirs", SDP)),
        new UpdateOffered(DIALOG, FIRST, List.of()))) {
      assertThat(step(state, HANG_UP).actions()).as("%s", state).contains(refused(FIRST, 487));
    }
    for (LegState state : List.of(with(agreed(), OURS), early(OURS))) {
      assertThat(step(state, HANG_UP).actions()).as("%s", state).contains(Updates.failed(491));
    }
  }
}
