package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.util.Random;
import org.earshot.media.MediaEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A third party sends to every port at every stage, over real sockets: it hears nothing and moves nothing. */
class HostileTest {
  private final Random random = new Random(2833);
  private int sequence;

  /** A proper stream, RTCP and garbage, to all four ports. */
  private void attack(Peer attacker, CallFixture call) throws IOException {
    byte[] garbage = new byte[random.nextInt(1, 300)];
    random.nextBytes(garbage);
    sequence++;
    for (int port : new int[] {call.callerPort, call.callerPort + 1, call.calleePort, call.calleePort + 1}) {
      for (byte[] datagram : new byte[][] {Peer.packet(0x666, sequence, 0x66), Peer.receiverReport(0x666), garbage, {}}) {
        attacker.rtp.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.earshot.media.net.Transports#here")
  void shouldNeitherHearNorMoveNorStopTheCall(String transport) throws Exception {
    try (CallFixture call = new CallFixture(transport); Peer attacker = new Peer()) {
      attack(attacker, call);
      attack(attacker, call);
      for (int i = 0; i < 100; i++) {
        byte[] said = Peer.packet(0x1, i, i);
        byte[] replied = Peer.packet(0x2, i, i);
        call.caller.sendRtp(call.callerPort, said);
        call.callee.sendRtp(call.calleePort, replied);
        assertThat(Peer.bytes(call.callee.receiveRtp())).isEqualTo(said);
        assertThat(Peer.bytes(call.caller.receiveRtp())).isEqualTo(replied);
        attack(attacker, call);
      }
      assertThat(call.callerEvents.await(MediaEvent.Latched.class).source()).isEqualTo(call.caller.rtpAddress());
      assertThat(call.calleeEvents.await(MediaEvent.Latched.class).source()).isEqualTo(call.callee.rtpAddress());

      call.callerLeg.close();
      call.calleeLeg.close();
      assertThat(call.calleeEvents.await(MediaEvent.Closed.class).streams().getFirst().foreign()).isPositive();
      await().until(() -> {
        attack(attacker, call);
        return call.count("drained") > 0;
      });
      assertThat(attacker.pollRtp()).isNull();
      assertThat(call.caller.pollRtp()).isNull();
      assertThat(call.callee.pollRtp()).isNull();
      assertThat(call.count("fault")).isZero();
    }
  }
}
