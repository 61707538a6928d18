package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.earshot.sip.SipEvent;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that come twice, too late, or not at all. */
class RepeatsTest {
  private static final int FAST = 20;

  private Server server;
  private UdpPeer peer;
  private Phone phone;

  @BeforeEach
  void start() throws Exception {
    start(1);
  }

  private void start(int speed) throws Exception {
    if (server != null) {
      stop();
    }
    server = new Server("127.0.0.1", 1000, speed);
    peer = server.udpPeer();
    phone = new Phone(peer);
  }

  @AfterEach
  void stop() {
    peer.close();
    server.close();
  }

  private String contact() {
    return "Contact: <sip:bob@127.0.0.1:" + peer.port() + ">";
  }

  /** A marker: when its answer is here, everything sent before has been worked on by the same worker. */
  private void settle(String callId) throws Exception {
    var marker = new Phone(peer);
    peer.send(marker.request("OPTIONS", "sip:example.org", 1, Phone.branch()).replace(marker.callId, callId));
    SipEvent.OutOfDialog options = server.events.next(SipEvent.OutOfDialog.class);
    server.stack.respond(options.id(), SipResponse.of(200, "OK"));
    peer.await(wire -> wire.header("CSeq").equals("1 OPTIONS"));
  }

  @Test
  void shouldTellARepeatedInviteOnce() throws Exception {
    String invite = phone.invite(Server.SDP);
    peer.send(invite);
    peer.send(invite);
    var call = server.events.next(SipEvent.NewCall.class);
    peer.send(invite);
    settle(phone.callId);
    server.ring(call.leg(), call.id());
    peer.awaitStatus(180);
    peer.send(invite);
    // the transaction answers repeats by itself, with what was sent last
    peer.awaitStatus(180);
    assertThat(server.events.isEmpty()).isTrue();
  }

  @Test
  void shouldTellARepeatedByeOnceAndAnswerItAgain() throws Exception {
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    server.answer(call.leg(), call.id());
    Wire answer = peer.awaitStatus(200);
    peer.send(phone.ack(answer));
    server.events.nextForLeg(LegEvent.AckReceived.class);
    String bye = phone.request("BYE", answer.contactUri(), 2, Phone.branch());
    peer.send(bye);
    server.ok(call.leg(), server.events.nextForLeg(LegEvent.ByeReceived.class).id());
    peer.await(wire -> wire.header("CSeq").equals("2 BYE"));
    server.release(call.leg());
    peer.send(bye);
    assertThat(peer.await(wire -> wire.header("CSeq").equals("2 BYE")).status()).isEqualTo(200);
    assertThat(server.events.isEmpty()).isTrue();
  }

  @Test
  void shouldTellTheAckOnceWhenItComesTwice() throws Exception {
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    server.answer(call.leg(), call.id());
    String ack = phone.ack(peer.awaitStatus(200));
    peer.send(ack);
    peer.send(ack);
    server.events.nextForLeg(LegEvent.AckReceived.class);
    settle(phone.callId);
    assertThat(server.events.isEmpty()).isTrue();
  }

  @Test
  void shouldRepeatThe200UntilTheAckComes() throws Exception {
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    server.answer(call.leg(), call.id());
    Wire first = peer.awaitStatus(200);
    Wire second = peer.awaitStatus(200);
    assertThat(second.text()).isEqualTo(first.text());
    peer.send(phone.ack(second));
    server.events.nextForLeg(LegEvent.AckReceived.class);
  }

  @Test
  void shouldRepeatARefusalUntilItsAckComes() throws Exception {
    String invite = phone.invite(Server.SDP);
    peer.send(invite);
    var call = server.events.next(SipEvent.NewCall.class);
    server.reject(call.leg(), call.id(), 486, "Busy Here");
    server.release(call.leg());
    Wire first = peer.awaitStatus(486);
    // by timer G, and to a repeated INVITE
    assertThat(peer.awaitStatus(486).text()).isEqualTo(first.text());
    peer.send(invite);
    assertThat(peer.awaitStatus(486).text()).isEqualTo(first.text());
    peer.send(phone.ack(first));
    settle(phone.callId);
    assertThat(server.events.isEmpty()).isTrue();
  }

