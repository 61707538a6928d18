package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.earshot.sip.ConnectionSettings;
import org.earshot.sip.SipEvent;
import org.earshot.sip.leg.LegEvent;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;
import org.earshot.sip.trace.SipTrace;
import org.junit.jupiter.api.Test;

/** What slow, idle, many and silent peers may do: nothing to anybody else. */
class ConnectionTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration LONG = Duration.ofHours(1);

  private static ConnectionSettings settings(int max, int perSource, Duration setUp, Duration message, Duration idle,
                                             Duration ping) {
    return new ConnectionSettings(max, perSource, setUp, message, idle, ping, 1300, Set.of());
  }

  private static Server server(ConnectionSettings settings) throws Exception {
    return new Server(Transport.TCP, Optional.empty(), settings);
  }

  private static void assertServed(Server server, TcpPeer peer) throws Exception {
    peer.send(new Phone(peer).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
    server.events.next(SipEvent.OutOfDialog.class);
  }

  @Test
  void shouldRefuseConnectionsBeyondThoseOfASource() throws Exception {
    try (var server = server(settings(100, 2, LONG, LONG, LONG, LONG));
        var first = TcpPeer.connected(server.port); var second = TcpPeer.connected(server.port)) {
      assertServed(server, first);
      assertServed(server, second);
      try (var third = TcpPeer.connected(server.port)) {
        assertThat(third.isClosedByServer()).isTrue();
      }
      try (var elsewhere = TcpPeer.over(new Socket(LOOPBACK, server.port, InetAddress.ofLiteral("127.0.0.2"), 0))) {
        assertServed(server, elsewhere);
      }
      first.close();
      await().ignoreExceptions().untilAsserted(() -> {
        try (var next = TcpPeer.connected(server.port)) {
          assertServed(server, next);
        }
      });
      assertThat(server.traces).anyMatch(trace -> trace instanceof SipTrace.Refused refused
          && refused.reason().equals("connections-full"));
    }
  }

  @Test
  void shouldCloseAConnectionThatSaysNothingOrNeverEndsWhatItBegan() throws Exception {
    Duration soon = Duration.ofMillis(200);
    try (var server = server(settings(100, 100, soon.multipliedBy(3), soon, LONG, LONG));
        var silent = TcpPeer.connected(server.port); var slow = TcpPeer.connected(server.port);
        var good = TcpPeer.connected(server.port)) {
      assertServed(server, good);
      slow.send("OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/TCP a\r\n");
      assertThat(silent.isClosedByServer()).isTrue();
      assertThat(slow.isClosedByServer()).isTrue();
      assertServed(server, good);
      assertThat(server.traces).anyMatch(trace -> trace instanceof SipTrace.Malformed malformed
          && malformed.reason().equals("too-slow"));
    }
  }

  @Test
  void shouldPingAPeerAndCloseAnIdleConnection() throws Exception {
    try (var server = server(settings(100, 100, LONG, LONG, Duration.ofSeconds(1), Duration.ofMillis(100)));
        var peer = TcpPeer.connected(server.port)) {
      assertServed(server, peer);
      assertThat(peer.raw(8)).isEqualTo("\r\n\r\n\r\n\r\n");
      await().until(() -> {
        try {
          return peer.isClosedByServer();
        } catch (IOException reset) {
          return true;
        }
      });
    }
  }

  @Test
  void shouldNotHoldUpOtherCallsWhileAPeerDoesNotAnswerItsConnection() throws Exception {
    // a full backlog: the kernel drops further SYNs, as a firewall would
    try (var blackhole = new ServerSocket(0, 1, LOOPBACK); var server = new Server(); var peer = TcpPeer.listening()) {
      List<Socket> fillers = fill(blackhole);
      for (int i = 0; i < 20; i++) {
        server.dial(Transport.TCP, blackhole.getLocalPort());
      }
      for (int i = 0; i < 3; i++) {
        server.dial(Transport.TCP, peer.port());
        peer.awaitRequest("INVITE");
      }
      assertThat(server.events.isEmpty()).as("the twenty are still waiting").isTrue();
      for (int i = 0; i < 20; i++) {
        assertThat(server.events.nextForLeg(LegEvent.SendFailed.class).why()).contains("no connection to");
      }
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  private static List<Socket> fill(ServerSocket listener) throws IOException {
    var fillers = new ArrayList<Socket>();
    for (int i = 0; i < 8; i++) {
      var socket = new Socket();
      fillers.add(socket);
      try {
        socket.connect(new InetSocketAddress(LOOPBACK, listener.getLocalPort()), 100);
      } catch (IOException full) {
        return fillers;
      }
    }
    throw new IOException("this kernel's backlog has no end");
  }

  @Test
  void shouldCloseAConnectionWhosePeerDoesNotReadWithoutHarmToOthers() throws Exception {
    try (var server = server(ConnectionSettings.DEFAULT); var deaf = TcpPeer.connected(server.port);
        var good = TcpPeer.connected(server.port)) {
      deaf.send(new Phone(deaf).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      Hop flow = server.events.next(SipEvent.OutOfDialog.class).request().source();
      String large = "x".repeat(6000);
      await().until(() -> {
        for (int i = 0; i < 200; i++) {
          server.dial(flow, "X-Filler", large);
        }
        return !server.events.isEmpty();
      });
      assertThat(server.events.nextForLeg(LegEvent.SendFailed.class).why()).containsAnyOf("does not read", "closed");
      good.send(new Phone(good).request("OPTIONS", "sip:example.org", 1, Phone.branch()));
      SipEvent next = server.events.next();
      while (!(next instanceof SipEvent.OutOfDialog)) {
        next = server.events.next();
      }
    }
  }
}
