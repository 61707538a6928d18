package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.events.DomainEvent;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaId;
import org.earshot.media.amd.AmdEvent;
import org.earshot.media.amd.AmdResult;
import org.earshot.media.amd.AmdVerdict;
import org.earshot.sip.leg.LegAction.SendAck;
import org.earshot.sip.leg.LegAction.SendBye;
import org.earshot.sip.leg.LegAction.SendFinal;
import org.earshot.sip.leg.LegAction.SendInvite;
import org.earshot.sip.leg.LegAction.SendProvisional;
import org.earshot.sip.leg.LegAction.SendReinvite;
import org.earshot.sip.leg.LegAction.SendRequest;
import org.earshot.sip.sdp.SessionDescription;
import org.junit.jupiter.api.Test;

/** Calls through the real machines of call and legs; only the stack and the media engine are made up. */
class CallScenarioTest {

  @Test
  void shouldOfferOurAddressAndNothingOfTheCallers() {
    var call = CallFixture.dialled(Amd.OFF, 1);
    var invite = call.last(1, SendInvite.class).invite();
    assertThat(invite.body().text()).contains("c=IN IP4 192.0.2.1", "m=audio 20002 RTP/AVP 0 8 101")
        .doesNotContain("10.1.1.1", "candidate", "o=phone");
    assertThat(invite.from().uri().toString()).isEqualTo("sip:alice@earshot.example");
    assertThat(invite.from().display()).isEqualTo("Alice");
    assertThat(invite.requestUri().toString()).isEqualTo("sip:100@carrier.example");
    assertThat(invite.headers().first("Max-Forwards")).contains("69");
    assertThat(invite.headers().first("Via")).isEmpty();
  }

  @Test
  void shouldAnswerTheCallerWithOurAddressAndTheCalleesCodecs() {
    var call = CallFixture.dialled(Amd.OFF, 1);
    call.fromCallee(1, 180, "");
    assertThat(call.last(0, SendProvisional.class).status()).isEqualTo(180);
    call.fromCallee(1, 200, CallFixture.CALLEE_SDP);
    assertThat(call.last(1, SendAck.class)).isNotNull();
    var ok = call.last(0, SendFinal.class);
    assertThat(ok.status()).isEqualTo(200);
    assertThat(ok.body().text()).contains("m=audio 20000 RTP/AVP 0 101", "a=x-unknown:kept").doesNotContain("10.2.2.2");
    assertThat(call.sessions.get(0).updates.getLast().getFirst().remoteRtp().getPort()).isEqualTo(4000);
    assertThat(call.sessions.get(1).updates.getLast().getFirst().remoteRtp().getPort()).isEqualTo(5000);
    var answered = call.published(DomainEvent.CallAnswered.class).getFirst();
    assertThat(answered.calleeCallId()).isEqualTo("callee-call-id");
    assertThat(answered.codec()).isEqualTo("PCMU");
  }

  @Test
  void shouldCarryHoldAndResumeWithARisingVersion() {
    var call = bridged(Amd.OFF);
    call.reinvite(0, CallFixture.CALLER_SDP + "a=sendonly\r\n");
    var held = SessionDescription.parse(call.last(1, SendReinvite.class).body().text());
    assertThat(held.directionOf(held.media().getFirst()).word()).isEqualTo("sendonly");
    assertThat(held.origin().version()).isEqualTo("2");
    call.fromCallee(1, 200, CallFixture.CALLEE_SDP + "a=recvonly\r\n");
    var ok = SessionDescription.parse(call.last(0, SendFinal.class).body().text());
    assertThat(ok.directionOf(ok.media().getFirst()).word()).isEqualTo("recvonly");
    assertThat(call.sessions.get(1).updates.getLast().getFirst().sending()).isFalse();
    call.acked();
    call.reinvite(0, CallFixture.CALLER_SDP);
    var resumed = SessionDescription.parse(call.last(1, SendReinvite.class).body().text());
    assertThat(resumed.origin().version()).isEqualTo("3");
  }

  @Test
  void shouldKeepTheSessionWhenTheOtherSideRefusesTheNewOffer() {
    var call = bridged(Amd.OFF);
    int before = call.sessions.get(0).updates.size();
    call.reinvite(0, CallFixture.sdp("10.9.9.9", 4444, "0", "a=sendrecv"));
    call.fromCallee(1, 488, "");
    assertThat(call.last(0, SendFinal.class).status()).isEqualTo(488);
    assertThat(call.sessions.get(0).updates).hasSize(before);
  }

