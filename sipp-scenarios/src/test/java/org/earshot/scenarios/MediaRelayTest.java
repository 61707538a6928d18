package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.earshot.scenarios.peer.RtpSocket;
import org.earshot.scenarios.peer.RtpStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RTP and RTCP through a call: what is sent into one side comes out of the other, and only that. */
class MediaRelayTest {
  private static final int PACKETS = 50;
  private static EarshotServer server;
  private Phone west;
  private Phone east;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("media-relay", Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    west = new Phone("west", server.site());
    east = new Phone("east", server.site());
  }

  @AfterEach
  void disconnect() {
    west.close();
    east.close();
  }

  /** A call with its streams, both of which have begun to arrive. {@code opening}: packets the caller sent for that. */
  private record Pair(PhoneCall caller, PhoneCall callee, RtpStream there, RtpStream back, int opening) {}

  private Pair answeredCall() {
    PhoneCall caller = west.call("200");
    PhoneCall callee = east.awaitCall();
    callee.answer();
    caller.awaitAnswer();
    RtpStream there = new RtpStream(0x1111);
    RtpStream back = new RtpStream(0x2222);
    int opening = sendUntilOneArrives(there, caller, callee);
    sendUntilOneArrives(back, callee, caller);
    return new Pair(caller, callee, there, back, opening);
  }

  /** A packet that is as fast as the 200 may come before the relay has learned of the answer, and be lost. */
  private static int sendUntilOneArrives(RtpStream stream, PhoneCall from, PhoneCall to) {
    int sent = 0;
    do {
      from.media().send(stream.nextNoise(), from.remoteMedia());
      sent++;
    } while (!to.media().arrives() && sent < PACKETS);
    return sent;
  }

  @Test
  void shouldRelayRtpByteForByteBothWays() {
    Pair call = answeredCall();
    for (int i = 0; i < PACKETS; i++) {
      assertArrives(call.there().nextNoise(), call.caller(), call.callee());
      assertArrives(call.back().nextNoise(), call.callee(), call.caller());
    }
    call.caller().hangUp();
    assertThat(call.callee().take("BYE").first()).startsWith("BYE");
  }

  @Test
  void shouldCountWhatItRelayedInTheCdr() {
    Pair call = answeredCall();
    for (int i = 0; i < PACKETS; i++) {
      assertArrives(call.there().nextNoise(), call.caller(), call.callee());
    }
    call.caller().hangUp();
    call.callee().take("BYE");
    var cdr = server.cdrs().await(call.caller().callId());
    assertThat(cdr.at("/rtp/caller/packets").asInt()).isBetween(PACKETS + 1, PACKETS + call.opening());
    assertThat(cdr.at("/rtp/caller/lost").asInt(-1)).isZero();
    assertThat(cdr.at("/rtp/callee/packets").asInt(-1)).isPositive();
  }

  @Test
  void shouldRelayRtcpBothWays() {
    Pair call = answeredCall();
    byte[] report = call.there().senderReport();
    call.caller().media().sendControl(report, call.caller().remoteControl());
    assertThat(call.callee().media().receiveControl()).isEqualTo(report);
    byte[] answer = call.back().senderReport();
    call.callee().media().sendControl(answer, call.callee().remoteControl());
    assertThat(call.caller().media().receiveControl()).isEqualTo(answer);
    call.caller().hangUp();
  }

  @Test
  void shouldRelayEarlyMediaBothWays() {
    PhoneCall caller = west.call("200");
    PhoneCall callee = east.awaitCall();
    callee.speakEarly();
    caller.awaitProvisional(183);
    RtpStream there = new RtpStream(0x6666);
    RtpStream back = new RtpStream(0x7777);
    sendUntilOneArrives(back, callee, caller);
    sendUntilOneArrives(there, caller, callee);
    assertArrives(back.nextNoise(), callee, caller);
    assertArrives(there.nextNoise(), caller, callee);
    InetSocketAddress early = caller.remoteMedia();
    callee.answer();
    caller.awaitAnswer();
    assertThat(caller.remoteMedia()).as("the relay's address in the 200").isEqualTo(early);
    assertArrives(back.nextNoise(), callee, caller);
    assertArrives(there.nextNoise(), caller, callee);
    caller.hangUp();
  }

  @Test
  void shouldNotTakeNorMoveForAThirdPartysPackets() throws Exception {
    Pair call = answeredCall();
    for (int i = 0; i < PACKETS; i++) {
      assertArrives(call.there().nextNoise(), call.caller(), call.callee());
      assertArrives(call.back().nextNoise(), call.callee(), call.caller());
    }
    try (RtpSocket stranger = new RtpSocket(InetAddress.getByName("127.0.0.31"))) {
      RtpStream forged = new RtpStream(0x1111);
      for (int i = 0; i < PACKETS; i++) {
        stranger.send(forged.nextNoise(), call.caller().remoteMedia());
        stranger.send(forged.nextNoise(), call.callee().remoteMedia());
        stranger.sendControl(forged.senderReport(), call.caller().remoteControl());
        // what arrives next is the real one, so the forged one was not passed on, and the stream did not move
        assertArrives(call.there().nextNoise(), call.caller(), call.callee());
        assertArrives(call.back().nextNoise(), call.callee(), call.caller());
      }
    }
    call.caller().hangUp();
  }

  @Test
  void shouldSendWhereTheMediaComesFromWhenSdpSaysOtherwise() {
    PhoneCall caller = west.call("200");
    PhoneCall callee = east.awaitCall();
    callee.answer();
    caller.awaitAnswer();
    try (RtpSocket natted = new RtpSocket(new InetSocketAddress("127.0.0.22", 0).getAddress())) {
      RtpStream back = new RtpStream(0xaaaa);
      RtpStream there = new RtpStream(0xbbbb);
      byte[] last = null;
      for (int i = 0; i < 10; i++) {
        // the first few show that a stream comes from there
        last = back.nextNoise();
        natted.send(last, callee.remoteMedia());
      }
      caller.media().receiveUntil(last);
      byte[] answer = there.nextNoise();
      caller.media().send(answer, caller.remoteMedia());
      assertThat(natted.receive()).isEqualTo(answer);
    }
    caller.hangUp();
  }

  private static void assertArrives(byte[] packet, PhoneCall from, PhoneCall to) {
    from.media().send(packet, from.remoteMedia());
    assertThat(to.media().receive()).isEqualTo(packet);
  }
}
