package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.sip.leg.LegReport;
import org.earshot.sip.message.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

  /** RFC 3398 §8.2.6.1, line by line. */
  @ParameterizedTest
  @CsvSource({"400,41", "402,21", "403,21", "404,1", "405,63", "406,79", "408,102", "410,22", "413,127", "414,127",
      "415,79", "416,127", "420,127", "421,127", "423,127", "480,18", "481,41", "482,25", "483,25", "484,28", "485,1",
      "486,17", "500,41", "501,79", "502,38", "503,41", "504,102", "505,127", "513,127", "600,17", "603,21", "604,1"})
  void shouldMapWhatPeersAnswerToQ850(int status, int q850) {
    assertThat(failure(status, Headers.NONE).q850()).isEqualTo(q850);
  }

  @Test
  void shouldPreferThePeersOwnWord() {
    assertThat(failure(480, Headers.of("Reason", "Q.850 ;cause=20;text=\"Absent\"")).q850()).isEqualTo(20);
    assertThat(failure(480, Headers.of("Reason", "SIP;cause=480")).q850()).isEqualTo(18);
    assertThat(failure(488, Headers.NONE).q850()).isEqualTo(Cause.BAD_SDP.q850());
  }

  @Test
  void shouldKeepOurOwnCauseWhereNobodySpoke() {
    assertThat(Failure.of(Cause.NO_ANSWER).q850()).isEqualTo(19);
    assertThat(Failure.of(Cause.TRUNK_FULL).q850()).isEqualTo(34);
  }

  @Test
  void shouldFindTheTagOfAnAddress() {
    assertThat(Reasons.tag("\"B;tag=no\" <sip:b@c;tag=neither>;x=1;tag=yes")).isEqualTo("yes");
    assertThat(Reasons.tag("<sip:b@c>")).isEmpty();
  }

  private static Failure failure(int status, Headers headers) {
    return Failure.of(new LegReport.Failed(status, "No", LegReport.Why.RESPONSE, headers));
  }
}
