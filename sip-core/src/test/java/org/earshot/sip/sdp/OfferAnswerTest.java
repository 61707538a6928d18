package org.earshot.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferAnswerTest {

  private static SessionDescription with(String media) {
    return SessionDescription.parse("v=0\no=- 1 1 IN IP4 h\nc=IN IP4 h\nt=0 0\n" + media.replace(';', '\n'));
  }

  @Test
  void shouldSayWhatAnOfferGets() {
    assertThat(new OfferAnswer.Stable().offerReceived()).isEqualTo(OfferAnswer.Reception.TAKEN);
    assertThat(new OfferAnswer.LocalOffer().offerReceived()).isEqualTo(OfferAnswer.Reception.GLARE);
    assertThat(new OfferAnswer.RemoteOffer().offerReceived()).isEqualTo(OfferAnswer.Reception.TOO_EARLY);
  }

  @ParameterizedTest
  @CsvSource({
      "m=audio 1 RTP/AVP 0, m=audio 2 RTP/AVP 0",
      "m=audio 1 RTP/AVP 0, m=audio 0 RTP/AVP",
      "m=audio 1 RTP/AVPF 0, m=audio 2 RTP/AVP 0",
      "m=audio 1 RTP/AVP 0;m=video 1 RTP/SAVP 31, m=audio 2 RTP/AVP 0;m=video 0 RTP/AVP 31",
      "m=audio 0 RTP/AVP 0, m=audio 0 RTP/AVP 0"})
  void shouldTakeAnAnswerThatFits(String offer, String answer) {
    assertThat(OfferAnswer.check(with(offer), with(answer))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
      "m=audio 1 RTP/AVP 0;m=video 1 RTP/AVP 31, m=audio 2 RTP/AVP 0, the answer has 1 media",
      "m=audio 1 RTP/AVP 0, m=audio 2 RTP/AVP 0;m=video 0 RTP/AVP 31, the answer has 2 media",
      "m=audio 1 RTP/AVP 0;m=video 1 RTP/AVP 31, m=video 2 RTP/AVP 31;m=audio 2 RTP/AVP 0, media line 1 is video",
      "m=audio 0 RTP/AVP 0, m=audio 2 RTP/AVP 0, media line 1 accepts",
      "m=audio 1 RTP/SAVP 0, m=audio 2 RTP/AVP 0, media line 1 answers RTP/SAVP with RTP/AVP"})
  void shouldSayWhatIsWrongWithAnAnswer(String offer, String answer, String problem) {
    assertThat(OfferAnswer.check(with(offer), with(answer))).get().asString().startsWith(problem);
  }
}
