package org.earshot.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdpParserTest {
  private static final String PHONE = """
      v=0
      o=alice 2890844526 2890844527 IN IP4 host.atlanta.example.com
      s=A call
      i=more
      c=IN IP4 192.0.2.1
      b=AS:84
      t=0 0
      r=7d 1h 0 25h
      a=tool:phone 1
      a=sendonly
      x=private
      m=audio 49170 RTP/AVP 0 8 97 101 120
      b=TIAS:64000
      a=rtpmap:97 iLBC/8000
      a=fmtp:97 mode=20
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=ptime:30
      a=unheard-of:value with blanks
      a=rtcp:53020 IN IP6 2001:db8::1
      m=video 51372/2 RTP/SAVPF 31 99
      c=IN IP4 192.0.2.2/127
      a=rtpmap:99 opus/48000/2
      a=inactive
      m=image 0 udptl t38
      """.replace("\n", "\r\n");

  @Test
  void shouldKeepEveryLine() {
    assertThat(SessionDescription.parse(PHONE)).hasToString(PHONE.replace("192.0.2.2/127", "192.0.2.2"));
  }

  @Test
  void shouldTellWhatTheCallCoreAsks() {
    SessionDescription session = SessionDescription.parse(PHONE);
    MediaDescription audio = session.media().get(0);
    MediaDescription video = session.media().get(1);

    assertThat(session.origin()).isEqualTo(
        new Origin("alice", "2890844526", "2890844527", new Connection("IN", "IP4", "host.atlanta.example.com")));
    assertThat(session.attribute("tool")).contains("phone 1");
    assertThat(session.connectionOf(audio)).contains(Connection.of("192.0.2.1"));
    assertThat(session.connectionOf(video)).contains(Connection.of("192.0.2.2"));
    assertThat(session.directionOf(audio)).isEqualTo(Direction.SENDONLY);
    assertThat(session.directionOf(video)).isEqualTo(Direction.INACTIVE);
    assertThat(audio.ptime()).hasValue(30);
    assertThat(audio.rtcp()).hasValueSatisfying(rtcp -> {
      assertThat(rtcp.port()).isEqualTo(53020);
      assertThat(rtcp.address()).contains(Connection.of("2001:db8::1"));
    });
    assertThat(audio.codecs()).containsExactly(new Codec(0, "PCMU", 8000, 1, ""), new Codec(8, "PCMA", 8000, 1, ""),
        new Codec(97, "ILBC", 8000, 1, "mode=20"), new Codec(101, "TELEPHONE-EVENT", 8000, 1, "0-15"));
    assertThat(video.codecs()).extracting(Codec::name).containsExactly("H261", "OPUS");
    assertThat(video.portCount()).isEqualTo(2);
    assertThat(session.media().get(2)).satisfies(image -> {
      assertThat(image.isDeclined()).isTrue();
      assertThat(image.isRtp()).isFalse();
      assertThat(image.codecs()).isEmpty();
    });
  }

  @Test
  void shouldTakeWhatPhonesGetWrong() {
    String sloppy = "v=0  \no=John Doe 1 1 IN IP4 10.0.0.1\r\n\r\nm=audio 4000 RTP/AVP 0  \na=ptime:x\nc=IN IP4 10.0.0.1";

    assertThat(SessionDescription.parse(sloppy)).hasToString("""
        v=0
        o=John Doe 1 1 IN IP4 10.0.0.1
        s=-
        t=0 0
        m=audio 4000 RTP/AVP 0
        c=IN IP4 10.0.0.1
        a=ptime:x
        """.replace("\n", "\r\n"));
    assertThat(SessionDescription.parse(sloppy).media().getFirst().ptime()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "''                                                                | 0",
      "o=- 1 1 IN IP4 h                                                  | 1",
      "v=0                                                               | 0",
      "v=1\\no=- 1 1 IN IP4 h                                            | 1",
      "v=0\\nv=0\\no=- 1 1 IN IP4 h                                      | 2",
      "v=0\\no=- 1 1 IP4 h                                               | 2",
      "v=0\\no=- 1 1 IN IP4 h\\no=- 1 1 IN IP4 h                         | 3",
      "v=0\\no=- 1 1 IN IP4 h\\nnonsense                                 | 3",
      "v=0\\no=- 1 1 IN IP4 h\\nc=IN IP4                                 | 3",
      "v=0\\no=- 1 1 IN IP4 h\\nm=audio 99999 RTP/AVP 0                  | 3",
      "v=0\\no=- 1 1 IN IP4 h\\nm=audio -1 RTP/AVP 0                     | 3",
      "v=0\\no=- 1 1 IN IP4 h\\nm=audio x RTP/AVP 0                      | 3",
      "v=0\\no=- 1 1 IN IP4 h\\nm=audio 1/0 RTP/AVP 0                    | 3",
      "v=0\\no=- 1 1 IN IP4 h\\ns=x\\nm=audio 4000 RTP/AVP               | 4",
      "v=0\\no=- 1 1 IN IP4 h\\nm=audio                                  | 3"})
  void shouldNameTheLineThatCannotBeUsed(String text, int line) {
    assertThatExceptionOfType(SdpException.class).isThrownBy(() -> SessionDescription.parse(text.replace("\\n", "\n")))
        .satisfies(refused -> assertThat(refused.line()).isEqualTo(line))
        .withMessageStartingWith("SDP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtpmap:97", "rtpmap:97 x", "rtpmap:97 x/y", "rtpmap:97 /8000", "fmtp:97 a=b"})
  void shouldLeaveOutACodecThatIsNotExplained(String attribute) {
    String text = "v=0\no=- 1 1 IN IP4 h\nm=audio 1 RTP/AVP 97 200 x\na=" + attribute;

    assertThat(SessionDescription.parse(text).media().getFirst().codecs()).isEmpty();
    assertThat(SessionDescription.parse(text).toString()).contains("m=audio 1 RTP/AVP 97 200 x\r\na=" + attribute + "\r\n");
  }

  @Property(tries = 200)
  void shouldReadBackWhatItWrites(@ForAll("descriptions") String text) {
    SessionDescription session = SessionDescription.parse(text);
    String written = session.toString();

    assertThat(SessionDescription.parse(written)).hasToString(written);
    assertThat(written.lines().sorted()).containsAll(text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }

  @Property(tries = 500)
  void shouldReadOrRefuseButNeverFail(@ForAll String text) {
    try {
      assertThat(SessionDescription.parse("v=0\no=- 1 1 IN IP4 h\n" + text).toString()).startsWith("v=0\r\n");
    } catch (SdpException refused) {
      assertThat(refused).hasMessageStartingWith("SDP line");
    }
  }

  @Provide
  Arbitrary<String> descriptions() {
    Arbitrary<List<String>> session = Arbitraries.of("s=x y", "c=IN IP4 10.0.0.1", "t=0 0", "a=sendonly", "a=x:1 2", "b=AS:1",
        "y=unknown", "a=group:BUNDLE 0").list().ofMaxSize(8);
    Arbitrary<List<String>> media = Arbitraries.of("m=audio 4000 RTP/AVP 0 96", "m=video 0 RTP/AVP 31", "a=rtpmap:96 a/1",
        "m=application 9 TCP/MSRP *", "c=IN IP6 ::1", "a=inactive", "i=info", "a=candidate:1 1 UDP 1 10.0.0.1 1 typ host")
        .list().ofMaxSize(12);
    return Combinators.combine(session, media, Arbitraries.of("\n", "\r\n", " \r\n")).as((one, other, end) ->
        "v=0" + end + "o=- 1 2 IN IP4 h" + end + String.join(end, one) + end + "m=audio 1 RTP/AVP 0" + end
            + String.join(end, other));
  }
}
