package org.earshot.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
  private static final String SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n";
  private static final String PARTS = "preamble\r\n--cut\r\nContent-Type: application/isup;version=itu-t92+\r\n\r\n\u0001\u00ff\r\n"
      + "--cut\r\nContent-Disposition: session\r\nContent-Type: application/sdp\r\n\r\n" + SDP + "\r\n--cut--\r\n";

  private static Body body(String type, String text) {
    return new Body(type, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/mixed;boundary=cut", "Multipart/Mixed; charset=x ; boundary=\"cut\""})
  void shouldFindTheSessionDescriptionAmongTheParts(String type) {
    Body sdp = Multipart.sdp(body(type, PARTS)).orElseThrow();

    assertThat(sdp.contentType()).isEqualTo("application/sdp");
    assertThat(sdp.text()).isEqualTo(SDP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--cut", "--cut\r\n\r\n", "--cut\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n",
      "--cut\r\nContent-Type: text/plain\r\n\r\nv=0\r\n--cut--"})
  void shouldFindNothingWhereThereIsNoneOrItIsCutShort(String text) {
    assertThat(Multipart.sdp(body("multipart/mixed;boundary=cut", text))).isEmpty();
  }

  @Test
  void shouldLeaveOtherTypesAlone() {
    assertThat(Multipart.sdp(body("application/sdp", PARTS))).isEmpty();
    assertThat(Multipart.sdp(body("multipart/mixed", PARTS))).isEmpty();
  }
}
