package org.earshot.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.earshot.sip.leg.LegFixtures.*;

import java.util.List;
import java.util.Optional;
import org.earshot.sip.leg.LegAction.Arm;
import org.earshot.sip.leg.LegAction.Disarm;
import org.earshot.sip.leg.LegAction.SendFinal;
import org.earshot.sip.leg.LegAction.SendInvite;
import org.earshot.sip.leg.LegAction.SendReinvite;
import org.earshot.sip.leg.LegAction.SendRequest;
import org.earshot.sip.leg.LegReport.How;
import org.earshot.sip.leg.SessionRules.Mode;
import org.earshot.sip.leg.Sessions.Turn;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.RequestId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session timer around the machine of a leg (RFC 4028). */
class SessionsTest {
  private static final SessionRules REQUEST = new SessionRules(Mode.REQUEST, 1800, 90);
  private static final SessionRules ACCEPT = new SessionRules(Mode.ACCEPT, 1800, 90);
  private static final LegState.Idle UAC = new LegState.Idle(LegState.Role.UAC);
  private static final LegState.Idle UAS = new LegState.Idle(LegState.Role.UAS);
  private static final Arm REFRESH_AT_HALF = new Arm(LegTimer.REFRESH, 900_000);
  private static final Arm END = new Arm(LegTimer.SESSION, 1_800_000);
  /** Where the peer refreshes. */
  private static final Arm EARLY_END = new Arm(LegTimer.SESSION, 1_768_000);

  private static Turn step(LegState state, SessionTimer timer, LegEvent event) {
    return Sessions.step(state, timer, event, POLICY);
  }

  private static Turn step(Turn before, LegEvent event) {
    return step(before.state(), before.timer(), event);
  }

  private static LegEvent.ResponseReceived response(String method, int token, int status, Body body, String... headers) {
    return new LegEvent.ResponseReceived(method, token, status, "Reason " + status, "theirs", "call-id",
        Headers.of(headers), body);
  }

  /** A leg that has called and been answered with those header fields. */
  private static Turn called(SessionRules rules, String... headers) {
    Turn dialled = step(UAC, SessionTimer.of(rules), dial(SDP));
    return step(dialled, response("INVITE", 0, 200, OTHER_SDP, headers));
  }

  /** A leg that has been called with those and has answered. */
  private static Turn answered(SessionRules rules, String... headers) {
    Turn incoming = step(UAS, SessionTimer.of(rules), invite(FIRST, SDP, headers));
    return step(incoming, ANSWER);
  }

  private static Headers sent(Turn turn) {
    return turn.actions().stream().map(action -> switch (action) {
      case SendInvite(var invite) -> invite.headers();
      case SendReinvite(var headers, var _) -> headers;
      case SendRequest(var _, var _, var headers, var _) -> headers;
      case SendFinal(var _, var _, var _, var headers, var _) -> headers;
      case LegAction _ -> null;
    }).filter(java.util.Objects::nonNull).findFirst().orElseThrow();
  }

  @Test
  void shouldSayNothingWhenItIsOff() {
    Turn off = step(UAC, SessionTimer.of(SessionRules.NONE), dial(SDP));

    assertThat(sent(off).fields()).containsExactly(new Headers.Field("Supported", "100rel"));
    assertThat(sent(answered(SessionRules.NONE, "Supported", "timer", "Session-Expires", "1800")).fields()).isEmpty();
  }

