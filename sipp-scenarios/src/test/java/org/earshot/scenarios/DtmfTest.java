package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Message;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Digits from one side in the form that the other wants: lib/dtmf.yaml has a trunk for each. */
class DtmfTest {
  private static final int ATTEMPTS = 20;
  private static EarshotServer server;
  private Phone west;
  private Phone east;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("dtmf", Optional.of(Site.MODULE.resolve("lib/dtmf.yaml"))));
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

  private static byte[] rtp(int markerAndType, int sequence, int timestamp, byte... payload) {
    byte[] packet = new byte[12 + payload.length];
    packet[0] = (byte) 0x80;
    packet[1] = (byte) markerAndType;
    packet[2] = (byte) (sequence >> 8);
    packet[3] = (byte) sequence;
    packet[6] = (byte) (timestamp >> 8);
    packet[7] = (byte) timestamp;
    packet[11] = 9;
    System.arraycopy(payload, 0, packet, 12, payload.length);
    return packet;
  }

  private static byte[] event(int event, int sequence, boolean end, int duration) {
    return rtp(101, sequence, 4000, (byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration);
  }

  private static void open(PhoneCall from, PhoneCall to) {
    for (int i = 0; i < ATTEMPTS; i++) {
      from.media().send(rtp(0, i, 160 * i, new byte[160]), from.remoteMedia());
      if (to.media().arrives()) {
        return;
      }
    }
    throw new AssertionError("nothing arrived");
  }

  private record Pair(PhoneCall caller, PhoneCall callee) {}

  private Pair answered(String number, String... calleesMedia) {
    PhoneCall caller = west.call(number);
    PhoneCall callee = east.awaitCall();
    callee.received();
    if (calleesMedia.length > 0) {
      callee.speaks(calleesMedia);
    }
    callee.answer();
    assertThat(caller.awaitAnswer().body()).contains("telephone-event");
    open(caller, callee);
    open(callee, caller);
    return new Pair(caller, callee);
  }

  private static void press(PhoneCall from, int event) {
    from.media().send(event(event, 500, false, 160), from.remoteMedia());
    from.media().send(event(event, 501, false, 480), from.remoteMedia());
    from.media().send(event(event, 502, true, 800), from.remoteMedia());
    from.media().send(event(event, 503, true, 800), from.remoteMedia());
  }

  @Test
  void shouldSendAnInfoForAnEventWhereTheOtherSideWantsThat() {
    Pair call = answered("1", "m=audio PORT RTP/AVP 0");
    press(call.caller(), 11);
    Message info = call.callee().take("INFO");
    assertThat(info.header("Content-Type")).isEqualTo("application/dtmf-relay");
    assertThat(info.body()).isEqualTo("Signal=#\r\nDuration=100\r\n");
    call.caller().hangUp();
  }

  /** The first packet of that type that comes. */
  private static byte[] next(PhoneCall call, int payloadType) {
    for (int i = 0; i < 200; i++) {
      byte[] packet = call.media().receive();
      if ((packet[1] & 0x7f) == payloadType) {
        return packet;
      }
    }
    throw new AssertionError("no packet of type " + payloadType);
  }

  @Test
  void shouldSendEventsForAnInfoWhereTheOtherSideWantsThat() {
    Pair call = answered("2", "m=audio PORT RTP/AVP 0 101", "a=rtpmap:101 telephone-event/8000");
    assertThat(call.caller().ask("INFO", "application/dtmf-relay", "Signal=4\r\nDuration=100\r\n").status()).isEqualTo(200);
    for (int i = 0; i < 7; i++) {
      byte[] packet = next(call.callee(), 101);
      assertThat(packet[12]).isEqualTo((byte) 4);
      assertThat((packet[13] & 0x80) != 0).as("packet %d", i).isEqualTo(i >= 4);
      assertThat((packet[14] & 0xff) << 8 | packet[15] & 0xff).isEqualTo(160 * Math.min(5, i + 1));
    }
    call.caller().hangUp();
  }

  @Test
  void shouldPlayTonesForAnEventToAPeerWithoutEvents() {
    Pair call = answered("3", "m=audio PORT RTP/AVP 0");
    press(call.caller(), 5);
    byte[] tones = next(call.callee(), 0);
    assertThat(tones).hasSize(172);
    assertThat(tones[1]).as("marker: the talkspurt is ours").isEqualTo((byte) 0x80);
    call.caller().hangUp();
  }

  @Test
  void shouldCarryAnInfoAsItIsWhereNothingElseIsWanted() {
    Pair call = answered("3", "m=audio PORT RTP/AVP 0 101", "a=rtpmap:101 telephone-event/8000");
    call.caller().askLater("INFO", "application/dtmf-relay", "Signal=7\r\nDuration=100\r\n");
    assertThat(call.callee().take("INFO").body()).contains("Signal=7");
    call.caller().hangUp();
  }

  @Test
  void shouldHearTonesWhereDigitsComeAsThose() {
    Pair call = answered("4", "m=audio PORT RTP/AVP 0");
    for (int packet = 0; packet < 12; packet++) {
      byte[] audio = new byte[160];
      for (int i = 0; i < 160; i++) {
        int n = packet * 160 + i;
        double sample = packet > 5 ? 0
            : 4000 * Math.sin(2 * Math.PI * 852 * n / 8000) + 4000 * Math.sin(2 * Math.PI * 1477 * n / 8000);
        audio[i] = muLaw((int) sample);
      }
      call.callee().media().send(rtp(0, 900 + packet, 20000 + 160 * packet, audio), call.callee().remoteMedia());
    }
    // the caller takes events: it gets the 9 as such
    byte[] event = next(call.caller(), 101);
    assertThat(event[12]).isEqualTo((byte) 9);
    call.caller().hangUp();
  }

  // ITU-T G.711: sign, segment, interval, all inverted
  private static byte muLaw(int sample) {
    int magnitude = Math.min(Math.abs(sample), 32635) + 132;
    int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
    return (byte) ~((sample < 0 ? 0x80 : 0) | segment << 4 | magnitude >> segment + 3 & 0x0f);
  }

  @Test
  void shouldNotLogDigits() {
    Pair call = answered("1", "m=audio PORT RTP/AVP 0");
    press(call.caller(), 9);
    call.callee().take("INFO");
    call.caller().hangUp();
    call.callee().take("BYE");
    assertThat(server.log()).doesNotContain("Signal=9").doesNotContain("digit");
  }
}
