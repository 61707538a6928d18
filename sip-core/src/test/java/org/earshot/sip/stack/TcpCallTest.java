package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.earshot.sip.SipEvent;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpCallTest {
  private Server server;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldCarryACallerOnTheConnectionItMade() throws Exception {
    try (var peer = TcpPeer.connected(server.port)) {
      var phone = new Phone(peer);
      peer.send(phone.invite(Server.SDP));
      assertThat(peer.receive().status()).isEqualTo(100);
      var call = server.events.next(SipEvent.NewCall.class);
      assertThat(call.request().source().transport()).isEqualTo(Transport.TCP);
      server.answer(call.leg(), call.id());
      Wire answer = peer.awaitStatus(200);
      assertThat(answer.contactUri()).isEqualTo("sip:bob@127.0.0.1:" + server.port + ";transport=tcp");
      peer.send(phone.ack(answer));
      server.events.nextForLeg(LegEvent.AckReceived.class);
      // in-dialog requests of ours go back over the same connection
      server.stack.perform(call.leg(), new LegAction.SendBye(Headers.NONE));
      Wire bye = peer.awaitRequest("BYE");
      assertThat(bye.header("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:" + server.port);
      peer.send(bye.answer(200, "OK", ""));
      assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(200);
    }
  }

  @Test
  void shouldConnectToACallee() throws Exception {
    try (var peer = TcpPeer.listening()) {
      LegId leg = server.dial(Transport.TCP, peer.port());
      Wire invite = peer.awaitRequest("INVITE");
      peer.send(invite.answer(200, "OK", "bobtag",
          "Contact: <sip:bob@127.0.0.1:" + peer.port() + ";transport=tcp>", Server.SDP));
      assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(200);
      server.stack.perform(leg, new LegAction.SendAck("bobtag", Body.NONE));
      peer.awaitRequest("ACK");
      server.stack.perform(leg, new LegAction.SendBye(Headers.NONE));
      peer.awaitRequest("BYE");
    }
  }

  @Test
  void shouldReachAPhoneByTheConnectionItRegisteredOver() throws Exception {
    try (var peer = TcpPeer.connected(server.port)) {
      peer.send(new Phone(peer).request("REGISTER", "sip:example.org", 1, Phone.branch()));
      var register = server.events.next(SipEvent.OutOfDialog.class);
      server.stack.respond(register.id(), SipResponse.of(200, "OK"));
      assertThat(peer.receive().status()).isEqualTo(200);
      // the peer listens nowhere: no other way leads to it
      server.dial(Transport.TCP, register.request().source().address().getPort());
      assertThat(peer.awaitRequest("INVITE").contactUri()).endsWith(";transport=tcp");
      peer.close();
      await().untilAsserted(() -> assertThat(server.events.ended).containsExactly(register.request().source()));
    }
  }

  @Test
  void shouldSayThatTheRingingIsLostWhenTheCallersConnectionIsGone() throws Exception {
    LegId leg;
    try (var peer = TcpPeer.connected(server.port)) {
      peer.send(new Phone(peer).invite(Server.SDP));
      var call = server.events.next(SipEvent.NewCall.class);
      leg = call.leg();
      peer.awaitStatus(100);
      server.ring(leg, call.id());
      peer.awaitStatus(180);
      peer.close();
      await().until(() -> {
        server.ring(leg, call.id());
        return !server.events.isEmpty();
      });
    }
    assertThat(server.events.nextForLeg(LegEvent.SendFailed.class).method()).isEqualTo("INVITE");
  }

  @Test
  void shouldCutMessagesThatComeTogetherOrInPieces() throws Exception {
    try (var peer = TcpPeer.connected(server.port)) {
      var first = new Phone(peer);
      var second = new Phone(peer);
      String both = first.request("OPTIONS", "sip:example.org", 1, Phone.branch())
          + second.request("MESSAGE", "sip:bob@example.org", 1, Phone.branch(), Server.SDP);
      peer.send(both.substring(0, 300));
      peer.send(both.substring(300));
      assertThat(server.events.next(SipEvent.OutOfDialog.class).request().method()).isEqualTo("OPTIONS");
      assertThat(server.events.next(SipEvent.OutOfDialog.class).request().body().text()).isEqualTo(Server.SDP);
    }
  }

  @Test
  void shouldAnswerAPingOfLineBreaks() throws Exception {
    try (var peer = TcpPeer.connected(server.port)) {
      peer.send("\r\n\r\n");
      assertThat(peer.raw(2)).isEqualTo("\r\n");
      peer.send(new Phone(peer).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      server.events.next(SipEvent.OutOfDialog.class);
    }
  }

  @Test
  void shouldCloseTheConnectionWhenAMessageHasNoBelievableLength() throws Exception {
    try (var peer = TcpPeer.connected(server.port)) {
      var phone = new Phone(peer);
      String huge = phone.request("MESSAGE", "sip:bob@example.org", 1, Phone.branch())
          .replace("Content-Length: 0", "Content-Length: 2147483647");
      peer.send(huge);
      assertThat(peer.receive().status()).isEqualTo(513);
      assertThat(peer.isClosedByServer()).isTrue();
    }
    try (var next = TcpPeer.connected(server.port)) {
      next.send(new Phone(next).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      server.events.next(SipEvent.OutOfDialog.class);
    }
  }

  @Test
  void shouldAnswerAMalformedRequestAndGoOn() throws Exception {
    try (var peer = TcpPeer.connected(server.port)) {
      var phone = new Phone(peer);
      peer.send(phone.request("OPTIONS", "sip:example.org", 1, Phone.branch()).replace("CSeq: 1 OPTIONS", "CSeq: one"));
      assertThat(peer.receive().firstLine()).isEqualTo("SIP/2.0 400 Malformed CSeq");
      peer.send(phone.request("OPTIONS", "sip:example.org", 2, Phone.branch()));
      server.events.next(SipEvent.OutOfDialog.class);
    }
  }
}
