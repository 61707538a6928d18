package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.earshot.media.MediaEvent;
import org.earshot.media.MediaId;
import org.earshot.media.MediaSession;
import org.earshot.media.StreamStats;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NettyMediaGatewayTest {

  @ParameterizedTest
  @MethodSource("org.earshot.media.net.Transports#here")
  void shouldRelayRtpAndRtcpBothWays(String transport) throws Exception {
    try (CallFixture call = new CallFixture(transport)) {
      byte[] spoken = Peer.packet(0x1234, 1, 0x55);
      call.caller.sendRtp(call.callerPort, spoken);
      var heard = call.callee.receiveRtp();
      assertThat(Peer.bytes(heard)).isEqualTo(spoken);
      assertThat(heard.getPort()).isEqualTo(call.calleePort);

      byte[] answer = Peer.packet(0x9876, 77, 0x2a);
      call.callee.sendRtp(call.calleePort, answer);
      assertThat(Peer.bytes(call.caller.receiveRtp())).isEqualTo(answer);

      byte[] report = Peer.receiverReport(0x1234);
      call.caller.sendRtcp(call.callerPort, report);
      var reported = call.callee.receiveRtcp();
      assertThat(Peer.bytes(reported)).isEqualTo(report);
      assertThat(reported.getPort()).isEqualTo(call.calleePort + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("org.earshot.media.net.Transports#here")
  void shouldRelayBetweenIpv4AndIpv6(String transport) throws Exception {
    var settings = CallFixture.settings(transport, InetAddress.getByName("::"), 0);
    try (NettyMediaGateway gateway = new NettyMediaGateway(settings, System::nanoTime, Ears::detector);
        Peer caller = new Peer(InetAddress.getByName("127.0.0.1")); Peer callee = new Peer(InetAddress.getByName("::1"))) {
      Events callerEvents = new Events();
      Events calleeEvents = new Events();
      MediaSession one = gateway.open(new MediaId("call", 0), 1, callerEvents);
      MediaSession other = gateway.open(new MediaId("call", 1), 1, calleeEvents);
      int callerPort = callerEvents.await(MediaEvent.Opened.class).rtpPorts().getFirst();
      int calleePort = calleeEvents.await(MediaEvent.Opened.class).rtpPorts().getFirst();
      gateway.bridge(one, other);
      one.update(List.of(caller.spec()));
      other.update(List.of(callee.spec()));
      CallFixture.settle(one);
      byte[] spoken = Peer.packet(1, 1, 0x55);
      caller.sendRtp(callerPort, spoken);
      assertThat(Peer.bytes(callee.receiveRtp())).isEqualTo(spoken);
      byte[] answer = Peer.packet(2, 1, 0x2a);
      callee.sendRtp(calleePort, answer);
      assertThat(Peer.bytes(caller.receiveRtp())).isEqualTo(answer);
      byte[] report = Peer.receiverReport(2);
      callee.sendRtcp(calleePort, report);
      assertThat(Peer.bytes(caller.receiveRtcp())).isEqualTo(report);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "::1")
  void shouldRelayOverIpv6(String address) throws Exception {
    InetAddress host = InetAddress.getByName(address);
    try (CallFixture call = new CallFixture(CallFixture.settings("auto", host, 60_000), host)) {
      byte[] spoken = Peer.packet(0x1234, 1, 0x55);
      call.caller.sendRtp(call.callerPort, spoken);
      assertThat(Peer.bytes(call.callee.receiveRtp())).isEqualTo(spoken);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "auto")
  void shouldTellTotalsWhenClosed(String transport) throws Exception {
    try (CallFixture call = new CallFixture(transport)) {
      for (int sequence : List.of(65534, 65535, 0, 2)) {
        call.caller.sendRtp(call.callerPort, Peer.packet(0x1234, sequence, 0));
        call.callee.receiveRtp();
      }
      call.callerLeg.close();
      call.calleeLeg.close();
      StreamStats caller = call.callerEvents.await(MediaEvent.Closed.class).streams().getFirst();
      StreamStats callee = call.calleeEvents.await(MediaEvent.Closed.class).streams().getFirst();
      assertThat(caller.packets()).isEqualTo(4);
      assertThat(caller.octets()).isEqualTo(640);
      assertThat(caller.lost()).isEqualTo(1);
      assertThat(caller.codec()).isEqualTo("PCMU");
      assertThat(caller.mos()).isBetween(1.0, 4.0);
      assertThat(callee.sent()).isEqualTo(4);
      assertThat(callee.packets()).isZero();
      assertThat(callee.mos()).isZero();
      assertThat(call.gateway.counters().streamsActive()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "auto")
  void shouldTellWhereTheMediaComesFromWhenItLatches(String transport) throws Exception {
    try (CallFixture call = new CallFixture(transport)) {
      call.caller.sendRtp(call.callerPort, Peer.packet(1, 1, 0));
      MediaEvent.Latched latched = call.callerEvents.await(MediaEvent.Latched.class);
      assertThat(latched.source()).isEqualTo(call.caller.rtpAddress());
      assertThat(latched.stream()).isZero();
      assertThat(call.gateway.counters().streamsActive()).isEqualTo(1);
    }
  }
}
