package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.earshot.sip.leg.LegFixtures.*;

import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.Disarm;
import org.earshot.sip.leg.LegAction.SendFinal;
import org.earshot.sip.leg.LegAction.SendPrack;
import org.earshot.sip.leg.LegAction.SendProvisional;
import org.earshot.sip.leg.LegReport.How;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reliable provisional answers, ours and theirs (RFC 3262). */
class ReliableTest {
  private static final Disarm STOP = new Disarm(LegTimer.PRACK);
  private static final LegEvent PRACK = received("PRACK", Body.NONE);

  private static SendProvisional reliable(LegCommand.Ring ring, long rseq) {
    return new SendProvisional(FIRST, ring.status(), ring.reason(),
        Headers.of("Require", "100rel", "RSeq", Long.toString(rseq)), ring.body());
  }

  private static SendProvisional plain(LegCommand.Ring ring) {
    return new SendProvisional(FIRST, ring.status(), ring.reason(), ring.headers(), ring.body());
  }

  private static Arm again(long ms) {
    return new Arm(LegTimer.PRACK, ms);
  }

  @Test
  void shouldSendPlainAnswersWhenTheCallerKnowsNothingElse() {
    for (LegState state : List.of(incoming(SDP), incoming(SDP, "Supported", "timer"), incoming(Body.NONE, "Supported", "100rel"))) {
      assertThat(step(state, RING_SDP)).isEqualTo(Step.to(state, plain(RING_SDP)));
    }
  }

  @Test
  void shouldSendReliablyWhatHasADescriptionWhenTheCallerCanAcknowledge() {
    LegState state = incoming(SDP, "Supported", "timer, 100rel");

    assertThat(step(state, RING).actions()).containsExactly(plain(RING));
    assertThat(step(state, RING_SDP).actions()).containsExactly(reliable(RING_SDP, FIRST_RSEQ), again(500));
  }

  @Test
  void shouldSendEverythingReliablyWhenTheCallerRequiresIt() {
    assertThat(step(incoming(SDP, "Require", "100rel"), RING).actions())
        .containsExactly(reliable(RING, FIRST_RSEQ), again(500));
  }

  @Test
  void shouldSayNothingBeforeThe2xxWhenReliabilityWouldAskForAnOfferOfOurs() {
    LegState state = incoming(Body.NONE, "Require", "100rel");

    assertThat(step(state, RING)).isEqualTo(Step.ignored(state));
    assertThat(step(state, ANSWER).next()).isInstanceOf(LegState.AckAwaited.class);
  }

