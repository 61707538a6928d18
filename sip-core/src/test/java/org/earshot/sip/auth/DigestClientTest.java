package org.earshot.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.sip.message.Headers;
import org.earshot.sip.message.SipUri;
import org.junit.jupiter.api.Test;

class DigestClientTest {
  private static final SipUri TARGET = SipUri.parse("sip:carrier.example");
  private final DigestClient client = new DigestClient("acme", "se\"cret", () -> "cn");

  @Test
  void shouldAnswerTheTopmostChallengeItKnows() {
    Headers asked = Headers.of("WWW-Authenticate", "Digest realm=\"r\", nonce=\"1\", algorithm=AKAv1-MD5",
        "WWW-Authenticate", "Digest realm=\"r\", nonce=\"2\", algorithm=SHA-256, qop=\"auth-int\"",
        "WWW-Authenticate", "broken",
        "WWW-Authenticate", "Digest realm=\"r\", nonce=\"3\", algorithm=SHA-256, qop=\"auth,auth-int\", opaque=\"o\"",
        "WWW-Authenticate", "Digest realm=\"r\", nonce=\"4\"");

    Headers.Field field = client.answer("REGISTER", TARGET, 401, asked, false).orElseThrow();

    assertThat(field.name()).isEqualTo("Authorization");
    assertThat(DigestCredentials.parse(field.value())).satisfies(answer -> {
      assertThat(answer.nonce()).isEqualTo("3");
      assertThat(answer.algorithm()).isEqualTo("SHA-256");
      assertThat(answer.opaque()).isEqualTo("o");
      assertThat(answer.nc()).isEqualTo("00000001");
      assertThat(answer.response()).hasSize(64);
    });
  }

  @Test
  void shouldCountTheUsesOfANonce() {
    assertThat(answerTo("same").nc()).isEqualTo("00000001");
    assertThat(answerTo("same").nc()).isEqualTo("00000002");
    assertThat(answerTo("other").nc()).isEqualTo("00000001");
  }

  private DigestCredentials answerTo(String nonce) {
    Headers asked = Headers.of("Proxy-Authenticate", "Digest realm=\"r\", nonce=\"" + nonce + "\", qop=\"auth\"");
    Headers.Field field = client.answer("INVITE", TARGET, 407, asked, false).orElseThrow();
    assertThat(field.name()).isEqualTo("Proxy-Authorization");
    return DigestCredentials.parse(field.value());
  }

  @Test
  void shouldNotRepeatRefusedCredentialsUnlessTheNonceWasStale() {
    Headers refused = Headers.of("WWW-Authenticate", "Digest realm=\"r\", nonce=\"1\", qop=\"auth\"");
    Headers stale = Headers.of("WWW-Authenticate", "Digest realm=\"r\", nonce=\"1\", qop=\"auth\", stale=TRUE");

    assertThat(client.answer("REGISTER", TARGET, 401, refused, true)).isEmpty();
    assertThat(client.answer("REGISTER", TARGET, 401, stale, true)).isPresent();
    assertThat(client.answer("REGISTER", TARGET, 401, Headers.NONE, false)).isEmpty();
  }

  @Test
  void shouldAnswerServersThatKnowNoQop() {
    Headers asked = Headers.of("WWW-Authenticate", "Digest realm=\"r\\\"x\", nonce=\"1\"");

    DigestCredentials answer = DigestCredentials.parse(client.answer("REGISTER", TARGET, 401, asked, false).orElseThrow().value());

    assertThat(answer.qop()).isEmpty();
    assertThat(answer.cnonce()).isEmpty();
    assertThat(answer.realm()).isEqualTo("r\"x");
    assertThat(answer.response()).hasSize(32);
  }
}
