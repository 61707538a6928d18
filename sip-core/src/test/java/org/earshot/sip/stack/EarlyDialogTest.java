package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.sip.SipEvent.NewCall;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent.RequestReceived;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PRACK and UPDATE before the answer, on the wire (RFC 3262, RFC 3311). */
class EarlyDialogTest {
  private static final Body OFFER = Body.sdp(Server.SDP.getBytes());

  private Server server;
  private UdpPeer peer;
  private Phone phone;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
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

  private Wire progress(NewCall call, long rseq) throws Exception {
    server.stack.perform(call.leg(), new LegAction.SendProvisional(call.id(), 183, "Session Progress",
        Headers.of("Require", "100rel", "RSeq", Long.toString(rseq)), OFFER));
    return peer.await(wire -> wire.status() == 183 && wire.header("RSeq").equals(Long.toString(rseq)));
  }

  @Test
  void shouldPassEveryPrackOfACallerOn() throws Exception {
    peer.send(phone.invite(Server.SDP, "Supported: 100rel"));
    NewCall call = server.events.next(NewCall.class);
    Wire first = progress(call, 41);
    assertThat(first.header("Require")).isEqualTo("100rel");
    assertThat(first.contactUri()).isNotEmpty();
    phone.toTag = first.tag("To");

    int cseq = 1;
    for (String rack : new String[] {"41 1 INVITE", "41 1 INVITE", "7 1 INVITE"}) {
      peer.send(phone.request("PRACK", first.contactUri(), ++cseq, Phone.branch(), "RAck: " + rack));
      var prack = server.events.nextForLeg(RequestReceived.class);
      assertThat(prack.request().headers().first("RAck")).contains(rack);
      server.ok(call.leg(), prack.id());
      peer.awaitStatus(200);
    }
    progress(call, 42);
    server.answer(call.leg(), call.id());
    assertThat(peer.await(wire -> wire.header("CSeq").equals("1 INVITE") && wire.status() == 200).header("Supported"))
        .contains("100rel");
  }

  @Test
  void shouldSendUpdateToACallerThatWaits() throws Exception {
    peer.send(phone.invite(Server.SDP, "Supported: 100rel"));
    NewCall call = server.events.next(NewCall.class);
    Wire first = progress(call, 41);
    server.stack.perform(call.leg(), new LegAction.SendUpdate(phone.fromTag, Headers.NONE, OFFER));

    Wire update = peer.awaitRequest("UPDATE");
    assertThat(update.tag("To")).isEqualTo(phone.fromTag);
    assertThat(update.tag("From")).isEqualTo(first.tag("To"));
    assertThat(update.contactUri()).isEqualTo(first.contactUri());
    peer.send(update.answer(200, "OK", "", contact(), Server.SDP));
    var answer = server.events.nextForLeg(ResponseReceived.class);
    assertThat(answer.method()).isEqualTo("UPDATE");
    assertThat(answer.token()).isZero();
  }

  @Test
  void shouldAcknowledgeInTheDialogOfTheFork() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    for (String tag : new String[] {"one", "two"}) {
      peer.send(invite.answer(183, "Session Progress", tag, contact(), "Require: 100rel", "RSeq: 9", Server.SDP));
      var progress = server.events.nextForLeg(ResponseReceived.class);
      assertThat(progress.headers().first("RSeq")).contains("9");
      server.stack.perform(leg, new LegAction.SendPrack(tag, "9 1 INVITE"));

      Wire prack = peer.awaitRequest("PRACK");
      assertThat(prack.firstLine()).isEqualTo("PRACK sip:bob@127.0.0.1:" + peer.port() + " SIP/2.0");
      assertThat(prack.header("RAck")).isEqualTo("9 1 INVITE");
      assertThat(prack.header("CSeq")).isEqualTo("2 PRACK");
      assertThat(prack.tag("To")).isEqualTo(tag);
      assertThat(prack.tag("From")).isEqualTo(invite.tag("From"));
      peer.send(prack.answer(200, "OK", ""));
    }
    assertThat(server.events.isEmpty()).as("nobody waits for the answer to a PRACK").isTrue();
  }

  @Test
  void shouldExchangeUpdatesWithACalleeThatRings() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.answer(183, "Session Progress", "bobtag", contact(), "Require: 100rel", "RSeq: 9", Server.SDP));
    server.events.nextForLeg(ResponseReceived.class);
    server.stack.perform(leg, new LegAction.SendPrack("bobtag", "9 1 INVITE"));
    Wire prack = peer.awaitRequest("PRACK");
    peer.send(prack.answer(200, "OK", ""));

    server.stack.perform(leg, new LegAction.SendUpdate("bobtag", Headers.NONE, OFFER));
    Wire update = peer.awaitRequest("UPDATE");
    assertThat(update.header("CSeq")).isEqualTo("3 UPDATE");
    peer.send(update.answer(200, "OK", "", contact(), Server.SDP));
    assertThat(server.events.nextForLeg(ResponseReceived.class).method()).isEqualTo("UPDATE");

    String theirs = "UPDATE " + invite.contactUri() + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";branch="
        + Phone.branch() + "\r\nMax-Forwards: 70\r\nFrom: <sip:bob@peer.example>;tag=bobtag\r\nTo: " + invite.header("From")
        + "\r\nCall-ID: " + invite.header("Call-ID") + "\r\nCSeq: 1 UPDATE\r\n" + contact() + "\r\n";
    peer.send(Wire.finish(new StringBuilder(theirs), Server.SDP));
    var received = server.events.nextForLeg(RequestReceived.class);
    assertThat(received.request().from().param("tag")).contains("bobtag");
    server.answer(leg, received.id());
    assertThat(peer.awaitStatus(200).header("CSeq")).isEqualTo("1 UPDATE");

    peer.send(invite.answer(200, "OK", "bobtag", contact(), Server.SDP));
    assertThat(server.events.nextForLeg(ResponseReceived.class).status()).isEqualTo(200);
    server.stack.perform(leg, new LegAction.SendAck("bobtag", Body.NONE));
    assertThat(peer.awaitRequest("ACK").header("CSeq")).isEqualTo("1 ACK");
  }
}
