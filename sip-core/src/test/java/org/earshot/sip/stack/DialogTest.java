package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipEvent.NewCall;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.leg.LegEvent.ResponseReceived;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens inside a confirmed dialog: re-INVITE both ways, who meets whom, and where requests go. */
class DialogTest {
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

  private Wire answered(NewCall call) throws Exception {
    server.answer(call.leg(), call.id());
    Wire answer = peer.awaitStatus(200);
    peer.send(phone.ack(answer));
    server.events.nextForLeg(LegEvent.AckReceived.class);
    return answer;
  }

  private NewCall called(String... lines) throws Exception {
    peer.send(phone.invite(lines));
    return server.events.next(NewCall.class);
  }

  @Test
  void shouldPassAReinviteAndItsAck() throws Exception {
    NewCall call = called(Server.SDP);
    Wire answer = answered(call);
    peer.send(phone.request("INVITE", answer.contactUri(), 2, Phone.branch(), Server.SDP));
    var reinvite = server.events.nextForLeg(LegEvent.InviteReceived.class);
    assertThat(reinvite.request().cseq()).isEqualTo(2);
    server.answer(call.leg(), reinvite.id());
    Wire second = peer.await(wire -> wire.status() == 200 && wire.header("CSeq").equals("2 INVITE"));
    assertThat(second.contactUri()).isEqualTo(answer.contactUri());
    peer.send(phone.ack(second));
    server.events.nextForLeg(LegEvent.AckReceived.class);
  }

  @Test
  void shouldSendAReinviteOfTheCalleeSide() throws Exception {
    NewCall call = called(Server.SDP);
    answered(call);
    server.stack.perform(call.leg(), new LegAction.SendReinvite(Headers.NONE, Body.sdp(Server.SDP.getBytes())));
    Wire reinvite = peer.awaitRequest("INVITE");
    assertThat(reinvite.tag("To")).isEqualTo(phone.fromTag);
    assertThat(reinvite.contactUri()).isEqualTo("sip:bob@127.0.0.1:" + server.port);
    peer.send(reinvite.answer(200, "OK", "", contact(), Server.SDP));
    var ok = server.events.nextForLeg(ResponseReceived.class);
    assertThat(ok.remoteTag()).isEqualTo(phone.fromTag);
    server.stack.perform(call.leg(), new LegAction.SendAck(ok.remoteTag(), Body.NONE));
    assertThat(peer.awaitRequest("ACK").header("CSeq")).isEqualTo(reinvite.header("CSeq").replace("INVITE", "ACK"));
  }

