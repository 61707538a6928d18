package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.SipEvent.OutOfDialogAnswer.Origin;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.OutgoingRequest;
import org.earshot.sip.message.OutgoingRequest.OwnContact;
import org.earshot.sip.message.OutgoingRequest.Series;
import org.earshot.sip.message.RequestToken;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientRequestsTest {
  private static final int FAST = 100;
  private static final RequestToken TOKEN = new RequestToken("test", 7);
  private static final NameAddr ACME = NameAddr.of("", SipUri.parse("sip:acme@carrier.example"));

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

  private static Hop hop(Transport transport, int port) {
    return new Hop(transport, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
  }

  private OutgoingRequest single(String method, Transport transport, int port, Body body) {
    return OutgoingRequest.single(method, SipUri.parse("sip:carrier.example"), hop(transport, port), ACME, ACME, body);
  }

  @Test
  void shouldSendARegisterAndTellItsAnswerOnce() throws Exception {
    var series = new Series(ACME.withParam("tag", "ours"), ACME, "series-1", 4);
    var headers = Headers.of("Route", "<sip:edge.example;lr>", "Authorization", "Digest username=\"acme\", realm=\"r\"",
        "Max-Forwards", "5");
    server.stack.send(TOKEN, new OutgoingRequest("REGISTER", SipUri.parse("sip:carrier.example"),
        hop(Transport.UDP, peer.port()), series, java.util.Optional.empty(), headers, Body.NONE)
        .with(new OwnContact("line-1", Map.of("expires", "300"))));

    Wire register = peer.awaitRequest("REGISTER");
    assertThat(register.firstLine()).isEqualTo("REGISTER sip:carrier.example SIP/2.0");
    assertThat(register.header("From")).isEqualTo("<sip:acme@carrier.example>;tag=ours");
    assertThat(register.header("Call-ID")).isEqualTo("series-1");
    assertThat(register.header("CSeq")).isEqualTo("4 REGISTER");
    assertThat(register.header("Contact")).isEqualTo("<sip:line-1@127.0.0.1:" + server.port + ">;expires=300");
    assertThat(register.header("Route")).isEqualTo("<sip:edge.example;lr>");
    assertThat(register.header("Max-Forwards")).isEqualTo("5");
    assertThat(register.header("Authorization")).startsWith("Digest username=\"acme\"");
    assertThat(register.header("User-Agent")).isEqualTo("Earshot-Test");

    peer.send(register.answer(100, "Trying", ""));
    String ok = register.answer(200, "OK", "theirs", "Service-Route: <sip:way.example;lr>");
    peer.send(ok);
    peer.send(ok);
    var answer = server.events.next(OutOfDialogAnswer.class);
    assertThat(answer.token()).isEqualTo(TOKEN);
    assertThat(answer.origin()).isEqualTo(Origin.PEER);
    assertThat(answer.response().status()).isEqualTo(200);
    assertThat(answer.response().headers().first("Service-Route")).contains("<sip:way.example;lr>");
    server.stack.send(new RequestToken("test", 8), single("OPTIONS", Transport.UDP, peer.port(), Body.NONE));
    peer.send(peer.awaitRequest("OPTIONS").answer(404, "Not Found", "theirs"));
    assertThat(server.events.next(OutOfDialogAnswer.class).response().status()).isEqualTo(404);
  }

  @Test
  void shouldCarryABodyOverTcp() throws Exception {
    try (var listener = new java.net.ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      server.stack.send(TOKEN, single("MESSAGE", Transport.TCP, listener.getLocalPort(),
          new Body("text/plain", "hello".getBytes())));
      try (var socket = listener.accept()) {
        var bytes = new byte[4096];
        var message = new Wire(new String(bytes, 0, socket.getInputStream().read(bytes)));
        assertThat(message.header("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:" + server.port);
        assertThat(message.body()).isEqualTo("hello");
        socket.getOutputStream().write(message.answer(202, "Accepted", "x").getBytes());
        assertThat(server.events.next(OutOfDialogAnswer.class).response().status()).isEqualTo(202);
      }
    }
  }

  @Test
  void shouldCallSilence408() throws Exception {
    try (var hasty = new Server("127.0.0.1", 1000, FAST)) {
      hasty.stack.send(TOKEN, single("OPTIONS", Transport.UDP, peer.port(), Body.NONE));
      var answer = hasty.events.next(OutOfDialogAnswer.class);
      assertThat(answer.origin()).isEqualTo(Origin.SILENCE);
      assertThat(answer.response().status()).isEqualTo(408);
    }
  }

  @Test
  void shouldCallARefusedConnection503() throws Exception {
    server.stack.send(TOKEN, single("OPTIONS", Transport.TCP, Server.freePort(), Body.NONE));
    var answer = server.events.next(OutOfDialogAnswer.class);
    assertThat(answer.origin()).isEqualTo(Origin.TRANSPORT);
    assertThat(answer.response().status()).isEqualTo(503);
    server.stack.send(TOKEN, single("OPTIONS", Transport.TLS, peer.port(), Body.NONE));
    assertThat(server.events.next(OutOfDialogAnswer.class).origin()).isEqualTo(Origin.TRANSPORT);
  }
}
