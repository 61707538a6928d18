package org.earshot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.earshot.scenarios.harness.EarshotServer;
import org.earshot.scenarios.harness.Site;
import org.earshot.scenarios.peer.Message;
import org.earshot.scenarios.peer.Phone;
import org.earshot.scenarios.peer.PhoneCall;
import org.earshot.scenarios.peer.RtpStream;
import org.earshot.scenarios.peer.Srtp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SRTP with keys in SDP (RFC 3711, RFC 4568), each side of a call by its own policy: lib/media.yaml. */
class SrtpCallTest {
  private static final int ATTEMPTS = 40;
  private static EarshotServer server;
  private Phone west;
  private Phone east;
  private Phone north;
  private Phone offering;

  @BeforeAll
  static void start() {
    server = EarshotServer.start(Site.make("srtp", Optional.of(Site.MODULE.resolve("lib/media.yaml"))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    west = new Phone("west", server.site());
    east = new Phone("east", server.site());
    north = new Phone("north", server.site());
    offering = new Phone("silent", server.site());
  }

  @AfterEach
  void disconnect() {
    west.close();
    east.close();
    north.close();
    offering.close();
  }

  private static Srtp key(int seed) {
    byte[] keySalt = new byte[30];
    new Random(seed).nextBytes(keySalt);
    return new Srtp(keySalt);
  }

  /** One side's way with packets: protected or plain. */
  private record End(PhoneCall call, Optional<Srtp> own, Optional<Srtp> theirs) {
    void send(byte[] packet) {
      call.media().send(own.map(key -> key.protect(packet)).orElse(packet), call.remoteMedia());
    }

    byte[] receive() {
      byte[] packet = call.media().receive();
      return theirs.map(key -> key.unprotect(packet)).orElse(packet);
    }
  }

  private static void assertCarries(End from, End to, RtpStream stream) {
    for (int i = 0; i < ATTEMPTS; i++) {
      from.send(stream.nextNoise());
      if (to.call().media().arrives()) {
        break;
      }
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      byte[] packet = stream.nextNoise();
      from.send(packet);
      // one of those before may have come later than it was waited for
      byte[] next = to.receive();
      for (int late = 0; late < ATTEMPTS && !Arrays.equals(next, packet); late++) {
        next = to.receive();
      }
      assertThat(next).isEqualTo(packet);
    }
  }

  @Test
  void shouldCallWithKeysWhereTheCalleeRequiresThemAndLeaveTheCallerPlain() {
    PhoneCall caller = west.call("200");
    PhoneCall callee = east.awaitCall();
    String offered = callee.received().body();
    assertThat(offered).contains(" RTP/SAVP 0 8 101", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
    Srtp own = key(1);
    callee.speaks("m=audio PORT RTP/SAVP 0 101", "a=rtpmap:101 telephone-event/8000", own.attribute(1));
    callee.answer();
    assertThat(caller.awaitAnswer().body()).contains(" RTP/AVP 0 101").doesNotContain("crypto");
    End plain = new End(caller, Optional.empty(), Optional.empty());
    End secure = new End(callee, Optional.of(own), Optional.of(Srtp.ofSdp(offered)));
    assertCarries(plain, secure, new RtpStream(0x1111));
    assertCarries(secure, plain, new RtpStream(0x2222));
    caller.hangUp();
  }

  @Test
  void shouldTakeKeysFromACallerUnderEitherProfileAndProtectBothLegsApart() {
    for (String profile : new String[] {"RTP/SAVP", "RTP/AVP"}) {
      Srtp callers = key(2);
      PhoneCall caller = west.call("200", "m=audio PORT " + profile + " 0 8",
          "a=crypto:7 F8_128_HMAC_SHA1_80 inline:none", callers.attribute(3));
      PhoneCall callee = east.awaitCall();
      String offered = callee.received().body();
      Srtp callees = key(3);
      callee.speaks("m=audio PORT RTP/SAVP 0", callees.attribute(1));
      callee.answer();
      String answered = caller.awaitAnswer().body();
      assertThat(answered).contains(" " + profile + " 0", "a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:")
          .doesNotContain("crypto:7", callees.attribute(1));
      End one = new End(caller, Optional.of(callers), Optional.of(Srtp.ofSdp(answered)));
      End other = new End(callee, Optional.of(callees), Optional.of(Srtp.ofSdp(offered)));
      assertCarries(one, other, new RtpStream(0x3333));
      assertCarries(other, one, new RtpStream(0x4444));
      caller.hangUp();
    }
  }

  @Test
  void shouldGoOnWithANewKeyOfThePeersAfterAReinvite() {
    PhoneCall caller = west.call("200");
    PhoneCall callee = east.awaitCall();
    String offered = callee.received().body();
    callee.speaks("m=audio PORT RTP/SAVP 0", key(4).attribute(1));
    callee.answer();
    caller.awaitAnswer();
    End plain = new End(caller, Optional.empty(), Optional.empty());
    assertCarries(new End(callee, Optional.of(key(4)), Optional.empty()), plain, new RtpStream(0x5555));

    Srtp fresh = key(5);
    callee.reinvite("m=audio PORT RTP/SAVP 0", fresh.attribute(1));
    caller.answerReinvite("m=audio PORT RTP/AVP 0");
    Message answer = callee.awaitReinviteAnswer();
    assertThat(answer.body()).contains(" RTP/SAVP 0", "a=crypto:1 ");
    End secure = new End(callee, Optional.of(fresh), Optional.of(Srtp.ofSdp(answer.body())));
    assertCarries(secure, plain, new RtpStream(0x6666));
    assertCarries(plain, secure, new RtpStream(0x7777));
    assertThat(offered).contains("crypto");
    caller.hangUp();
  }

  @Test
  void shouldOfferKeysThatThePeerMayLeaveAlone() {
    PhoneCall caller = west.call("400");
    PhoneCall callee = offering.awaitCall();
    assertThat(callee.received().body()).contains(" RTP/AVP 0 8 101", "a=crypto:1 ");
    callee.answer();
    caller.awaitAnswer();
    End one = new End(caller, Optional.empty(), Optional.empty());
    End other = new End(callee, Optional.empty(), Optional.empty());
    assertCarries(one, other, new RtpStream(0x1234));
    assertCarries(other, one, new RtpStream(0x4321));
    caller.hangUp();
  }

  @Test
  void shouldRefuseWhoDoesNotKeepToThePolicy() {
    assertThat(north.call("900", "m=audio PORT RTP/SAVP 0", key(6).attribute(1)).awaitRefusal()).isEqualTo(488);
    assertThat(east.call("900").awaitRefusal()).as("keys are required of it").isEqualTo(488);
    assertThat(west.call("900", "m=audio PORT RTP/SAVP 0").awaitRefusal()).as("no key at all").isEqualTo(488);
  }

  @Test
  void shouldEndACallWhoseCalleeAnswersPlainlyThoughKeysAreRequired() {
    PhoneCall caller = west.call("200");
    PhoneCall callee = east.awaitCall();
    callee.answer();
    assertThat(caller.awaitRefusal()).isEqualTo(488);
    callee.take("BYE");
  }

  @Test
  void shouldDropAndCountWhatIsNotOfTheKey() {
    PhoneCall caller = west.call("200");
    PhoneCall callee = east.awaitCall();
    callee.speaks("m=audio PORT RTP/SAVP 0", key(7).attribute(1));
    callee.answer();
    caller.awaitAnswer();
    End plain = new End(caller, Optional.empty(), Optional.empty());
    End secure = new End(callee, Optional.of(key(7)), Optional.empty());
    RtpStream stream = new RtpStream(0x8888);
    assertCarries(secure, plain, stream);
    double before = server.metric("earshot_rtp_packets_total{direction=\"in\",outcome=\"auth-fail\"");
    End forger = new End(callee, Optional.of(key(8)), Optional.empty());
    RtpStream forged = new RtpStream(0x9999);
    for (int i = 0; i < 5; i++) {
      forger.send(forged.nextNoise());
    }
    assertCarries(secure, plain, stream);
    assertThat(server.metric("earshot_rtp_packets_total{direction=\"in\",outcome=\"auth-fail\"") - before).isEqualTo(5);
    caller.hangUp();
  }
}