  @Test
  void shouldSendASecondReinviteOfTheCallerSideAndAcknowledgeEach() throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.answer(200, "OK", "bobtag", contact(), Server.SDP));
    server.events.nextForLeg(ResponseReceived.class);
    server.stack.perform(leg, new LegAction.SendAck("bobtag", Body.NONE));
    peer.awaitRequest("ACK");
    for (int i = 0; i < 2; i++) {
      server.stack.perform(leg, new LegAction.SendReinvite(Headers.NONE, Body.sdp(Server.SDP.getBytes())));
      Wire reinvite = peer.awaitRequest("INVITE");
      peer.send(reinvite.answer(200, "OK", "", contact(), Server.SDP));
      assertThat(server.events.nextForLeg(ResponseReceived.class).status()).isEqualTo(200);
      server.stack.perform(leg, new LegAction.SendAck("bobtag", Body.NONE));
      assertThat(peer.awaitRequest("ACK").header("CSeq")).isEqualTo(reinvite.header("CSeq").replace("INVITE", "ACK"));
    }
  }

  @Test
  void shouldAnswer491WhenAReinviteMeetsOurs() throws Exception {
    NewCall call = called(Server.SDP);
    Wire answer = answered(call);
    server.stack.perform(call.leg(), new LegAction.SendReinvite(Headers.NONE, Body.sdp(Server.SDP.getBytes())));
    Wire ours = peer.awaitRequest("INVITE");
    peer.send(phone.request("INVITE", answer.contactUri(), 2, Phone.branch(), Server.SDP));
    assertThat(peer.await(wire -> wire.header("CSeq").equals("2 INVITE")).status()).isEqualTo(491);
    peer.send(ours.answer(491, "Request Pending", ""));
    assertThat(server.events.nextForLeg(ResponseReceived.class).status()).isEqualTo(491);
  }

  @Test
  void shouldAnswer500ToARequestWithAnOldCseq() throws Exception {
    NewCall call = called(Server.SDP);
    Wire answer = answered(call);
    peer.send(phone.request("INFO", answer.contactUri(), 7, Phone.branch()));
    server.ok(call.leg(), server.events.nextForLeg(LegEvent.RequestReceived.class).id());
    peer.await(wire -> wire.header("CSeq").equals("7 INFO"));
    peer.send(phone.request("INFO", answer.contactUri(), 3, Phone.branch()));
    assertThat(peer.await(wire -> wire.header("CSeq").equals("3 INFO")).status()).isEqualTo(500);
  }

  @Test
  void shouldFollowTheRecordRoute() throws Exception {
    try (var proxy = server.udpPeer()) {
      NewCall call = called("Record-Route: <sip:127.0.0.1:" + proxy.port() + ";lr>", Server.SDP);
      Wire answer = answered(call);
      assertThat(answer.header("Record-Route")).isEqualTo("<sip:127.0.0.1:" + proxy.port() + ";lr>");
      server.stack.perform(call.leg(), new LegAction.SendBye(Headers.NONE));
      Wire bye = proxy.awaitRequest("BYE");
      assertThat(bye.firstLine()).isEqualTo("BYE sip:alice@127.0.0.1:" + peer.port() + " SIP/2.0");
      assertThat(bye.header("Route")).isEqualTo("<sip:127.0.0.1:" + proxy.port() + ";lr>");
    }
  }

  @Test
  void shouldReachAPeerBehindNatWhereItSendsFrom() throws Exception {
    peer.send(phone.invite(Server.SDP).replace("Contact: <sip:alice@127.0.0.1", "Contact: <sip:alice@10.1.2.3"));
    NewCall call = server.events.next(NewCall.class);
    answered(call);
    server.stack.perform(call.leg(), new LegAction.SendBye(Headers.NONE));
    // the Request-URI stays what the Contact says
    assertThat(peer.awaitRequest("BYE").firstLine()).isEqualTo("BYE sip:alice@10.1.2.3:" + peer.port() + " SIP/2.0");
  }

  @Test
  void shouldFollowAPeerThatMoves() throws Exception {
    NewCall call = called(Server.SDP);
    Wire answer = answered(call);
    try (var moved = new UdpPeer(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port),
        InetAddress.ofLiteral("127.0.0.2"))) {
      String info = phone.request("INFO", answer.contactUri(), 2, Phone.branch());
      moved.send(info);
      server.ok(call.leg(), server.events.nextForLeg(LegEvent.RequestReceived.class).id());
      moved.awaitStatus(200);
      server.stack.perform(call.leg(), new LegAction.SendBye(Headers.NONE));
      moved.awaitRequest("BYE");
    }
  }

  @Test
  void shouldAnswer481ToStrangers() throws Exception {
    phone.toTag = "nobody";
    for (String method : new String[] {"BYE", "INFO", "INVITE", "PRACK", "UPDATE"}) {
      peer.send(phone.request(method, "sip:bob@127.0.0.1", 2, Phone.branch()));
      assertThat(peer.await(wire -> wire.header("CSeq").equals("2 " + method)).status()).isEqualTo(481);
    }
    assertThat(server.events.isEmpty()).isTrue();
  }

  @Test
  void shouldAnswer481ToACancelOfNothing() throws Exception {
    peer.send(phone.cancel());
    assertThat(peer.receive().status()).isEqualTo(481);
    assertThat(server.events.isEmpty()).isTrue();
  }

  @Test
  void shouldIgnoreAStrayAckAndPassAPrackOfTheDialogOn() throws Exception {
    NewCall call = called(Server.SDP);
    Wire answer = answered(call);
    var stranger = new Phone(peer);
    peer.send(stranger.request("ACK", "sip:bob@127.0.0.1", 1, Phone.branch()));
    peer.send(phone.request("PRACK", answer.contactUri(), 2, Phone.branch(), "RAck: 1 1 INVITE"));
    assertThat(server.events.nextForLeg(LegEvent.RequestReceived.class).request().method()).isEqualTo("PRACK");
    assertThat(server.events.isEmpty()).isTrue();
  }

  @Test
  void shouldRefuseAMergedRequest() throws Exception {
    String invite = phone.invite(Server.SDP);
    peer.send(invite);
    server.events.next(SipEvent.NewCall.class);
    peer.send(invite.replace(phone.branch, Phone.branch()));
    assertThat(peer.awaitStatus(482).header("CSeq")).isEqualTo("1 INVITE");
    assertThat(server.events.isEmpty()).isTrue();
  }
}
