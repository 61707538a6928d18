package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutgoingCallTest {
  private Server server;
  private UdpPeer peer;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
    peer = server.udpPeer();
  }

  @AfterEach
  void stop() {
    peer.close();
    server.close();
  }

  private String contact() {
    return "Contact: <sip:bob@127.0.0.1:" + peer.port() + ">";
  }

  @Test
  void shouldDialAcknowledgeAndHangUp() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port(), "X-More", "this", "Max-Forwards", "17");
    Wire invite = peer.awaitRequest("INVITE");
    assertThat(invite.firstLine()).isEqualTo("INVITE sip:bob@peer.example SIP/2.0");
    assertThat(invite.header("From")).startsWith("\"Alice\" <sip:alice@example.org>;tag=");
    assertThat(invite.header("X-More")).isEqualTo("this");
    assertThat(invite.header("Max-Forwards")).isEqualTo("17");
    assertThat(invite.contactUri()).isEqualTo("sip:alice@127.0.0.1:" + server.port);
    assertThat(invite.header("Via")).contains(";rport");
    assertThat(invite.body()).isEqualTo(Server.SDP);

    peer.send(invite.answer(180, "Ringing", "bobtag"));
    var ringing = server.events.nextForLeg(LegEvent.ResponseReceived.class);
    assertThat(ringing.status()).isEqualTo(180);
    assertThat(ringing.remoteTag()).isEqualTo("bobtag");
    peer.send(invite.answer(200, "OK", "bobtag", contact(), Server.SDP));
    var answer = server.events.nextForLeg(LegEvent.ResponseReceived.class);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().text()).isEqualTo(Server.SDP);

    server.stack.perform(leg, new LegAction.SendAck("bobtag", Body.NONE));
    Wire ack = peer.awaitRequest("ACK");
    assertThat(ack.firstLine()).isEqualTo("ACK sip:bob@127.0.0.1:" + peer.port() + " SIP/2.0");
    assertThat(ack.header("CSeq")).isEqualTo("1 ACK");

    server.stack.perform(leg, new LegAction.SendBye(Headers.NONE));
    Wire bye = peer.awaitRequest("BYE");
    assertThat(bye.tag("To")).isEqualTo("bobtag");
    peer.send(bye.answer(200, "OK", ""));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).method()).isEqualTo("BYE");
    server.release(leg);
    assertThat(server.stack.legs()).isZero();
  }

  @Test
  void shouldCancelWhileRinging() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.answer(180, "Ringing", "bobtag"));
    server.events.nextForLeg(LegEvent.ResponseReceived.class);
    server.stack.perform(leg, new LegAction.SendCancel(Headers.of("Reason", "SIP;cause=200")));
    Wire cancel = peer.awaitRequest("CANCEL");
    assertThat(cancel.header("Via")).isEqualTo(invite.header("Via"));
    assertThat(cancel.header("Reason")).isEqualTo("SIP;cause=200");
    peer.send(cancel.answer(200, "OK", "bobtag"));
    peer.send(invite.answer(487, "Request Terminated", "bobtag"));
    assertThat(peer.awaitRequest("ACK").header("CSeq")).isEqualTo("1 ACK");
    var first = server.events.nextForLeg(LegEvent.ResponseReceived.class);
    var second = server.events.nextForLeg(LegEvent.ResponseReceived.class);
    assertThat(new int[] {first.status(), second.status()}).containsExactlyInAnyOrder(200, 487);
  }

  @Test
  void shouldSayThatSendingFailedWhenNobodyListens() throws Exception {
    server.dial(Transport.TCP, Server.freePort());
    var failed = server.events.nextForLeg(LegEvent.SendFailed.class);
    assertThat(failed.method()).isEqualTo("INVITE");
  }

  @Test
  void shouldAcknowledgeACalleeThatForgetsItsContact() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.answer(200, "OK", "bobtag", Server.SDP));
    server.events.nextForLeg(LegEvent.ResponseReceived.class);
    server.stack.perform(leg, new LegAction.SendAck("bobtag", Body.NONE));
    assertThat(peer.awaitRequest("ACK").firstLine()).isEqualTo("ACK sip:127.0.0.1:" + peer.port() + " SIP/2.0");
  }

  @Test
  void shouldSayThatAnAckForNobodyCannotBeSent() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    peer.awaitRequest("INVITE");
    server.stack.perform(leg, new LegAction.SendAck("stranger", Body.NONE));
    assertThat(server.events.nextForLeg(LegEvent.SendFailed.class).method()).isEqualTo("ACK");
    server.stack.perform(leg, new LegAction.SendBye(Headers.NONE));
    assertThat(server.events.nextForLeg(LegEvent.SendFailed.class).method()).isEqualTo("BYE");
  }
}
