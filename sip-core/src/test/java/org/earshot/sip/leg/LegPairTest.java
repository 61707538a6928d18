package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.earshot.sip.leg.LegFixtures.*;
import static org.earshot.sip.leg.LegPair.CALLEE;
import static org.earshot.sip.leg.LegPair.CALLER;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.earshot.sip.leg.LegReport.How;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.junit.jupiter.api.Test;

/** Two machines against each other: what crosses on the wire must leave both sides of one mind. */
class LegPairTest {
  private static final List<LegCommand> COMMANDS = List.of(OFFER, EMPTY_OFFER, ANSWER, ANSWER, ANSWER,
      new LegCommand.Ack(SDP), new LegCommand.Ack(SDP), RING, RING_SDP,
      new LegCommand.Ring(183, "Session Progress", Headers.NONE, OTHER_SDP), new LegCommand.AnswerOffer(Headers.NONE, SDP),
      new LegCommand.RefuseOffer(488, "No", Headers.NONE),
      new LegCommand.Reject(488, "No", Headers.NONE), new LegCommand.Request(5, "INFO", Headers.NONE, Body.NONE), HANG_UP);

  private final LegPair pair = new LegPair();

  private void connect() {
    pair.command(CALLER, dial(SDP));
    pair.settleMessages();
    pair.command(CALLEE, ANSWER);
    pair.settleMessages();
  }

  private void assertClosed() {
    pair.settle();
    assertThat(pair.legs).allMatch(Leg::closed);
  }

  @Test
  void shouldConnectAndEnd() {
    connect();
    assertThat(pair.legs).allMatch(leg -> leg.state() instanceof LegState.Confirmed);

    pair.command(CALLER, HANG_UP);
    assertClosed();
    assertThat(pair.told.get(CALLEE)).contains(new LegReport.Ended(How.BYE, REASON));
  }

  @Test
  void shouldBothGetTheirOfferThroughAfterGlare() {
    connect();
    pair.command(CALLER, OFFER);
    pair.command(CALLEE, OFFER);
    pair.settleMessages();
    assertThat(pair.legs).allMatch(leg -> leg.state() instanceof LegState.Backoff);

    pair.settle();
    assertThat(pair.legs[CALLER].state()).as("the callee does not own the Call-ID: its turn is first")
        .isInstanceOf(LegState.Offered.class);
    pair.command(CALLER, ANSWER);
    pair.settle();
    pair.command(CALLEE, ANSWER);
    pair.settle();

    assertThat(pair.legs).allMatch(leg -> leg.state() instanceof LegState.Confirmed);
    assertThat(pair.told).allSatisfy(reports -> assertThat(reports).hasAtLeastOneElementOfType(LegReport.OfferAnswered.class)
        .doesNotHaveAnyElementsOfTypes(LegReport.OfferFailed.class));
  }

  @Test
  void shouldEndBothWhenCancelCrosses200() {
    pair.command(CALLER, dial(SDP));
    pair.deliver(0);
    pair.command(CALLEE, new LegCommand.Ring(180, "Ringing", Headers.NONE, Body.NONE));
    pair.deliver(0);
    pair.command(CALLER, HANG_UP);
    pair.command(CALLEE, ANSWER);

    assertClosed();
    assertThat(pair.told.get(CALLER)).hasAtLeastOneElementOfType(LegReport.Failed.class);
    assertThat(pair.told.get(CALLEE)).contains(new LegReport.Acked(Body.NONE), new LegReport.Ended(How.BYE, REASON));
  }

  @Test
  void shouldEndBothWhenTwoByesCross() {
    connect();
    pair.command(CALLER, HANG_UP);
    pair.command(CALLEE, HANG_UP);

    assertClosed();
  }

  @Test
  void shouldEndBothWhenByeCrossesAReinvite() {
    connect();
    pair.command(CALLER, OFFER);
    pair.command(CALLEE, HANG_UP);

    assertClosed();
    assertThat(pair.told.get(CALLER)).contains(new LegReport.Ended(How.BYE, REASON));
  }

  @Test
  void shouldEndBothWhenTheAckIsLost() {
    pair.command(CALLER, dial(SDP));
    pair.settleMessages();
    pair.command(CALLEE, ANSWER);
    pair.deliver(0);
    pair.loseAcks();

    assertClosed();
    assertThat(pair.told.get(CALLEE)).contains(new LegReport.Ended(How.ACK_MISSING, Headers.NONE));
    assertThat(pair.told.get(CALLER)).hasAtLeastOneElementOfType(LegReport.Ended.class);
  }

  @Test
  void shouldRefreshTheSessionFromOneSideOnly() {
    var timed = new LegPair(TIMED);
    timed.command(CALLER, dial(SDP));
    timed.settleMessages();
    timed.command(CALLEE, ANSWER);
    timed.settleMessages();
    timed.pass(10_000_000);

    assertThat(timed.legs).allMatch(leg -> leg.state() instanceof LegState.Confirmed);
    assertThat(timed.refreshes).as("one every 900 s").isBetween(10, 12);
  }

  @Test
  void shouldEndTheSessionThatNobodyRefreshes() {
    var timed = new LegPair(TIMED);
    timed.command(CALLER, dial(SDP));
    timed.settleMessages();
    timed.command(CALLEE, ANSWER);
    timed.settleMessages();
    timed.loseEverything();
    timed.settle();

    assertThat(timed.legs).allMatch(Leg::closed);
    assertThat(timed.told).allSatisfy(reports -> assertThat(reports)
        .filteredOn(LegReport.Ended.class::isInstance).singleElement()
        .extracting(report -> ((LegReport.Ended) report).how()).isEqualTo(How.SESSION_EXPIRED));
  }

  @Property(tries = 300)
  void shouldAlwaysComeToAnEndWithSessionTimers(@ForAll @Size(min = 5, max = 60) List<@IntRange(max = 99) Integer> choices) {
    assertEnds(new LegPair(TIMED), choices);
  }

  @Property(tries = 300)
  void shouldAlwaysComeToAnEnd(@ForAll @Size(min = 5, max = 60) List<@IntRange(max = 99) Integer> choices) {
    assertEnds(new LegPair(), choices);
  }

  private static void assertEnds(LegPair any, List<Integer> choices) {
    any.command(CALLER, dial(choices.getFirst() % 2 == 0 ? SDP : Body.NONE));
    for (int choice : choices) {
      if (any.underWay() > 0 && choice < 60) {
        any.deliver(choice % any.underWay());
      } else {
        any.command(choice % 2, COMMANDS.get(choice / 2 % COMMANDS.size()));
      }
    }
    any.command(CALLER, HANG_UP);
    any.command(CALLEE, HANG_UP);
    any.settle();

    assertThat(any.legs).as("%s", any.told).allMatch(Leg::closed);
  }
}
