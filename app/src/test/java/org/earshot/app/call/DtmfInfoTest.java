package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.earshot.sip.message.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DtmfInfoTest {
  private static Body body(String type, String text) {
    return new Body(type, text.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
      "application/dtmf-relay, Signal=5|Duration=120|, 5, 120", "application/dtmf-relay, Signal= *|Duration= 250, *, 250",
      "Application/DTMF-Relay;x=1, signal=11|, #, 160", "application/dtmf-relay, Duration=9|Signal=a, A, 40",
      "application/dtmf, 7, 7, 160", "application/dtmf, 10|, *, 160"})
  void shouldReadBothForms(String type, String text, char digit, int durationMs) {
    assertThat(DtmfInfo.parse(body(type, text))).contains(new DtmfInfo(digit, durationMs));
  }

  @ParameterizedTest
  @CsvSource({"text/plain, 5", "application/dtmf, 55", "application/dtmf, ''", "application/dtmf-relay, Duration=100",
      "application/dtmf-relay, Signal=!", "application/dtmf-relay, Signal=16"})
  void shouldLeaveOtherBodiesAlone(String type, String text) {
    assertThat(DtmfInfo.parse(body(type, text))).isEmpty();
    assertThat(DtmfInfo.parse(Body.NONE)).isEmpty();
  }

  @Test
  void shouldReadWhatItWrites() {
    var info = new DtmfInfo('#', 180);
    assertThat(DtmfInfo.parse(info.body())).contains(info);
  }
}
