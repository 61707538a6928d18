package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.earshot.sip.SipEvent;
import org.earshot.sip.message.SipResponse;
import org.earshot.sip.trace.SipTrace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, the next call works. */
class HostileInputTest {
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    server = new Server("127.0.0.1", 1000, 1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void expectTheNextCallToWork() throws Exception {
    try (var peer = server.udpPeer()) {
      int status;
      do {
        // a server that is behind on a slow machine sheds new calls until it has caught up
        peer.send(new Phone(peer).invite(Server.SDP));
        status = peer.await(wire -> wire.status() == 100 || wire.status() == 503).status();
      } while (status == 503);
      SipEvent event = server.events.next();
      while (!(event instanceof SipEvent.NewCall)) {
        event = server.events.next();
      }
      var call = (SipEvent.NewCall) event;
      server.reject(call.leg(), call.id(), 486, "Busy Here");
      peer.awaitStatus(486);
      server.release(call.leg());
    }
  }

  static List<String> bombs() {
    var phone = "OPTIONS sip:example.org SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bKbomb;rport\r\n"
        + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: bomb\r\nCSeq: 1 OPTIONS\r\n";
    return List.of(
        "", "\r\n", "\r\n\r\n", "\0\0\0\0", "SIP/2.0", "SIP/2.0 200 OK\r\n\r\n", "INVITE",
        "INVITE sip:a@b SIP/2.0\r\n\r\n", "ACK sip:a@b SIP/2.0\r\n\r\n", ":::::\r\n:::::\r\n\r\n", " \r\n\t\r\n\r\n", "\u00ff\u00fe\u00fd\r\n\r\n",
        phone + "Route: " + "<sip:a>,".repeat(800) + "<sip:a>\r\n\r\n",
        phone + "Contact: " + "(".repeat(5000) + "\r\n\r\n",
        phone + "X: y\r\n".repeat(1000) + "\r\n",
        phone + "X: a\r\n" + " b\r\n".repeat(1500) + "\r\n",
        phone + "Subject: " + "\"".repeat(4001) + "\r\n\r\n",
        phone + "Via: " + ";".repeat(3000) + "\r\n\r\n",
        phone + "Content-Length: 99999999999999999999\r\n\r\n",
        phone + "Content-Length: -1\r\n\r\n",
        phone + "RAck: x\r\nRSeq: x\r\nMin-Expires: x\r\nRetry-After: x\r\nExpires: x\r\nWarning: x\r\nDate: x\r\n\r\n",
        phone + "Content-Type: " + "a/".repeat(2000) + "\r\nContent-Length: 1\r\n\r\nx",
        phone.replace("Via: SIP/2.0/UDP 127.0.0.1", "Via: SIP/2.0/UDP []") + "\r\n",
        phone.replace("<sip:a@b>", "<".repeat(3000)) + "\r\n",
        phone.replace("rport", "rport=99999999;maddr=192.0.2.1;ttl=999;received=x") + "\r\n",
        phone.replace("OPTIONS", "NOTIFY") + "Event: x\r\n\r\n",
        phone.replace("OPTIONS", "SUBSCRIBE") + "\r\n",
        phone.replace("OPTIONS", "INVITE") + "Contact: *\r\n\r\n",
        phone.replace("OPTIONS", "REFER") + "Contact: <sip:a@b>\r\n\r\n",
        "A".repeat(20_000));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void shouldServeTheNextCallAfter(String bomb) throws Exception {
    try (var peer = server.udpPeer()) {
      peer.send(bomb.getBytes(StandardCharsets.ISO_8859_1));
    }
    expectTheNextCallToWork();
  }

  @Test
  void shouldSurviveRandomBytesAndMutatedMessages() throws Exception {
    var random = new Random(4475);
    try (var peer = server.udpPeer()) {
      for (int i = 0; i < 1000; i++) {
        byte[] message = new Phone(peer).request(i % 2 == 0 ? "OPTIONS" : "MESSAGE", "sip:bob@example.org", 1,
            Phone.branch(), Server.SDP).getBytes(StandardCharsets.ISO_8859_1);
        for (int j = random.nextInt(10); j >= 0; j--) {
          message[random.nextInt(message.length)] = (byte) random.nextInt(256);
        }
        peer.send(message);
      }
    }
    expectTheNextCallToWork();
  }

  @Test
  void shouldCountAMessageThatIsTooLong() throws Exception {
    try (var peer = server.udpPeer()) {
      var phone = new Phone(peer);
      peer.send(phone.request("MESSAGE", "sip:bob@example.org", 1, Phone.branch(), "X-Pad: " + "x".repeat(9000)));
    }
    expectTheNextCallToWork();
    assertThat(server.traces).anyMatch(trace -> trace instanceof SipTrace.Malformed(String reason, var _)
        && reason.equals("too-long"));
  }

  @Test
  void shouldPassTextThatIsNoUtf8AsItCame() throws Exception {
    try (var peer = server.udpPeer()) {
      var phone = new Phone(peer);
      peer.send(phone.request("MESSAGE", "sip:bob@example.org", 1, Phone.branch(), "Subject: gr\u00fc\u00df dich",
          "v=0\r\ns=\u00e4\u00ff\u0000\u0001\r\n"));
      SipEvent event = server.events.next();
      while (!(event instanceof SipEvent.OutOfDialog message && message.request().callId().equals(phone.callId))) {
        event = server.events.next();
      }
      var request = ((SipEvent.OutOfDialog) event);
      assertThat(request.request().body().bytes())
          .isEqualTo("v=0\r\ns=\u00e4\u00ff\u0000\u0001\r\n".getBytes(StandardCharsets.ISO_8859_1));
      server.stack.respond(request.id(), SipResponse.of(200, "OK"));
      peer.awaitStatus(200);
    }
  }

  @Test
  void shouldSpeakWhollyOwnWordsInTheReasonOfA400() throws Exception {
    try (var peer = server.udpPeer()) {
      Wire answer = answerTo(peer, new Phone(peer).request("OPTIONS", "sip:bob@exa\u0007mple.org", 1, Phone.branch()));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.firstLine()).matches("[\\x20-\\x7e]{1,130}");
      assertThat(answer.header("Via")).contains("rport=" + peer.port());
    }
  }

  /** Repeats the request as a peer would: so soon after a heap of rubbish the server may not answer each. */
  private static Wire answerTo(UdpPeer peer, String request) throws Exception {
    for (int tries = 1; tries < 20; tries++) {
      peer.send(request);
      try {
        return peer.receive(500);
      } catch (SocketTimeoutException silence) {
        // once more
      }
    }
    peer.send(request);
    return peer.receive();
  }
}
