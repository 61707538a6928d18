package org.earshot.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecPlanTest {

  private static MediaDescription line(String formats, String... attributes) {
    var text = new StringBuilder("v=0\no=- 1 1 IN IP4 h\nc=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP " + formats + "\n");
    for (String attribute : attributes) {
      text.append("a=").append(attribute).append('\n');
    }
    return SessionDescription.parse(text.toString()).media().getFirst();
  }

  @ParameterizedTest
  @CsvSource({"0 101, 0 8 101", "8, 8 0", "0 8 101, 0 8 101", "8 0, 8 0", "9 18, 9 18", "96 0 9, 96 0 8 9"})
  void shouldOfferBothLawsWhereThereIsOneOfThem(String theirs, String ours) {
    MediaDescription offer = CodecPlan.offer(line(theirs, "rtpmap:96 opus/48000/2", "rtpmap:101 telephone-event/8000"));
    assertThat(String.join(" ", offer.formats())).isEqualTo(ours);
  }

  @Test
  void shouldNameTheLawThatItAdds() {
    assertThat(CodecPlan.offer(line("8")).attributes("rtpmap")).containsExactly("0 PCMU/8000");
  }

  @Test
  void shouldNotWidenWhatIsDeclinedOrNoRtpOrWhereTheNumberIsTaken() {
    MediaDescription taken = line("0 8", "rtpmap:8 x-own/8000");
    assertThat(CodecPlan.offer(taken)).isSameAs(taken);
    MediaDescription declined = line("0").withPort(0);
    assertThat(CodecPlan.offer(declined)).isSameAs(declined);
    MediaDescription image = line("0").withProtocol("udptl");
    assertThat(CodecPlan.offer(image)).isSameAs(image);
  }

  @Test
  void shouldPutAnAnswerIntoTheNumbersOfItsOffer() {
    MediaDescription offer = line("96 0 101", "rtpmap:96 opus/48000/2", "rtpmap:101 telephone-event/8000");
    MediaDescription given = line("111 0 98", "rtpmap:111 opus/48000/2", "fmtp:111 useinbandfec=1", "rtcp-fb:111 nack",
        "rtcp-fb:* trr-int 5", "rtpmap:98 telephone-event/8000", "fmtp:98 0-15", "ptime:30");
    MediaDescription told = CodecPlan.answer(offer, given);
    assertThat(told.formats()).containsExactly("96", "0", "101");
    assertThat(told.lines()).extracting(SdpLine::value).containsExactly("rtpmap:96 opus/48000/2",
        "fmtp:96 useinbandfec=1", "rtcp-fb:96 nack", "rtcp-fb:* trr-int 5", "rtpmap:101 telephone-event/8000",
        "fmtp:101 0-15", "ptime:30");
  }

  @Test
  void shouldNameTheLawThatTheOffererHas() {
    MediaDescription offer = line("0 101", "rtpmap:101 telephone-event/8000");
    MediaDescription given = line("8 101", "rtpmap:8 PCMA/8000", "rtpmap:101 telephone-event/8000", "fmtp:101 0-16");
    MediaDescription told = CodecPlan.answer(offer, given);
    assertThat(told.formats()).containsExactly("0", "101");
    assertThat(told.attributes("rtpmap")).containsExactly("0 PCMU/8000", "101 telephone-event/8000");
    assertThat(CodecPlan.answer(line("0"), line("8 0")).formats()).as("once").containsExactly("0");
  }

  @Test
  void shouldLeaveOutWhatTheOffererHasNotNamedAndTheRestOfAMistakeAsItIs() {
    assertThat(CodecPlan.answer(line("0"), line("0 18")).formats()).containsExactly("0");
    MediaDescription wrong = line("18 9");
    assertThat(CodecPlan.answer(line("0"), wrong)).isSameAs(wrong);
  }

  @Test
  void shouldChooseAmongSeveralOfOneNameByNumberThenByParameters() {
    MediaDescription offer = line("97 98", "rtpmap:97 AMR/8000", "fmtp:97 octet-align=1", "rtpmap:98 AMR/8000");
    assertThat(CodecPlan.answer(offer, line("98", "rtpmap:98 AMR/8000")).formats()).containsExactly("98");
    assertThat(CodecPlan.answer(offer, line("110", "rtpmap:110 AMR/8000", "fmtp:110 octet-align=1")).formats())
        .containsExactly("97");
    assertThat(CodecPlan.answer(offer, line("110", "rtpmap:110 AMR/8000")).formats()).containsExactly("98");
  }
}
