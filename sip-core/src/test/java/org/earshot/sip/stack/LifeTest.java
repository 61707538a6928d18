package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.earshot.sip.SipEndpoint;
import org.earshot.sip.SipEvent;
import org.earshot.sip.SipSettings;
import org.earshot.sip.SipSettings.ListenPoint;
import org.earshot.sip.SipStartException;
import org.earshot.sip.leg.LegAction;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.LegId;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.Test;

/** Starting, listening, stopping, and what is left afterwards. */
class LifeTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @Test
  void shouldSayInOneLineWhichPointIsTaken() throws Exception {
    int port = Server.freePort();
    try (var taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, port))) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> SipEndpoint.start(Server.settings("127.0.0.1", port, 10), _ -> {}, _ -> {}))
          .isInstanceOf(SipStartException.class)
          .hasMessage("udp://127.0.0.1:" + port + ": address already in use");
    }
    try (var taken = new ServerSocket(port, 1, LOOPBACK)) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> SipEndpoint.start(Server.settings("127.0.0.1", port, 10), _ -> {}, _ -> {}))
          .isInstanceOf(SipStartException.class)
          .hasMessage("tcp://127.0.0.1:" + port + ": address already in use");
    }
    // nothing of the failed starts holds the port
    SipEndpoint.start(Server.settings("127.0.0.1", port, 10), _ -> {}, _ -> {}).close();
  }

  @Test
  void shouldLeaveNoThreadAndNoSocketWhenClosed() throws Exception {
    int port = Server.freePort();
    var endpoint = SipEndpoint.start(Server.settings("127.0.0.1", port, 10), _ -> {}, _ -> {});
    assertThat(sipThreads()).isNotEmpty();
    assertThat(endpoint.listening()).isTrue();
    endpoint.close();
    await().untilAsserted(() -> assertThat(endpoint.listening()).isFalse());
    await().untilAsserted(() -> assertThat(sipThreads()).isEmpty());
    new DatagramSocket(new InetSocketAddress(LOOPBACK, port)).close();
    new ServerSocket(port, 1, LOOPBACK).close();
  }

  private static List<String> sipThreads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
        .filter(name -> name.startsWith("sip-") || name.toLowerCase(java.util.Locale.ROOT).contains("eventscanner"))
        .toList();
  }

  @Test
  void shouldNameTheAddressThePacketLeavesFromWhenListeningOnAll() throws Exception {
    try (var server = new Server("0.0.0.0", 10, 1); var peer = new UdpPeer(server.port)) {
      server.dial(Transport.UDP, peer.port());
      Wire invite = peer.awaitRequest("INVITE");
      assertThat(invite.header("Via")).startsWith("SIP/2.0/UDP 127.0.0.1:" + server.port);
      assertThat(invite.contactUri()).isEqualTo("sip:alice@127.0.0.1:" + server.port);
      var phone = new Phone(peer);
      peer.send(phone.invite(Server.SDP));
      var call = server.events.next(SipEvent.NewCall.class);
      assertThat(call.request().local()).isEqualTo(new InetSocketAddress(LOOPBACK, server.port));
      server.answer(call.leg(), call.id());
      Wire answer = peer.awaitStatus(200);
      assertThat(answer.contactUri()).isEqualTo("sip:bob@127.0.0.1:" + server.port);
      peer.send(phone.ack(answer));
      server.events.nextForLeg(LegEvent.AckReceived.class);
      server.stack.perform(call.leg(), new LegAction.SendBye(Headers.NONE));
      peer.awaitRequest("BYE");
    }
  }

  @Test
  void shouldNameTheAdvertisedHost() throws Exception {
    int port = Server.freePort();
    var settings = new SipSettings(List.of(new ListenPoint(Transport.UDP, new InetSocketAddress(LOOPBACK, port))),
        Optional.of("sip.example.org"), "Earshot-Test", 8192, 1, 10);
    var events = new Recorder();
    try (var endpoint = SipEndpoint.start(settings, events, _ -> {}); var peer = new UdpPeer(port)) {
      peer.send(new Phone(peer).invite(Server.SDP));
      var call = events.next(SipEvent.NewCall.class);
      endpoint.perform(call.leg(), new LegAction.SendProvisional(call.id(), 180, "Ringing", Headers.NONE,
          Body.NONE));
      assertThat(peer.awaitStatus(180).contactUri()).isEqualTo("sip:bob@sip.example.org:" + port);
    }
  }

  @Test
  void shouldServeIpv6AndSeveralPoints() throws Exception {
    int port = Server.freePort();
    var v6 = new InetSocketAddress(InetAddress.ofLiteral("::1"), port);
    var settings = new SipSettings(List.of(new ListenPoint(Transport.UDP, v6), new ListenPoint(Transport.TCP, v6),
        new ListenPoint(Transport.UDP, new InetSocketAddress(LOOPBACK, port)),
        new ListenPoint(Transport.UDP, new InetSocketAddress(LOOPBACK, Server.freePort()))),
        Optional.empty(), "Earshot-Test", 8192, 1, 10);
    var events = new Recorder();
    try (var endpoint = SipEndpoint.start(settings, events, _ -> {}); var peer = new UdpPeer(v6)) {
      peer.send(new Phone(peer).request("OPTIONS", "sip:[::1]", 1, Phone.branch()));
      var options = events.next(SipEvent.OutOfDialog.class);
      endpoint.respond(options.id(), SipResponse.of(200, "OK").with("Allow", "INVITE"));
      Wire answer = peer.receive();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Allow")).isEqualTo("INVITE");
      peer.send(new Phone(peer).invite(Server.SDP));
      var call = events.next(SipEvent.NewCall.class);
      endpoint.perform(call.leg(), new LegAction.SendProvisional(call.id(), 180, "Ringing", Headers.NONE,
          Body.NONE));
      assertThat(peer.awaitStatus(180).contactUri()).isEqualTo("sip:bob@[0:0:0:0:0:0:0:1]:" + port);
    }
  }

  @Test
  void shouldForgetEverythingOfCallsThatAreOver() throws Exception {
    try (var server = new Server("127.0.0.1", 100, 10); var caller = server.udpPeer(); var callee = server.udpPeer()) {
      for (int i = 0; i < 5; i++) {
        answeredIncoming(server, caller);
        cancelledIncoming(server, caller);
        answeredOutgoing(server, callee);
        refusedOutgoing(server, callee);
        abandoned(server, caller, callee);
      }
      await().untilAsserted(() -> assertThat(server.stack.legs()).isZero());
      await().untilAsserted(() -> assertThat(server.stack.dialogs()).isZero());
      await().untilAsserted(() -> assertThat(server.stack.transactions()).isZero());
      assertThat(server.stack.unanswered()).isZero();
    }
  }

  private static void answeredIncoming(Server server, UdpPeer peer) throws Exception {
    var phone = new Phone(peer);
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    server.answer(call.leg(), call.id());
    Wire answer = peer.awaitStatus(200);
    peer.send(phone.ack(answer));
    server.events.nextForLeg(LegEvent.AckReceived.class);
    peer.send(phone.request("BYE", answer.contactUri(), 2, Phone.branch()));
    server.ok(call.leg(), server.events.nextForLeg(LegEvent.ByeReceived.class).id());
    peer.await(wire -> wire.header("CSeq").equals("2 BYE"));
    server.release(call.leg());
  }

  private static void cancelledIncoming(Server server, UdpPeer peer) throws Exception {
    var phone = new Phone(peer);
    peer.send(phone.invite(Server.SDP));
    var call = server.events.next(SipEvent.NewCall.class);
    peer.awaitStatus(100);
    peer.send(phone.cancel());
    server.events.nextForLeg(LegEvent.CancelReceived.class);
    server.reject(call.leg(), call.id(), 487, "Request Terminated");
    peer.send(phone.ack(peer.awaitStatus(487)));
    server.release(call.leg());
  }

  private static void answeredOutgoing(Server server, UdpPeer peer) throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.answer(200, "OK", "tag", "Contact: <sip:bob@127.0.0.1:" + peer.port() + ">", Server.SDP));
    server.events.nextForLeg(LegEvent.ResponseReceived.class);
    server.stack.perform(leg, new LegAction.SendAck("tag", Body.NONE));
    peer.awaitRequest("ACK");
    server.stack.perform(leg, new LegAction.SendBye(Headers.NONE));
    peer.send(peer.awaitRequest("BYE").answer(200, "OK", ""));
    server.events.nextForLeg(LegEvent.ResponseReceived.class);
    server.release(leg);
  }

  /** Legs that are given up with their INVITE in the air, both ways, and one that never got off the ground. */
  private static void abandoned(Server server, UdpPeer caller, UdpPeer callee) throws Exception {
    caller.send(new Phone(caller).invite(Server.SDP));
    server.release(server.events.next(SipEvent.NewCall.class).leg());
    LegId leg = server.dial(Transport.UDP, callee.port());
    callee.send(callee.awaitRequest("INVITE").answer(180, "Ringing", "tag"));
    server.events.nextForLeg(LegEvent.ResponseReceived.class);
    server.release(leg);
    LegId unanswered = server.dial(Transport.UDP, callee.port());
    callee.awaitRequest("INVITE");
    server.release(unanswered);
    LegId refused = server.dial(Transport.TCP, Server.freePort());
    server.events.nextForLeg(LegEvent.SendFailed.class);
    server.release(refused);
  }

  private static void refusedOutgoing(Server server, UdpPeer peer) throws Exception {
    LegId leg = server.dial(Transport.UDP, peer.port());
    Wire invite = peer.awaitRequest("INVITE");
    peer.send(invite.answer(486, "Busy Here", "tag"));
    assertThat(server.events.nextForLeg(LegEvent.ResponseReceived.class).status()).isEqualTo(486);
    peer.awaitRequest("ACK");
    server.release(leg);
  }
}
