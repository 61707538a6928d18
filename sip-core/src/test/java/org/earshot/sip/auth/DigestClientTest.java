package org.earshot.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.earshot.sip.auth.DigestClient.Request;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Login;
import org.junit.jupiter.api.Test;

class DigestClientTest {
  private static final Request REGISTER = new Request("REGISTER", "sip:carrier.example", Body.NONE);
  private final DigestClient client = new DigestClient(new Login("acme", "se\"cret"), () -> "cn");

  private static DigestCredentials first(Headers answer) {
    return DigestCredentials.parse(answer.fields().getFirst().value());
  }

  private static Headers www(String params) {
    return Headers.of("WWW-Authenticate", "Digest realm=\"r\", qop=\"auth\", nonce=" + params);
  }

  @Test
  void shouldAnswerTheTopmostChallengeItKnows() {
    Headers asked = Headers.of("WWW-Authenticate", "Digest realm=\"r\", nonce=\"1\", algorithm=AKAv1-MD5",
        "WWW-Authenticate", "Digest realm=\"r\", nonce=\"2\", algorithm=SHA-256, qop=\"token\"",
        "WWW-Authenticate", "broken",
        "WWW-Authenticate", "Digest realm=\"r\", nonce=\"3\", algorithm=SHA-256, qop=\"auth,auth-int\", opaque=\"o\"",
        "WWW-Authenticate", "Digest realm=\"r\", nonce=\"4\"");

    Headers answer = client.answer(REGISTER, 401, asked, 0).orElseThrow();

    assertThat(answer.fields()).singleElement().satisfies(field -> assertThat(field.name()).isEqualTo("Authorization"));
    assertThat(first(answer)).satisfies(credentials -> {
      assertThat(credentials.nonce()).isEqualTo("3");
      assertThat(credentials.algorithm()).isEqualTo("SHA-256");
      assertThat(credentials.qop()).isEqualTo("auth");
      assertThat(credentials.opaque()).isEqualTo("o");
      assertThat(credentials.nc()).isEqualTo("00000001");
      assertThat(credentials.response()).hasSize(64);
    });
  }

  @Test
  void shouldCountTheUsesOfANonceAndBringCredentialsAlongUnasked() {
    assertThat(client.credentials(REGISTER)).isEqualTo(Headers.NONE);
    assertThat(first(client.answer(REGISTER, 401, www("\"n1\""), 0).orElseThrow()).nc()).isEqualTo("00000001");
    assertThat(first(client.credentials(new Request("BYE", "sip:x", Body.NONE)))).satisfies(credentials -> {
      assertThat(credentials.nonce()).isEqualTo("n1");
      assertThat(credentials.nc()).isEqualTo("00000002");
      assertThat(credentials.uri()).isEqualTo("sip:x");
    });
    assertThat(first(client.answer(REGISTER, 401, www("\"n2\""), 0).orElseThrow()).nc()).isEqualTo("00000001");
  }

  @Test
  void shouldNotRepeatRefusedCredentialsUnlessTheNonceWasStale() {
    assertThat(client.answer(REGISTER, 401, www("\"1\""), 0)).isPresent();
    assertThat(client.answer(REGISTER, 401, www("\"2\""), 1)).isEmpty();
    assertThat(client.answer(REGISTER, 401, www("\"2\", stale=TRUE"), 1)).isPresent();
    assertThat(client.answer(REGISTER, 401, www("\"2\", stale=TRUE"), 9)).isEmpty();
    assertThat(client.answer(REGISTER, 401, Headers.NONE, 0)).isEmpty();
  }

  @Test
  void shouldAnswerAProxyAndThenThePeerBehindIt() {
    Headers proxy = Headers.of("Proxy-Authenticate", "Digest realm=\"edge\", nonce=\"1\", qop=\"auth\"");
    assertThat(client.answer(REGISTER, 407, proxy, 0)).isPresent();

    Headers both = client.answer(REGISTER, 401, www("\"2\""), 1).orElseThrow();

    assertThat(both.first("Proxy-Authorization")).hasValueSatisfying(value -> assertThat(value).contains("\"edge\""));
    assertThat(both.first("Authorization")).hasValueSatisfying(value -> assertThat(value).contains("\"r\""));
  }

  @Test
  void shouldProtectTheBodyWhereNothingLessWillDo() {
    Headers asked = Headers.of("WWW-Authenticate", "Digest realm=\"r\", nonce=\"1\", qop=\"auth-int\"");
    Optional<Headers> bare = client.answer(REGISTER, 401, asked, 0);
    Optional<Headers> full = client.answer(new Request("REGISTER", "sip:carrier.example", Body.sdp("v=0".getBytes())),
        401, asked, 0);
    // H(A2) = MD5("REGISTER:sip:carrier.example:" + MD5("")), checked against an independent computation
    assertThat(first(bare.orElseThrow()).response()).isEqualTo("ea019a102dc63516bae96def70326865");
    assertThat(first(full.orElseThrow()).response()).isNotEqualTo(first(bare.orElseThrow()).response());
  }

  @Test
  void shouldAnswerServersThatKnowNoQop() {
    Headers asked = Headers.of("WWW-Authenticate", "Digest realm=\"r\\\"x\", nonce=\"1\"");

    DigestCredentials answer = first(client.answer(REGISTER, 401, asked, 0).orElseThrow());

    assertThat(answer.qop()).isEmpty();
    assertThat(answer.cnonce()).isEmpty();
    assertThat(answer.realm()).isEqualTo("r\"x");
    assertThat(answer.response()).hasSize(32);
  }
}
