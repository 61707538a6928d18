package org.earshot.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayedSdpTest {
  private static final SessionDescription PHONE = SessionDescription.parse("""
      v=0
      o=alice 77 78 IN IP4 10.9.8.7
      s=Talk
      c=IN IP4 10.9.8.7
      t=0 0
      a=group:BUNDLE 0 1
      a=group:LS 0 1
      a=ice-lite
      m=audio 7078 RTP/SAVPF 96 0 101
      c=IN IP4 10.9.8.8
      a=rtpmap:96 opus/48000/2
      a=fmtp:96 useinbandfec=1
      a=rtpmap:101 telephone-event/8000
      a=rtcp-fb:* trr-int 5000
      a=ice-ufrag:abcd
      a=ice-pwd:efgh
      a=candidate:1 1 UDP 2130706303 10.9.8.7 7078 typ host
      a=remote-candidates:1 10.9.8.7 7078
      a=end-of-candidates
      a=rtcp-mux
      a=rtcp:7100 IN IP4 10.9.8.7
      a=source-filter: incl IN IP4 * 10.9.8.7
      a=fingerprint:sha-256 AA:BB
      a=setup:actpass
      a=x-unknown:1
      m=video 9078/2 RTP/AVP 31
      m=image 4000 udptl t38
      m=audio 0 RTP/AVP 8
      m=audio 6000 RTP/AVP 8
      """);

  private final RelayedSdp first = RelayedSdp.first(4711).next(PHONE, "192.0.2.10", List.of(20000, 20002, 20004, 20006));

  @Test
  void shouldPutOurselvesInTheirPlaceAndKeepTheRest() {
    assertThat(first.session()).hasToString("""
        v=0
        o=- 4711 1 IN IP4 192.0.2.10
        s=Talk
        c=IN IP4 192.0.2.10
        t=0 0
        a=group:LS 0 1
        m=audio 20000 RTP/SAVPF 96 0 101
        a=rtpmap:96 opus/48000/2
        a=fmtp:96 useinbandfec=1
        a=rtpmap:101 telephone-event/8000
        a=rtcp-fb:* trr-int 5000
        a=rtcp:20001
        a=fingerprint:sha-256 AA:BB
        a=setup:actpass
        a=x-unknown:1
        m=video 20002 RTP/AVP 31
        m=image 20004 udptl t38
        m=audio 0 RTP/AVP 8
        m=audio 0 RTP/AVP 8
        """.replace("\n", "\r\n"));
  }

  @Test
  void shouldShowNothingOfTheOtherSidesNetwork() {
    assertThat(first.session().toString()).doesNotContain("10.9.8", "7078", "7100", "9078", "alice");
  }

  @Test
  void shouldCountTheVersionUpOnlyWhenSomethingChanged() {
    RelayedSdp same = first.next(PHONE, "192.0.2.10", List.of(20000, 20002, 20004, 20006));
    RelayedSdp held = same.next(PHONE.withMedia(PHONE.media().stream()
        .map(media -> media.withDirection(Direction.SENDONLY)).toList()), "192.0.2.10", List.of(20000, 20002, 20004));
    RelayedSdp back = held.next(PHONE, "192.0.2.10", List.of(20000, 20002, 20004));

    assertThat(same).isEqualTo(first);
    assertThat(held.version()).isEqualTo(2);
    assertThat(held.session().origin()).isEqualTo(Origin.of(4711, 2, "192.0.2.10"));
    assertThat(back.version()).isEqualTo(3);
    assertThat(back.session().withOrigin(first.session().origin())).isEqualTo(first.session());
  }

  @Test
  void shouldNotTakeANewOriginAloneForAChange() {
    SessionDescription refreshed = PHONE.withOrigin(Origin.of(77, 79, "10.9.8.7"));

    assertThat(first.next(refreshed, "192.0.2.10", List.of(20000, 20002, 20004))).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"sendrecv,sendonly", "sendonly,sendonly", "recvonly,inactive", "inactive,inactive"})
  void shouldTurnHoldByAddressIntoADirection(String theirs, String ours) {
    SessionDescription held = SessionDescription.parse("v=0\no=- 1 1 IN IP4 h\nc=IN IP4 0.0.0.0\na=" + theirs
        + "\nm=audio 4000 RTP/AVP 0\nm=video 0 RTP/AVP 31");
    SessionDescription relayed = first.next(held, "2001:db8::1", List.of(20000, 20002)).session();

    assertThat(relayed.directionOf(relayed.media().getFirst()).word()).isEqualTo(ours);
    assertThat(relayed.media().getLast().lines()).isEmpty();
    assertThat(relayed.connection()).contains(new Connection("IN", "IP6", "2001:db8::1"));
  }

  @Test
  void shouldDeclineEveryLineWithoutAPort() {
    SessionDescription relayed = first.next(PHONE, "192.0.2.10", List.of()).session();

    assertThat(relayed.media()).hasSize(5).allMatch(MediaDescription::isDeclined);
    assertThat(relayed.media().getFirst().rtcp()).isEmpty();
  }
}