  @Test
  void shouldRepeatWithDoublingWaitsAndGiveUpAfter64T1() {
    Step step = step(incoming(SDP, "Require", "100rel"), RING);
    var waits = new ArrayList<Long>();
    while (!(step.next() instanceof LegState.Closed)) {
      assertThat(step.actions().getFirst()).isEqualTo(reliable(RING, FIRST_RSEQ));
      waits.add(((Arm) step.actions().getLast()).delayMs());
      step = step(step.next(), timer(LegTimer.PRACK));
    }

    assertThat(waits).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 500L);
    assertThat(step).isEqualTo(Step.closed(Replies.refuse(FIRST, 504, "Server Time-out", Headers.NONE),
        tell(new LegReport.Ended(How.DIALOG_LOST, Headers.NONE))));
  }

  @Test
  void shouldStopWhenThePrackComes() {
    LegState rung = step(incoming(SDP, "Require", "100rel"), RING).next();
    Step acknowledged = step(rung, PRACK);

    assertThat(acknowledged.actions()).containsExactly(STOP, Replies.ok(NEXT));
    assertThat(step(acknowledged.next(), timer(LegTimer.PRACK))).isEqualTo(Step.ignored(acknowledged.next()));
    assertThat(step(acknowledged.next(), PRACK).actions()).as("a second one").containsExactly(refused(NEXT, 481));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 1 INVITE", FIRST_RSEQ + " 2 INVITE", FIRST_RSEQ + " 1 UPDATE", FIRST_RSEQ + " 1", "", "x y z"})
  void shouldSend481ToAPrackOfSomethingElse(String rack) {
    LegState rung = step(incoming(SDP, "Require", "100rel"), RING).next();
    var prack = new LegEvent.RequestReceived(NEXT, request("PRACK", Headers.of("RAck", rack), Body.NONE));

    assertThat(step(rung, prack)).isEqualTo(Step.to(rung, refused(NEXT, 481)));
  }

  @Test
  void shouldSend481ToAPrackWhenNothingWaitsForOne() {
    for (LegState state : List.of(incoming(SDP), early(true), new LegState.Confirmed(DIALOG))) {
      assertThat(step(state, PRACK)).isEqualTo(Step.to(state, refused(NEXT, 481)));
    }
  }

  @Test
  void shouldQueueTheNextUntilTheFirstIsAcknowledged() {
    LegState rung = step(incoming(SDP, "Require", "100rel"), RING_SDP).next();
    Step queued = step(rung, RING);
    assertThat(queued.actions()).isEmpty();

    assertThat(step(queued.next(), PRACK).actions())
        .containsExactly(STOP, Replies.ok(NEXT), reliable(RING, FIRST_RSEQ + 1), again(500));
  }

  @Test
  void shouldHoldThe2xxUntilTheDescriptionIsAcknowledged() {
    LegState rung = step(step(incoming(SDP, "Supported", "100rel"), RING_SDP).next(), RING).next();
    Step held = step(rung, ANSWER);
    assertThat(held.actions()).isEmpty();
    assertThat(step(held.next(), RING)).isEqualTo(Step.ignored(held.next()));

    Step answered = step(held.next(), PRACK);
    assertThat(answered.next()).isInstanceOf(LegState.AckAwaited.class);
    assertThat(answered.actions()).containsExactly(STOP, Replies.ok(NEXT),
        new SendFinal(FIRST, 200, "OK", Headers.NONE, SDP), ACK_GUARD);
  }

  @Test
  void shouldOfferWhatDiffersFromTheAnswerThatTheCallerHas() {
    Step answered = step(agreed(), new LegCommand.Answer(REASON, OTHER_SDP));

    assertThat(answered.actions()).contains(new SendFinal(FIRST, 200, "OK", REASON, SDP));
    assertThat(step(answered.next(), new LegEvent.AckReceived(Body.NONE)).actions())
        .contains(new LegAction.SendReinvite(Headers.NONE, OTHER_SDP));
    assertThat(step(agreed(), new LegCommand.Ring(183, "Session Progress", Headers.NONE, OTHER_SDP)).actions())
        .containsExactly(new LegAction.SendUpdate("theirs", Headers.NONE, OTHER_SDP));
  }

  @Test
  void shouldStopEverythingWhenTheCallerGivesUp() {
    LegState rung = step(incoming(SDP, "Require", "100rel"), RING_SDP).next();

    assertThat(step(rung, new LegEvent.CancelReceived(REASON)))
        .isEqualTo(Step.closed(STOP, refused(FIRST, 487), tell(new LegReport.Ended(How.CANCEL, REASON))));
    assertThat(step(rung, HANG_UP)).isEqualTo(Step.closed(STOP, new SendFinal(FIRST, 486, "Busy Here", REASON, Body.NONE)));
  }

  @Test
  void shouldTakeAnOfferInPrack() {
    LegState rung = step(incoming(SDP, "Supported", "100rel"), RING_SDP).next();
    Step offered = step(rung, received("PRACK", OTHER_SDP));
    assertThat(offered.actions()).containsExactly(STOP,
        tell(new LegReport.Offered(request("PRACK", OTHER_SDP).headers(), OTHER_SDP)));

    assertThat(step(offered.next(), ANSWER).actions()).as("the offer has to be answered first").isEmpty();
    assertThat(step(offered.next(), new LegCommand.AnswerOffer(REASON, SDP)).actions())
        .containsExactly(new SendFinal(NEXT, 200, "OK", REASON, SDP));
  }

  @Test
  void shouldAcknowledgeReliableAnswersInOrder() {
    Step first = step(new LegState.Calling(true), LegFixtures.reliable(183, 17, SDP));
    assertThat(first.actions()).first().isEqualTo(new SendPrack("theirs", "17 1 INVITE"));
    assertThat(first.actions()).last().isInstanceOfSatisfying(LegAction.Tell.class,
        told -> assertThat(told.report()).isInstanceOf(LegReport.Progress.class));

    LegState early = first.next();
    for (long wrong : List.of(17L, 16L, 19L)) {
      assertThat(step(early, LegFixtures.reliable(180, wrong, Body.NONE))).isEqualTo(Step.ignored(early));
    }
    assertThat(step(early, LegFixtures.reliable(180, 18, Body.NONE)).actions())
        .contains(new SendPrack("theirs", "18 1 INVITE"));
  }

  @Test
  void shouldCountEachForkForItself() {
    LegState early = step(new LegState.Calling(true), LegFixtures.reliable(183, 17, SDP)).next();
    LegEvent.ResponseReceived here = LegFixtures.reliable(183, 500, OTHER_SDP);
    var other = new LegEvent.ResponseReceived("INVITE", 0, 183, "Progress", "other", "call-id", here.headers(), here.body());
    Step both = step(early, other);

    assertThat(both.actions()).contains(new SendPrack("other", "500 1 INVITE"));
    assertThat(step(both.next(), answer("INVITE", 200)).actions()).as("the description of the fork that answered")
        .contains(tell(new LegReport.Answered(200, "call-id", REASON, SDP)));
  }

  @Test
  void shouldAcknowledgeNothingWhenTheAnswerWouldHaveToGoWithIt() {
    Step early = step(new LegState.Calling(false), LegFixtures.reliable(183, 17, SDP));

    assertThat(early.actions()).singleElement().isInstanceOf(LegAction.Tell.class);
    assertThat(((LegAction.SendInvite) step(new LegState.Idle(LegState.Role.UAC), dial(Body.NONE)).actions().getFirst())
        .invite().headers().first("Supported")).isEmpty();
  }
}
