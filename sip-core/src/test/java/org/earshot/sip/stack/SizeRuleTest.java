package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 3261 §18.1.1: what fits no datagram. */
class SizeRuleTest {
  private static final String LARGE = "x".repeat(1000);

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
  void shouldSendALargeInviteByTcp() throws Exception {
    try (var peer = TcpPeer.listening()) {
      server.dial(Transport.UDP, peer.port(), "X-Large", LARGE);
      Wire invite = peer.awaitRequest("INVITE");
      assertThat(invite.header("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:" + server.port);
      assertThat(invite.contactUri()).endsWith(";transport=tcp");
    }
  }

  @Test
  void shouldSendItByUdpWherePeerTakesNoConnection() throws Exception {
    try (var peer = server.udpPeer()) {
      server.dial(Transport.UDP, peer.port(), "X-Large", LARGE);
      assertThat(peer.awaitRequest("INVITE").header("X-Large")).isEqualTo(LARGE);
      server.dial(Transport.UDP, peer.port(), "X-Large", LARGE);
      assertThat(peer.awaitRequest("INVITE").header("Via")).startsWith("SIP/2.0/UDP");
    }
  }

  @Test
  void shouldSendASmallOneByUdpWhoeverListens() throws Exception {
    try (var peer = server.udpPeer(); var listener = new ServerSocket(peer.port())) {
      server.dial(Transport.UDP, peer.port());
      assertThat(peer.awaitRequest("INVITE").header("Via")).startsWith("SIP/2.0/UDP");
      assertThat(listener.isBound()).isTrue();
    }
  }
}