  @Test
  void shouldAskForATimerOrOnlySupportIt() {
    Headers asking = sent(step(UAC, SessionTimer.of(REQUEST), dial(SDP)));
    assertThat(asking.lists("Supported", "timer")).isTrue();
    assertThat(asking.first("Session-Expires")).contains("1800");
    assertThat(asking.first("Min-SE")).contains("90");

    Headers supporting = sent(step(UAC, SessionTimer.of(ACCEPT), dial(SDP)));
    assertThat(supporting.lists("Supported", "timer")).isTrue();
    assertThat(supporting.first("Session-Expires")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1800;refresher=uac, true", "1800; Refresher=UAC ;x=y, true", "1800, true", "1800;refresher=uas, false"})
  void shouldDoItsPartOfWhatTheCalleeAgreesTo(String expires, boolean weRefresh) {
    Turn turn = called(REQUEST, "Session-Expires", expires);

    assertThat(turn.actions()).contains(weRefresh ? END : EARLY_END,
        weRefresh ? REFRESH_AT_HALF : new Disarm(LegTimer.REFRESH));
  }

  @Test
  void shouldLeaveTheSessionWithoutEndWhenTheCalleeDoesNotAnswerTheTimer() {
    assertThat(called(REQUEST).actions()).noneMatch(action -> action instanceof Arm(var timer, var _) && timer == LegTimer.SESSION);
  }

  @Test
  void shouldLetTheCallerRefreshWhereItCan() {
    Turn turn = answered(ACCEPT, "Supported", "timer", "Session-Expires", "600");

    assertThat(sent(turn).first("Session-Expires")).contains("600;refresher=uac");
    assertThat(sent(turn).first("Require")).contains("timer");
    assertThat(turn.actions()).contains(new Arm(LegTimer.SESSION, 568_000), new Disarm(LegTimer.REFRESH));
  }

  @Test
  void shouldRefreshForACallerThatCannotOrSaysSo() {
    for (Turn turn : List.of(answered(ACCEPT, "Session-Expires", "1800"),
        answered(ACCEPT, "Supported", "timer", "Session-Expires", "1800;refresher=uas"))) {
      assertThat(sent(turn).first("Session-Expires")).contains("1800;refresher=uas");
      assertThat(sent(turn).first("Require")).isEmpty();
      assertThat(turn.actions()).contains(END, REFRESH_AT_HALF);
    }
  }

  @Test
  void shouldBringTheTimerUpOnlyWhereItAsksForOneAndTheCallerCan() {
    assertThat(sent(answered(REQUEST, "Supported", "timer")).first("Session-Expires")).contains("1800;refresher=uas");
    assertThat(sent(answered(REQUEST)).first("Session-Expires")).isEmpty();
    assertThat(sent(answered(ACCEPT, "Supported", "timer")).first("Session-Expires")).isEmpty();
  }

  @Test
  void shouldShortenALongIntervalToItsOwnButNotBelowTheCallersMinimum() {
    assertThat(sent(answered(REQUEST, "Supported", "timer", "Session-Expires", "7200")).first("Session-Expires"))
        .contains("1800;refresher=uac");
    assertThat(sent(answered(REQUEST, "Supported", "timer", "Session-Expires", "7200", "Min-SE", "3600"))
        .first("Session-Expires")).contains("3600;refresher=uac");
    assertThat(sent(answered(ACCEPT, "Supported", "timer", "Session-Expires", "7200")).first("Session-Expires"))
        .contains("7200;refresher=uac");
  }

  @Test
  void shouldRefuseAnIntervalThatIsTooShort() {
    var invite = request("INVITE", Headers.of("Session-Expires", "89"), SDP);
    assertThat(REQUEST.refusal(invite).orElseThrow().status()).isEqualTo(422);
    assertThat(REQUEST.refusal(invite).orElseThrow().headers().first("Min-SE")).contains("90");
    assertThat(SessionRules.NONE.refusal(invite)).isEmpty();
    assertThat(SessionRules.NONE.refusal(request("INVITE", Headers.of("Require", "timer"), SDP)).orElseThrow().status())
        .isEqualTo(420);

    Turn up = called(REQUEST, "Session-Expires", "1800");
    Turn again = step(up, invite(NEXT, SDP, "Session-Expires", "30"));
    assertThat(again.state()).isEqualTo(up.state());
    assertThat(again.actions()).singleElement().isInstanceOfSatisfying(SendFinal.class,
        refusal -> assertThat(refusal.status()).isEqualTo(422));
  }

  @Test
  void shouldCallAgainWithTheCalleesMinimum() {
    Turn dialled = step(UAC, SessionTimer.of(REQUEST), dial(SDP));
    Turn again = step(dialled, response("INVITE", 0, 422, Body.NONE, "Min-SE", "3600"));

    assertThat(again.state()).isEqualTo(dialled.state());
    assertThat(sent(again).first("Session-Expires")).contains("3600");
    assertThat(sent(again).first("Min-SE")).contains("3600");
    for (String more : List.of("3600", "5000", "none")) {
      assertThat(step(again, response("INVITE", 0, 422, Body.NONE, "Min-SE", more)).state()).as(more).isEqualTo(CLOSED);
    }
  }

  @Test
  void shouldSendAReinviteAgainWithThePeersMinimum() {
    Turn offering = step(called(REQUEST, "Session-Expires", "1800"), OFFER);
    assertThat(sent(offering).first("Session-Expires")).contains("1800;refresher=uac");

    Turn again = step(offering, response("INVITE", 0, 422, Body.NONE, "Min-SE", "2400"));
    assertThat(again.state()).isEqualTo(offering.state());
    assertThat(sent(again).first("Session-Expires")).contains("2400;refresher=uac");
  }

  @Test
  void shouldRefreshByUpdateWherePossible() {
    Turn up = called(REQUEST, "Session-Expires", "1800", "Allow", "INVITE, UPDATE");
    Turn refresh = step(up, timer(LegTimer.REFRESH));
    assertThat(refresh.actions()).singleElement().isInstanceOfSatisfying(SendRequest.class, update -> {
      assertThat(update.method()).isEqualTo("UPDATE");
      assertThat(update.body().isEmpty()).isTrue();
      assertThat(update.headers().first("Session-Expires")).contains("1800;refresher=uac");
    });

    Turn done = step(refresh, response("UPDATE", SessionTimer.TOKEN, 200, Body.NONE, "Session-Expires", "1800;refresher=uac"));
    assertThat(done.actions()).containsExactly(END, REFRESH_AT_HALF);
  }

  @Test
  void shouldRefreshByAReinviteThatChangesNothingElsewhere() {
    Turn up = called(REQUEST, "Session-Expires", "1800");
    Turn refresh = step(up, timer(LegTimer.REFRESH));
    assertThat(refresh.state()).isEqualTo(new LegState.Refreshing(DIALOG, List.of()));
    assertThat(refresh.actions()).first().isInstanceOfSatisfying(SendReinvite.class,
        reinvite -> assertThat(reinvite.body()).isEqualTo(SDP));

    Turn done = step(refresh, response("INVITE", 0, 200, OTHER_SDP, "Session-Expires", "1800;refresher=uac"));
    assertThat(done.actions()).containsExactly(new LegAction.SendAck("theirs", Body.NONE), END, REFRESH_AT_HALF);
    for (int status : List.of(491, 500)) {
      assertThat(step(refresh, response("INVITE", 0, status, Body.NONE)).state()).isEqualTo(new LegState.Confirmed(DIALOG));
    }
    assertThat(step(refresh, response("INVITE", 0, 481, Body.NONE)).state()).isEqualTo(new LegState.Leaving(DIALOG));
  }

  @Test
  void shouldTryTheRefreshAgainWhenItDoesNotSucceed() {
    Turn up = called(REQUEST, "Session-Expires", "1800", "Allow", "UPDATE");
    Arm soon = new Arm(LegTimer.REFRESH, 90_000);

    assertThat(step(up, response("UPDATE", SessionTimer.TOKEN, 500, Body.NONE)).actions()).containsExactly(soon);
    assertThat(step(up, new LegEvent.SendFailed("UPDATE", SessionTimer.TOKEN, "refused")).actions()).containsExactly(soon);
    assertThat(step(new LegState.Offering(DIALOG, OFFER, List.of()), up.timer(), timer(LegTimer.REFRESH)).actions())
        .containsExactly(soon);
    Turn unknown = step(up, response("UPDATE", SessionTimer.TOKEN, 405, Body.NONE));
    assertThat(step(unknown, timer(LegTimer.REFRESH)).state()).isInstanceOf(LegState.Refreshing.class);
    assertThat(step(up, response("UPDATE", SessionTimer.TOKEN, 481, Body.NONE)).state()).isEqualTo(new LegState.Leaving(DIALOG));
    assertThat(step(up, new LegEvent.TransactionTimedOut("UPDATE", SessionTimer.TOKEN)).state())
        .isEqualTo(new LegState.Leaving(DIALOG));
  }

  @Test
  void shouldEndTheSessionThatIsNotRefreshed() {
    Turn ended = step(called(REQUEST, "Session-Expires", "1800;refresher=uas"), timer(LegTimer.SESSION));

    assertThat(ended.state()).isEqualTo(new LegState.Leaving(DIALOG));
    assertThat(ended.actions()).contains(new Disarm(LegTimer.SESSION), new Disarm(LegTimer.REFRESH))
        .anyMatch(action -> action instanceof LegAction.Tell(LegReport.Ended told) && told.how() == How.SESSION_EXPIRED)
        .anyMatch(action -> action instanceof LegAction.SendBye bye && bye.headers().first("Reason").orElse("").contains("408"));
  }

  @Test
  void shouldAnswerAPeersRefreshWithoutTheCall() {
    Turn up = step(answered(ACCEPT, "Supported", "timer", "Session-Expires", "1800;refresher=uac"),
        new LegEvent.AckReceived(Body.NONE));
    var update = new LegEvent.RequestReceived(NEXT, request("UPDATE",
        Headers.of("Supported", "timer", "Session-Expires", "1800;refresher=uac"), Body.NONE));
    assertThat(step(up, update).actions()).hasSize(3).contains(EARLY_END);

    Turn reinvite = step(up, invite(NEXT, SDP, "Supported", "timer", "Session-Expires", "1800;refresher=uac"));
    assertThat(reinvite.actions()).first().isInstanceOfSatisfying(SendFinal.class, ok -> {
      assertThat(ok.body()).isEqualTo(ANSWER.body());
      assertThat(ok.headers().first("Session-Expires")).contains("1800;refresher=uac");
    });
    assertThat(reinvite.actions()).noneMatch(LegAction.Tell.class::isInstance).contains(EARLY_END);
    Turn changed = step(up, invite(NEXT, OTHER_SDP, "Supported", "timer", "Session-Expires", "1800;refresher=uac"));
    assertThat(changed.actions()).anyMatch(action -> action instanceof LegAction.Tell(LegReport.Offered _));
  }

  @Test
  void shouldKeepWhatIsAgreedWhenAReinviteDoesNotSpeakOfIt() {
    Turn up = step(answered(ACCEPT, "Supported", "timer", "Session-Expires", "1800"), new LegEvent.AckReceived(Body.NONE));

    assertThat(sent(step(step(up, invite(NEXT, OTHER_SDP, "Supported", "timer")), ANSWER)).first("Session-Expires"))
        .contains("1800;refresher=uac");
    assertThat(step(step(up, invite(NEXT, OTHER_SDP)), ANSWER).actions()).as("no timer any more")
        .contains(new Disarm(LegTimer.SESSION));
  }

  @Test
  void shouldForgetWhatItHasAnswered() {
    Turn up = step(answered(ACCEPT, "Supported", "timer", "Session-Expires", "1800"), new LegEvent.AckReceived(Body.NONE));

    assertThat(up.timer().asked()).isEmpty();
    assertThat(called(REQUEST).timer().invite()).isEqualTo(Optional.empty());
  }

  @Test
  void shouldHaveAnAnswerToEveryEventInEveryState() {
    SessionTimer timer = called(REQUEST, "Session-Expires", "1800").timer();
    for (LegState state : states()) {
      for (LegEvent event : events()) {
        Turn turn = step(state, timer, event);

        boolean ends = turn.state() instanceof LegState.Closed && !(state instanceof LegState.Closed);
        assertThat(turn.actions()).as("%s + %s", state, event).filteredOn(LegAction.Release.class::isInstance)
            .hasSize(ends ? 1 : 0);
        assertThat(turn.timer().asked().keySet()).isSubsetOf(List.of(NEXT, new RequestId(1)));
      }
    }
  }
}
