package org.earshot.app.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.sip.message.Headers;
import org.earshot.sip.message.SipUri;
import org.junit.jupiter.api.Test;

class RegisterAnswersTest {

  @Test
  void shouldFindWhatIsGrantedToOurContact() {
    assertThat(granted("Contact", "<sip:other@x>;expires=9, \"A, B\" <sip:US@y:5070;transport=tcp>;expires=55")).isEqualTo(55);
    assertThat(granted("Contact", "<sip:other@x>;expires=9", "Contact", "<sip:us@y>", "Expires", "66")).isEqualTo(66);
    assertThat(granted("Contact", "<sip:us@y>")).as("as asked").isEqualTo(3600);
    assertThat(granted("Expires", "77")).isEqualTo(77);
    assertThat(granted("Contact", "<sip:us@y>;expires=never", "Expires", "soon")).isEqualTo(3600);
    assertThat(granted("Contact", "not an address")).isEqualTo(3600);
  }

  private static long granted(String... headers) {
    return RegisterAnswers.granted(Headers.of(headers), "us", 3600);
  }

  @Test
  void shouldReadRetryAfterWithItsComment() {
    assertThat(RegisterAnswers.retryAfterMs(Headers.of("Retry-After", "18000;duration=3600"))).isEqualTo(18_000_000);
    assertThat(RegisterAnswers.retryAfterMs(Headers.of("Retry-After", "120 (in a meeting)"))).isEqualTo(120_000);
    assertThat(RegisterAnswers.retryAfterMs(Headers.of("Retry-After", "99999999"))).isEqualTo(86_400_000);
    assertThat(RegisterAnswers.retryAfterMs(Headers.of("Retry-After", "later"))).isZero();
    assertThat(RegisterAnswers.retryAfterMs(Headers.NONE)).isZero();
  }

  @Test
  void shouldFollowTheFirstSipContactOfARedirection() {
    assertThat(RegisterAnswers.redirection(Headers.of("Contact", "<mailto:a@b>, <sip:192.0.2.7:5070>;q=0.5")))
        .contains(SipUri.parse("sip:192.0.2.7:5070"));
    assertThat(RegisterAnswers.redirection(Headers.of("Contact", "*"))).isEmpty();
  }
}