  @Test
  void shouldAcknowledgeARepeatedRefusalAgain() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    String busy = invite.answer(486, "Busy Here", "bobtag");
    peer.send(busy);
    Wire first = peer.awaitRequest("ACK");
    server.events.nextForLeg(ResponseReceived.class);
    server.release(leg);
    peer.send(busy);
    assertThat(peer.awaitRequest("ACK").text()).isEqualTo(first.text());
    assertThat(first.header("Via")).isEqualTo(invite.header("Via"));
    assertThat(server.events.isEmpty()).isTrue();
  }

  @Test
  void shouldReportTheMissingAck() throws Exception {
    start(FAST);
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    server.answer(call.leg(), call.id());
    server.events.nextForLeg(LegEvent.AckMissing.class);
    server.stack.perform(call.leg(), new LegAction.SendBye(Headers.NONE));
    peer.send(peer.awaitRequest("BYE").answer(200, "OK", ""));
    assertThat(server.events.nextForLeg(ResponseReceived.class).method()).isEqualTo("BYE");
    server.release(call.leg());
    await().untilAsserted(() -> assertThat(server.stack.dialogs()).isZero());
  }

  @Test
  void shouldReportThatNobodyAnswersTheInvite() throws Exception {
    start(FAST);
    LegId leg = server.dial(Transport.UDP, peer.port());
    peer.awaitRequest("INVITE");
    peer.awaitRequest("INVITE"); // repeated over UDP
    assertThat(server.events.nextForLeg(LegEvent.TransactionTimedOut.class).method()).isEqualTo("INVITE");
    server.release(leg);
    await().untilAsserted(() -> assertThat(server.stack.transactions() + server.stack.dialogs()).isZero());
  }

  @Test
  void shouldAcknowledgeARepeated200AgainWithoutTellingIt() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    String ok = invite.answer(200, "OK", "bobtag", contact(), Server.SDP);
    peer.send(ok);
    peer.send(ok);
    server.events.nextForLeg(ResponseReceived.class);
    server.stack.perform(leg, new LegAction.SendAck("bobtag", Body.NONE));
    Wire first = peer.awaitRequest("ACK");
    peer.send(ok);
    Wire second = peer.awaitRequest("ACK");
    assertThat(second.firstLine()).isEqualTo(first.firstLine());
    assertThat(second.header("CSeq")).isEqualTo(first.header("CSeq"));
    assertThat(server.events.isEmpty()).isTrue();
  }

  @Test
  void shouldTellBothForksAndEndTheUnwantedOne() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.answer(180, "Ringing", "first"));
    peer.send(invite.answer(180, "Ringing", "second"));
    assertThat(server.events.nextForLeg(ResponseReceived.class).remoteTag()).isEqualTo("first");
    assertThat(server.events.nextForLeg(ResponseReceived.class).remoteTag()).isEqualTo("second");
    peer.send(invite.answer(200, "OK", "second", contact(), Server.SDP));
    assertThat(server.events.nextForLeg(ResponseReceived.class).remoteTag()).isEqualTo("second");
    server.stack.perform(leg, new LegAction.SendAck("second", Body.NONE));
    assertThat(peer.awaitRequest("ACK").tag("To")).isEqualTo("second");

    peer.send(invite.answer(200, "OK", "first", contact(), Server.SDP));
    var late = server.events.nextForLeg(ResponseReceived.class);
    assertThat(late.status()).isEqualTo(200);
    assertThat(late.remoteTag()).isEqualTo("first");
    server.stack.perform(leg, new LegAction.EndFork("first"));
    assertThat(peer.awaitRequest("ACK").tag("To")).isEqualTo("first");
    Wire bye = peer.awaitRequest("BYE");
    assertThat(bye.tag("To")).isEqualTo("first");
    // the unwanted one hangs up at the same time: none of the call's business
    peer.send(byeOfFork(invite, "first"));
    assertThat(peer.awaitStatus(200).header("CSeq")).isEqualTo("1 BYE");
    peer.send(bye.answer(200, "OK", ""));
    assertThat(server.events.isEmpty()).isTrue();

    // the call goes on with the other one
    server.stack.perform(leg, new LegAction.SendBye(Headers.NONE));
    assertThat(peer.awaitRequest("BYE").tag("To")).isEqualTo("second");
  }

  private String byeOfFork(Wire invite, String tag) {
    return "BYE " + invite.contactUri() + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";branch="
        + Phone.branch() + "\r\nFrom: " + invite.header("To") + ";tag=" + tag + "\r\nTo: " + invite.header("From")
        + "\r\nCall-ID: " + invite.header("Call-ID") + "\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n";
  }

  @Test
  void shouldEndAForkThatNobodyHasHeardOfBefore() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.answer(200, "OK", "first", contact(), Server.SDP));
    server.events.nextForLeg(ResponseReceived.class);
    server.stack.perform(leg, new LegAction.SendAck("first", Body.NONE));
    peer.awaitRequest("ACK");
    peer.send(invite.answer(200, "OK", "stranger", contact(), Server.SDP));
    assertThat(server.events.nextForLeg(ResponseReceived.class).remoteTag()).isEqualTo("stranger");
    server.stack.perform(leg, new LegAction.EndFork("stranger"));
    assertThat(peer.awaitRequest("ACK").tag("To")).isEqualTo("stranger");
    assertThat(peer.awaitRequest("BYE").tag("To")).isEqualTo("stranger");
  }

  @Test
  void shouldEndALateAnswerByItselfWhenTheLegIsGone() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.answer(180, "Ringing", "first"));
    server.events.nextForLeg(ResponseReceived.class);
    server.stack.perform(leg, new LegAction.SendCancel(Headers.NONE));
    Wire cancel = peer.awaitRequest("CANCEL");
    peer.send(cancel.answer(200, "OK", "first"));
    peer.send(invite.answer(487, "Request Terminated", "first"));
    peer.awaitRequest("ACK");
    server.events.nextForLeg(ResponseReceived.class);
    server.events.nextForLeg(ResponseReceived.class);
    server.release(leg);

    peer.send(invite.answer(200, "OK", "second", contact(), Server.SDP));
    assertThat(peer.awaitRequest("ACK").tag("To")).isEqualTo("second");
    Wire bye = peer.awaitRequest("BYE");
    assertThat(bye.tag("To")).isEqualTo("second");
    peer.send(bye.answer(200, "OK", ""));
    assertThat(server.events.isEmpty()).isTrue();
  }
}
