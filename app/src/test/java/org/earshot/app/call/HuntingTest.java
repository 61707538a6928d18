package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.earshot.app.call.Hunted.Going;
import org.earshot.app.call.Hunted.Lost;
import org.earshot.app.call.Hunted.News;
import org.earshot.app.call.Hunted.Won;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.leg.LegCommand;
import org.earshot.sip.leg.LegReport;
import org.earshot.sip.leg.LegReport.Why;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Transport;
import org.earshot.sip.sdp.SessionDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuntingTest {
  private static final Attempt DESK = Plans.phone(1, Transport.UDP);
  private static final Attempt MOBILE = Plans.phone(2, Transport.UDP);
  private static final SessionDescription ONE = Plans.sdp(4002);
  private static final SessionDescription TWO = Plans.sdp(4004);

  private CallPolicy policy = Plans.policy(Amd.OFF);
  private Hunted result;

  @Test
  void shouldCallAllOfAGroupAtOnceWithPortsOfTheirOwn() {
    begin(List.of(DESK, MOBILE));
    assertThat(result.actions()).contains(new CallAction.OpenMedia(1), new CallAction.OpenMedia(2),
        new CallAction.Arm(CallTimer.SETUP, 180_000));
    on(new CallEvent.MediaOpened(2));
    assertThat(result.actions()).contains(new CallAction.Dial(2, 0, MOBILE)).doesNotContain(new CallAction.Dial(1, 0, DESK));
    on(new CallEvent.MediaOpened(1));
    assertThat(result.actions()).contains(new CallAction.Dial(1, 0, DESK));
  }

  @Test
  void shouldCancelAllOthersWhenOneAnswers() {
    ringing(List.of(DESK, MOBILE));
    on(answered(2, TWO));
    assertThat(((Won) result).leg()).isEqualTo(2);
    assertThat(result.actions()).contains(new CallAction.BridgeMedia(0, 2, TWO), new CallAction.CloseMedia(1),
        new CallAction.Disarm(CallTimer.RING), new CallAction.Disarm(CallTimer.SETUP));
    assertThat(hangUps()).singleElement().satisfies(to -> {
      assertThat(to.leg()).isEqualTo(1);
      assertThat(((LegCommand.HangUp) to.command()).headers().first("Reason"))
          .contains("SIP;cause=200;text=\"Call completed elsewhere\"");
    });
  }

  @Test
  void shouldGiveBackThePortsOfOneThatWasNotEvenCalledYet() {
    begin(List.of(DESK, MOBILE));
    on(new CallEvent.MediaOpened(1), answered(1, ONE));
    assertThat(result.actions()).contains(new CallAction.CloseMedia(2));
    assertThat(hangUps()).isEmpty();
  }

  @Test
  void shouldRingOnWhenOneIsBusyAndTellTheBestAnswerWhenAllFail() {
    ringing(List.of(DESK, MOBILE));
    on(failed(1, 486));
    assertThat(result).isInstanceOf(Going.class);
    on(failed(2, 404));
    assertThat(((Lost) result).failure().status()).isEqualTo(486);
  }

  @Test
  void shouldEndTheSearchUpon6xx() {
    ringing(List.of(DESK, MOBILE), List.of(Plans.trunk(3)));
    on(failed(1, 603));
    assertThat(((Lost) result).failure().status()).isEqualTo(603);
    assertThat(((Lost) result).by()).isEqualTo("callee");
    assertThat(hangUps()).extracting(CallAction.ToLeg::leg).contains(2);
    assertThat(result.actions()).contains(new CallAction.CloseMedia(2));
  }

  @ParameterizedTest
  @CsvSource({"486,404,486", "404,486,486", "404,480,480", "503,404,404", "404,503,404", "500,503,503", "401,404,404",
      "407,503,503", "484,486,484", "486,600,600", "302,486,486", "415,486,415", "302,404,404"})
  void shouldChooseTheBestAnswerByClass(int first, int second, int best) {
    ringing(List.of(DESK, MOBILE));
    on(failed(1, first), failed(2, second));
    assertThat(((Lost) result).failure().status()).isEqualTo(best);
  }

  @ParameterizedTest
  @CsvSource({"401,503", "407,503", "302,480", "305,480"})
  void shouldNeverPassAChallengeOrARedirection(int status, int told) {
    ringing(List.of(DESK));
    on(failed(1, status));
    assertThat(((Lost) result).failure().status()).isEqualTo(told);
  }

  @Test
  void shouldPreferAPeersWordOverSilence() {
    ringing(List.of(DESK, MOBILE));
    on(failed(1, 404), new CallEvent.FromLeg(2, new LegReport.Failed(408, "", Why.TIMEOUT, Headers.NONE), Optional.empty()));
    assertThat(((Lost) result).failure().status()).isEqualTo(404);
  }

  @Test
  void shouldCallPhonesOfLowerQAfterwardsButATrunkOnlyWhereTheFirstWasAtFault() {
    ringing(List.of(DESK), List.of(MOBILE));
    on(failed(1, 486));
    assertThat(result.actions()).contains(new CallAction.OpenMedia(2));
    ringing(List.of(Plans.trunk(1)), List.of(Plans.trunk(2)));
    on(failed(1, 486));
    assertThat(result).isInstanceOf(Lost.class);
    ringing(List.of(Plans.trunk(1)), List.of(Plans.trunk(2)));
    on(failed(1, 503));
    assertThat(result.actions()).contains(new CallAction.OpenMedia(2));
  }

  @Test
  void shouldHearTheFirstEarlyMediaUntilItFailsAndLetTheOthersRing() {
    policy = Plans.policy(Amd.REPORT);
    ringing(List.of(DESK, MOBILE));
    on(progress(1, 183, "a", ONE));
    assertThat(result.actions()).contains(new CallAction.BridgeMedia(0, 1, ONE), new CallAction.Listen(1));
    on(progress(2, 183, "b", TWO));
    assertThat(result.actions()).noneMatch(CallAction.BridgeMedia.class::isInstance)
        .noneMatch(CallAction.Listen.class::isInstance);
    assertThat(((Going) result).news()).containsExactly(new News(2, 180, "Ringing", Optional.empty()));
    on(failed(1, 486));
    assertThat(result.actions()).contains(new CallAction.BridgeMedia(0, 2, TWO), new CallAction.Listen(2));
    assertThat(((Going) result).news()).containsExactly(new News(2, 183, "Session Progress", Optional.of(TWO)));
  }

  @Test
  void shouldTellTheEarlyDialogsOfAForkingPeerApart() {
    ringing(List.of(DESK));
    on(progress(1, 183, "a", ONE), progress(1, 183, "b", TWO));
    assertThat(result.actions()).noneMatch(CallAction.BridgeMedia.class::isInstance);
    on(progress(1, 199, "a", null));
    assertThat(result.actions()).contains(new CallAction.BridgeMedia(0, 1, TWO));
    on(progress(1, 183, "c", ONE), new CallEvent.FromLeg(1, new LegReport.Answered(200, "x",
        Headers.of("To", "\"B\" <sip:b@c>;tag=b"), Body.NONE), Optional.empty()));
    assertThat(((Won) result).answer()).isEqualTo(TWO);
  }

  @Test
  void shouldPassOverOnlyThoseWhoHaveSaidNothing() {
    ringing(List.of(DESK, MOBILE), List.of(Plans.trunk(3)));
    on(new CallEvent.FromLeg(1, new LegReport.Trying(), Optional.empty()));
    assertThat(result.actions()).doesNotContain(new CallAction.Disarm(CallTimer.TRYING));
    on(new CallEvent.TimerFired(CallTimer.TRYING));
    assertThat(hangUps()).extracting(CallAction.ToLeg::leg).containsExactly(2);
    on(new CallEvent.TimerFired(CallTimer.RING));
    assertThat(hangUps()).extracting(CallAction.ToLeg::leg).containsExactly(1);
    assertThat(result.actions()).contains(new CallAction.OpenMedia(3));
    on(new CallEvent.TimerFired(CallTimer.SETUP));
    assertThat(((Lost) result).failure().cause()).isEqualTo(Cause.NO_ANSWER);
  }

  @Test
  void shouldCallAPhoneAtItsContactWhenItsConnectionHasGone() {
    Attempt.Contact phone = Plans.phone(1, Transport.TCP);
    ringing(List.of(phone));
    var gone = new CallEvent.FromLeg(1, new LegReport.Failed(503, "", Why.TRANSPORT, Headers.NONE), Optional.empty());
    on(gone);
    assertThat(result.actions()).contains(new CallAction.OpenMedia(2), new CallAction.CloseMedia(1));
    on(new CallEvent.MediaOpened(2));
    assertThat(result.actions()).contains(new CallAction.Dial(2, 0,
        new Attempt.Contact(phone.binding(), phone.binding().direct().orElseThrow())));
    on(new CallEvent.FromLeg(2, new LegReport.Failed(503, "", Why.TRANSPORT, Headers.NONE), Optional.empty()));
    assertThat(result).isInstanceOf(Lost.class);
  }

  @Test
  void shouldFollowARedirectionBeforeAnybodyElseAndNeverCallTheSameTwice() {
    ringing(List.of(Plans.trunk(1)), List.of(Plans.trunk(2)));
    on(redirected(1));
    assertThat(result.actions()).contains(new CallAction.Redirect(1, Plans.trunk(1), List.of("<sip:x@y>")));
    on(new CallEvent.Redirected(1, List.of(List.of(Plans.trunk(1), Plans.trunk(3)), List.of(Plans.trunk(4)))));
    assertThat(result.actions()).contains(new CallAction.OpenMedia(2), new CallAction.CloseMedia(1))
        .doesNotContain(new CallAction.OpenMedia(3));
    Hunt hunt = ((Going) result).hunt();
    assertThat(hunt.branches()).extracting(Hunt.Branch::attempt).containsExactly(Plans.trunk(3));
    assertThat(hunt.later()).containsExactly(List.of(Plans.trunk(4)), List.of(Plans.trunk(2)));
  }

  @Test
  void shouldGiveUpARedirectionThatLeadsNowhereOrOnlyBack() {
    for (List<List<Attempt>> groups : List.of(List.<List<Attempt>>of(), List.of(List.of(DESK)))) {
      ringing(List.of(DESK));
      on(redirected(1), new CallEvent.Redirected(1, groups));
      assertThat(((Lost) result).failure().status()).isEqualTo(480);
    }
  }

  @Test
  void shouldFollowOnlySoManyRedirections() {
    ringing(List.of(Plans.trunk(1)));
    for (int leg = 1; leg <= policy.redirectsMax(); leg++) {
      on(redirected(leg), new CallEvent.Redirected(leg, List.of(List.of(Plans.trunk(leg + 1)))),
          new CallEvent.MediaOpened(leg + 1));
    }
    on(redirected(6));
    assertThat(result).isInstanceOf(Lost.class);
  }

  @Test
  void shouldPassOverAMachineInEarlyMediaAndEndUponAnIntercept() {
    policy = Plans.earlyPolicy();
    ringing(List.of(Plans.trunk(1)), List.of(Plans.trunk(2)));
    on(progress(1, 183, "a", ONE), heard(1, AmdResult.MACHINE));
    assertThat(hangUps()).extracting(CallAction.ToLeg::leg).containsExactly(1);
    assertThat(result.actions()).contains(new CallAction.OpenMedia(2));
    on(new CallEvent.MediaOpened(2), progress(2, 183, "b", TWO), heard(2, AmdResult.INTERCEPT));
    assertThat(((Lost) result).failure()).isEqualTo(Failure.of(Cause.INTERCEPT));
    assertThat(Cause.INTERCEPT.q850()).isEqualTo(1);
  }

  @Test
  void shouldNotGoOnWithoutPorts() {
    begin(List.of(DESK), List.of(MOBILE));
    on(new CallEvent.MediaFailed(1));
    assertThat(((Lost) result).failure().cause()).isEqualTo(Cause.NO_PORTS);
  }

  @SafeVarargs
  private void begin(List<Attempt>... groups) {
    result = Hunting.begin(Hunt.over(List.of(groups), 0, 0), policy);
  }

  @SafeVarargs
  private void ringing(List<Attempt>... groups) {
    begin(groups);
    for (int leg = 1; leg <= groups[0].size(); leg++) {
      on(new CallEvent.MediaOpened(leg));
    }
  }

  private void on(CallEvent... events) {
    for (CallEvent event : events) {
      result = Hunting.step(((Going) result).hunt(), event, policy);
    }
  }

  private List<CallAction.ToLeg> hangUps() {
    Stream<CallAction.ToLeg> commands = result.actions().stream().filter(CallAction.ToLeg.class::isInstance)
        .map(CallAction.ToLeg.class::cast);
    return commands.filter(to -> to.command() instanceof LegCommand.HangUp).toList();
  }

  private static CallEvent answered(int leg, SessionDescription sdp) {
    return new CallEvent.FromLeg(leg, new LegReport.Answered(200, "id", Headers.NONE, Body.NONE), Optional.of(sdp));
  }

  private static CallEvent failed(int leg, int status) {
    return new CallEvent.FromLeg(leg, new LegReport.Failed(status, "No", Why.RESPONSE, Headers.NONE), Optional.empty());
  }

  private static CallEvent redirected(int leg) {
    return new CallEvent.FromLeg(leg, new LegReport.Failed(302, "Moved", Why.RESPONSE, Headers.of("Contact", "<sip:x@y>")),
        Optional.empty());
  }

  private static CallEvent progress(int leg, int status, String fork, SessionDescription sdpOrNull) {
    return new CallEvent.FromLeg(leg, new LegReport.Progress(status, "Session Progress", fork, Headers.NONE, Body.NONE),
        Optional.ofNullable(sdpOrNull));
  }

  private static CallEvent heard(int leg, AmdResult what) {
    var verdict = new AmdVerdict(what, 0.9, "x", "y", 1000, new ArrayList<>());
    return new CallEvent.Heard(leg, new AmdEvent.Verdict(verdict, 1000));
  }
}
