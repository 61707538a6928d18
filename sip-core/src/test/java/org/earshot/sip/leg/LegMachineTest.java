package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.earshot.sip.leg.LegFixtures.*;

import java.util.List;
import java.util.stream.Stream;
import org.earshot.sip.leg.LegReport.How;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.junit.jupiter.api.Test;

class LegMachineTest {
  private static final LegState INCOMING = incoming(SDP);

  @Test
  void shouldHaveAnAnswerToEveryEventInEveryState() {
    for (LegState state : states()) {
      for (LegEvent event : events()) {
        Step step = step(state, event);

        boolean ends = step.next() instanceof LegState.Closed && !(state instanceof LegState.Closed);
        assertThat(step.actions()).as("%s + %s", state, event)
            .filteredOn(action -> action instanceof LegAction.Release || action.equals(TELL_CLOSED))
            .hasSize(ends ? 2 : 0);
        if (ends) {
          assertThat(step.actions().getLast()).isEqualTo(TELL_CLOSED);
        }
      }
    }
  }

  @Test
  void shouldDoNothingMoreOnceClosed() {
    assertThat(events()).allSatisfy(event -> assertThat(step(CLOSED, event)).isEqualTo(Step.ignored(CLOSED)));
  }

  @Test
  void shouldAnswerEveryRequestOfThePeerUnlessTheCallIsToldOfIt() {
    List<LegEvent> requests = List.of(invite(NEXT, SDP), bye(), received("INFO", Body.NONE), received("UPDATE", SDP));
    for (LegState state : states()) {
      for (LegEvent event : requests) {
        if (state instanceof LegState.Closed || state instanceof LegState.Idle) {
          continue;
        }
        assertThat(step(state, event).actions()).as("%s + %s", state, event).anyMatch(action -> switch (action) {
          case LegAction.SendFinal(var id, var _, var _, var _, var _) -> id.equals(NEXT);
          case LegAction.Tell(LegReport.Offered _) -> true;
          case LegAction.Tell(LegReport.Requested _) -> true;
          case LegAction _ -> false;
        });
      }
    }
  }

  @Test
  void shouldWalkEveryKindOfStateAndEvent() {
    assertThat(states().stream().map(Object::getClass)).containsAll(kindsOf(LegState.class));
    assertThat(events().stream().map(Object::getClass)).containsAll(kindsOf(LegEvent.class));
  }

  private static List<Class<?>> kindsOf(Class<?> type) {
    return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(each -> kindsOf(each).stream()).toList()
        : List.of(type);
  }

  @Test
  void shouldRingAndAnswerWhenTheCallSaysSo() {
    Step incoming = step(new LegState.Idle(LegState.Role.UAS), invite(FIRST, SDP));
    assertThat(incoming).isEqualTo(Step.to(INCOMING));

    assertThat(step(INCOMING, new LegCommand.Ring(183, "Session Progress", Headers.NONE, SDP)))
        .isEqualTo(Step.to(INCOMING, new LegAction.SendProvisional(FIRST, 183, "Session Progress", Headers.NONE, SDP)));
    assertThat(step(INCOMING, new LegCommand.Answer(REASON, SDP))).isEqualTo(Step.to(
        new LegState.AckAwaited(new LegState.Dialog("theirs", false), false, List.of()),
        new LegAction.SendFinal(FIRST, 200, "OK", REASON, SDP), ACK_GUARD));
  }

  @Test
  void shouldExpectTheAnswerInTheAckWhenTheInviteHadNoOffer() {
    Step incoming = step(new LegState.Idle(LegState.Role.UAS), invite(FIRST, Body.NONE));

    assertThat(step(incoming.next(), new LegCommand.Answer(Headers.NONE, SDP)).next())
        .isEqualTo(new LegState.AckAwaited(new LegState.Dialog("theirs", false), true, List.of()));
  }

  @Test
  void shouldEndWithTheStatusOfARefusal() {
    assertThat(step(INCOMING, new LegCommand.Reject(404, "Not Found", REASON)))
        .isEqualTo(Step.closed(new LegAction.SendFinal(FIRST, 404, "Not Found", REASON, Body.NONE)));
    assertThat(step(INCOMING, HANG_UP))
        .isEqualTo(Step.closed(new LegAction.SendFinal(FIRST, 486, "Busy Here", REASON, Body.NONE)));
  }

  @Test
  void shouldSend487WhenCancelComesBeforeTheAnswer() {
    assertThat(step(INCOMING, new LegEvent.CancelReceived(REASON)))
        .isEqualTo(Step.closed(refused(FIRST, 487), tell(new LegReport.Ended(How.CANCEL, REASON))));
  }

  @Test
  void shouldIgnoreCancelWhenItCrossesTheAnswer() {
    LegState answered = new LegState.AckAwaited(DIALOG, false, List.of());

    assertThat(step(answered, new LegEvent.CancelReceived(REASON))).isEqualTo(Step.ignored(answered));
  }

  @Test
  void shouldEndAnEarlyDialogByTheCallersBye() {
    assertThat(step(INCOMING, bye())).isEqualTo(Step.closed(Replies.ok(NEXT), refused(FIRST, 487),
        tell(new LegReport.Ended(How.BYE, REASON))));
  }

  @Test
  void shouldPassRequestsOfAnEarlyDialogToTheCall() {
    assertThat(step(INCOMING, received("INFO", Body.NONE)))
        .isEqualTo(Step.to(INCOMING, tell(new LegReport.Requested(NEXT, "INFO", REASON, Body.NONE))));
    assertThat(step(INCOMING, new LegCommand.Respond(NEXT, 200, "OK", REASON, SDP)))
        .isEqualTo(Step.to(INCOMING, new LegAction.SendFinal(NEXT, 200, "OK", REASON, SDP)));
  }

  @Test
  void shouldSend500WithRetryAfterToASecondInviteBeforeTheFirstIsAnswered() {
    assertThat(step(INCOMING, invite(NEXT, SDP)).actions()).singleElement()
        .isEqualTo(new LegAction.SendFinal(NEXT, 500, "Server Internal Error", Headers.of("Retry-After", "2"), Body.NONE));
  }

  @Test
  void shouldEndWhenTheCallerCannotBeReached() {
    assertThat(step(INCOMING, new LegEvent.SendFailed(LegEvent.SendFailed.RESPONSE, 0, "refused"))).isEqualTo(
        Step.closed(refused(FIRST, 500), tell(new LegReport.Ended(How.DIALOG_LOST, Headers.NONE))));
  }

  @Test
  void shouldNotMistakeItsRole() {
    LegState uac = new LegState.Idle(LegState.Role.UAC);
    LegState uas = new LegState.Idle(LegState.Role.UAS);

    assertThat(step(uac, invite(FIRST, SDP))).isEqualTo(Step.to(uac, refused(FIRST, 481)));
    assertThat(step(uas, dial(SDP))).isEqualTo(Step.ignored(uas));
    assertThat(step(uac, HANG_UP)).isEqualTo(Step.closed());
  }

  @Test
  void shouldTellTheCallThatItsRequestFindsNoDialog() {
    var request = new LegCommand.Request(7, "INFO", Headers.NONE, Body.NONE);

    assertThat(step(new LegState.Calling(true), request).actions())
        .containsExactly(tell(new LegReport.Responded(7, 481, "No Dialog", Headers.NONE, Body.NONE)));
    assertThat(step(new LegState.Idle(LegState.Role.UAC), OFFER).actions())
        .containsExactly(tell(new LegReport.OfferFailed(481, "No Dialog", Headers.NONE)));
  }
}
