package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.earshot.scenarios.peer.RtpSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sides that do not want quite the same: payload types, laws of G.711, RTCP on one port, BUNDLE, fax. */
class MediaCarriageTest {
  private static final int ATTEMPTS = 20;
  private static EarshotServer server;
  private Phone west;
  private Phone east;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("media-carriage", Optional.empty()));
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

  private static byte[] packet(int markerAndType, int ssrc, int sequence, int... payload) {
    byte[] packet = new byte[12 + payload.length];
    packet[0] = (byte) 0x80;
    packet[1] = (byte) markerAndType;
    packet[2] = (byte) (sequence >> 8);
    packet[3] = (byte) sequence;
    packet[11] = (byte) ssrc;
    for (int i = 0; i < payload.length; i++) {
      packet[12 + i] = (byte) payload[i];
    }
    return packet;
  }

  /** Sends until something arrives: a first packet may come before the relay has learned of the answer. */
  private static void open(byte[] packet, PhoneCall from, PhoneCall to) {
    for (int i = 0; i < ATTEMPTS; i++) {
      from.media().send(packet, from.remoteMedia());
      if (to.media().arrives()) {
        return;
      }
    }
    throw new AssertionError("nothing arrived");
  }

  private static byte[] carried(byte[] packet, PhoneCall from, PhoneCall to) {
    from.media().send(packet, from.remoteMedia());
    return to.media().receive();
  }

  @Test
  void shouldRenumberPayloadTypesWhereTheCalleeHasItsOwn() {
    PhoneCall caller = west.call("200", "m=audio PORT RTP/AVP 96 0 101", "a=rtpmap:96 opus/48000/2",
        "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-16");
    PhoneCall callee = east.awaitCall();
    assertThat(callee.received().body()).contains("RTP/AVP 96 0 8 101");
    callee.speaks("m=audio PORT RTP/AVP 107 110", "a=rtpmap:107 opus/48000/2", "a=rtpmap:110 telephone-event/8000");
    callee.answer();
    assertThat(caller.awaitAnswer().body()).contains("RTP/AVP 96 101", "a=rtpmap:101 telephone-event/8000")
        .doesNotContain("107", "110");
    open(packet(96, 1, 1, 1), caller, callee);
    open(packet(107, 2, 1, 1), callee, caller);
    assertThat(carried(packet(96, 1, 2, 5, 6), caller, callee)).isEqualTo(packet(107, 1, 2, 5, 6));
    assertThat(carried(packet(0x80 | 101, 1, 3, 9, 0, 1, 2), caller, callee))
        .isEqualTo(packet(0x80 | 110, 1, 3, 9, 0, 1, 2));
    // RFC 3264 §5.1: it should send with the numbers of the offer; one that sends its own is understood too
    assertThat(carried(packet(96, 2, 2, 7), callee, caller)).isEqualTo(packet(96, 2, 2, 7));
    assertThat(carried(packet(110, 2, 3, 3, 0, 1, 2), callee, caller)).isEqualTo(packet(101, 2, 3, 3, 0, 1, 2));
    caller.hangUp();
  }

  @Test
  void shouldPutOneLawIntoTheOtherWhereNoCodecIsShared() {
    PhoneCall caller = west.call("200", "m=audio PORT RTP/AVP 0 101", "a=rtpmap:101 telephone-event/8000");
    PhoneCall callee = east.awaitCall();
    callee.speaks("m=audio PORT RTP/AVP 8 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:101 telephone-event/8000");
    callee.answer();
    assertThat(caller.awaitAnswer().body()).contains("RTP/AVP 0 101").doesNotContain("PCMA");
    open(packet(0, 1, 1, 0xff), caller, callee);
    open(packet(8, 2, 1, 0xd5), callee, caller);
    // ITU-T G.711 tables 3 and 4: silence of both signs, and full scale
    assertThat(carried(packet(0, 1, 2, 0xff, 0x00, 0x80), caller, callee)).isEqualTo(packet(8, 1, 2, 0xd5, 0x2a, 0xaa));
    assertThat(carried(packet(8, 2, 2, 0x2a, 0xaa), callee, caller)).isEqualTo(packet(0, 2, 2, 0x00, 0x80));
    assertThat(carried(packet(101, 1, 3, 5, 10, 0, 160), caller, callee)).isEqualTo(packet(101, 1, 3, 5, 10, 0, 160));
    caller.hangUp();
  }

  @Test
  void shouldTakeRtcpOnThePortOfRtpWhereTheCallerAsksForIt() {
    PhoneCall caller = west.call("200", "m=audio PORT RTP/AVP 0 8", "a=rtcp-mux", "a=rtcp:PORT");
    PhoneCall callee = east.awaitCall();
    assertThat(callee.received().body()).doesNotContain("rtcp-mux");
    callee.answer();
    assertThat(caller.awaitAnswer().body()).contains("a=rtcp-mux");
    open(packet(0, 1, 1, 1), caller, callee);
    open(packet(0, 2, 1, 1), callee, caller);
    byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 1};
    caller.media().send(report, caller.remoteMedia());
    assertThat(callee.media().receiveControl()).isEqualTo(report);
    byte[] other = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 2};
    callee.media().sendControl(other, callee.remoteControl());
    assertThat(caller.media().receive()).isEqualTo(other);
    caller.hangUp();
  }

  private static List<Integer> ports(String sdp) {
    Matcher lines = Pattern.compile("(?m)^m=\\w+ (\\d+) ").matcher(sdp);
    List<Integer> ports = new ArrayList<>();
    while (lines.find()) {
      ports.add(Integer.parseInt(lines.group(1)));
    }
    return ports;
  }

  @Test
  void shouldDeclineBundleAndCarryEachLineOnItsOwnPorts() {
    try (RtpSocket callerVideo = new RtpSocket(west.address());
        RtpSocket calleeVideo = new RtpSocket(east.address())) {
      PhoneCall caller = west.call("200", "a=group:BUNDLE 0 1", "m=audio PORT RTP/AVP 0 8", "a=mid:0", "a=rtcp-mux",
          "m=video " + callerVideo.port() + " RTP/AVP 97", "a=rtpmap:97 VP8/90000", "a=mid:1", "a=rtcp-mux");
      PhoneCall callee = east.awaitCall();
      String offered = callee.received().body();
      assertThat(offered).doesNotContain("BUNDLE");
      callee.speaks("m=audio PORT RTP/AVP 0", "m=video " + calleeVideo.port() + " RTP/AVP 97", "a=rtpmap:97 VP8/90000");
      callee.answer();
      String answered = caller.awaitAnswer().body();
      assertThat(answered).doesNotContain("BUNDLE");
      assertThat(ports(answered)).hasSize(2).doesNotHaveDuplicates().doesNotContain(0);
      open(packet(0, 1, 1, 1), caller, callee);
      InetSocketAddress relay = new InetSocketAddress(caller.remoteMedia().getAddress(), ports(answered).get(1));
      byte[] frame = packet(97, 9, 1, 4, 5, 6);
      callerVideo.send(frame, relay);
      assertThat(calleeVideo.receive()).isEqualTo(frame);
      caller.hangUp();
    }
  }

  @Test
  void shouldRelayAFaxThatTakesThePlaceOfTheVoice() {
    PhoneCall caller = west.call("200");
    PhoneCall callee = east.awaitCall();
    callee.answer();
    caller.awaitAnswer();
    open(packet(0, 1, 1, 1), caller, callee);
    // as gateways do it: a line of its own for the fax, the voice declined
    callee.reinvite("m=audio 0 RTP/AVP 0", "m=image PORT udptl t38", "a=T38FaxVersion:0", "a=T38MaxBitRate:14400");
    String offered = caller.answerReinvite("m=audio 0 RTP/AVP 0", "m=image PORT udptl t38", "a=T38FaxVersion:0").body();
    assertThat(offered).contains("m=audio 0 ", "a=T38MaxBitRate:14400");
    assertThat(ports(offered).get(1)).isPositive();
    assertThat(ports(callee.awaitReinviteAnswer().body()).get(1)).isPositive();
    byte[] page = {0, 1, 3, 7, 7, 7, 0, 0};
    open(page, caller, callee);
    byte[] confirmed = {0, 1, 2, 5, 5, 0, 0};
    open(confirmed, callee, caller);
    assertThat(carried(new byte[] {0, 2, 9}, caller, callee)).isEqualTo(new byte[] {0, 2, 9});
    assertThat(carried(new byte[] {0, 2, 8}, callee, caller)).isEqualTo(new byte[] {0, 2, 8});
    caller.hangUp();
  }
}