  @Test
  void shouldEndTheOtherLegAndWriteOneRecordWhenOneHangsUp() {
    var call = bridged(Amd.OFF);
    call.bye(0);
    assertThat(call.last(1, SendBye.class)).isNotNull();
    call.mediaClosed();
    assertThat(call.published(DomainEvent.CallEnded.class)).singleElement().satisfies(end -> {
      assertThat(end.cause()).isEqualTo("normal");
      assertThat(end.endedBy()).isEqualTo("caller");
      assertThat(end.answered()).isTrue();
    });
    call.answeredBye(1);
    assertThat(call.gone).isTrue();
    assertThat(call.taken).isZero();
  }

  @Test
  void shouldTryTheSecondTrunkAndGiveBackThePlaceOnTheFirst() {
    var call = CallFixture.dialled(Amd.OFF, 2);
    call.fromCallee(1, 503, "");
    assertThat(call.sessions.get(1).closed).isTrue();
    call.opened(2);
    assertThat(call.last(2, SendInvite.class).invite().body().text()).contains("m=audio 20004 ");
    assertThat(call.taken).isEqualTo(1);
    assertThat(call.published(DomainEvent.LegFailed.class)).hasSize(1);
  }

  @Test
  void shouldHoldTheAnswerAndCarryTheVerdictInIt() {
    var call = CallFixture.dialled(Amd.HOLD_ANSWER, 1);
    call.fromCallee(1, 200, CallFixture.CALLEE_SDP);
    assertThat(call.sessions.get(1).listening).isTrue();
    assertThat(call.sessions.get(1).answered).isTrue();
    assertThat(call.sent).noneMatch(sent -> sent.leg() == 0);
    heard(call, verdict(AmdResult.MACHINE, "long-greeting"));
    assertThat(call.last(0, SendFinal.class).headers().first("X-Earshot-Amd"))
        .contains("result=machine;confidence=0.97;cause=long-greeting;at=1840");
  }

  @Test
  void shouldTellTheVerdictByInfoAfterTheAck() {
    var call = bridged(Amd.REPORT);
    heard(call, verdict(AmdResult.HUMAN, "short-greeting"));
    var info = call.last(0, SendRequest.class);
    assertThat(info.method()).isEqualTo("INFO");
    assertThat(info.body().contentType()).isEqualTo("application/vnd.earshot.amd+json");
    assertThat(info.body().text()).isEqualTo("{\"event\":\"amd.verdict\",\"result\":\"human\",\"confidence\":0.97,"
        + "\"cause\":\"short-greeting\",\"atMs\":1840,\"amdStatus\":\"HUMAN\",\"amdCause\":\"HUMAN-1-1\"}");
  }

  @Test
  void shouldEndOnlyThisCallWhenWeMakeAMistake() {
    var call = CallFixture.dialled(Amd.OFF, 1);
    call.mediaBroken = true;
    call.fromCallee(1, 200, CallFixture.CALLEE_SDP);
    assertThat(call.last(0, SendFinal.class).status()).isEqualTo(500);
    assertThat(call.published(DomainEvent.CallEnded.class)).singleElement()
        .satisfies(end -> assertThat(end.cause()).isEqualTo("internal"));
    assertThat(call.taken).isZero();
  }

  @Test
  void shouldRefuseWith488WhenTheCalleesAnswerCannotBeRead() {
    var call = CallFixture.dialled(Amd.OFF, 1);
    call.fromCallee(1, 200, "this is no SDP");
    assertThat(call.last(0, SendFinal.class).status()).isEqualTo(488);
    assertThat(call.last(1, SendBye.class)).isNotNull();
  }

  private static CallFixture bridged(Amd amd) {
    var call = CallFixture.dialled(amd, 1);
    call.fromCallee(1, 200, CallFixture.CALLEE_SDP);
    call.acked();
    return call;
  }

  private static AmdVerdict verdict(AmdResult result, String cause) {
    return new AmdVerdict(result, 0.97, cause, "HUMAN-1-1", 1840, List.of());
  }

  private static void heard(CallFixture call, AmdVerdict verdict) {
    call.call.on(new MediaEvent.Amd(new MediaId("c1", 1), new AmdEvent.Verdict(verdict, verdict.atMs())));
  }
}
