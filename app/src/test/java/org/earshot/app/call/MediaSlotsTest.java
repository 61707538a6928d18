package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.sip.sdp.SessionDescription;
import org.junit.jupiter.api.Test;

class MediaSlotsTest {
  private static SessionDescription sdp(String... lines) {
    return SessionDescription.parse("v=0\no=- 1 1 IN IP4 h\nc=IN IP4 192.0.2.1\nm=" + String.join("\nm=", lines) + "\n");
  }

  private static final String AUDIO = "audio 4000 RTP/AVP 0";
  private static final String NO_AUDIO = "audio 0 RTP/AVP 0";
  private static final String VIDEO = "video 5000 RTP/AVP 31";
  private static final String FAX = "image 6000 udptl t38";

  @Test
  void shouldGiveEachLineAPairAsLongAsThereAreAny() {
    MediaSlots slots = MediaSlots.EMPTY.next(sdp(AUDIO, VIDEO, FAX), 2);
    assertThat(slots.slots()).containsExactly(0, 1, MediaSlots.NONE);
    assertThat(slots.line(1)).isEqualTo(1);
    assertThat(slots.line(7)).isEqualTo(-1);
    assertThat(slots.slot(7)).isEqualTo(MediaSlots.NONE);
  }

  @Test
  void shouldGiveAFaxThePortsOfTheVoiceThatItReplaces() {
    MediaSlots voice = MediaSlots.EMPTY.next(sdp(AUDIO), 1);
    MediaSlots fax = voice.next(sdp(NO_AUDIO, FAX), 1);
    assertThat(fax.slots()).containsExactly(MediaSlots.NONE, 0);
    assertThat(fax.next(sdp(AUDIO, "image 0 udptl t38"), 1).slots()).containsExactly(0, MediaSlots.NONE);
    assertThat(voice.next(sdp(FAX), 1).slots()).containsExactly(0);
  }

  @Test
  void shouldKeepALinesPortsWhenAnotherComesOrGoes() {
    MediaSlots both = MediaSlots.EMPTY.next(sdp(AUDIO, VIDEO), 2);
    MediaSlots video = both.next(sdp(NO_AUDIO, VIDEO), 2);
    assertThat(video.slots()).containsExactly(MediaSlots.NONE, 1);
    assertThat(video.next(sdp(AUDIO, VIDEO), 2).slots()).containsExactly(0, 1);
    assertThat(both.next(sdp(AUDIO, VIDEO, FAX), 2).slots()).containsExactly(0, 1, MediaSlots.NONE);
  }

  @Test
  void shouldNotGivePortsToWhatTheRelayDoesNotCarry() {
    assertThat(MediaSlots.EMPTY.next(sdp("message 9 TCP/MSRP *", "audio 9 UDP/TLS/RTP/SAVPF 0", AUDIO), 4).slots())
        .containsExactly(MediaSlots.NONE, MediaSlots.NONE, 0);
  }
}
