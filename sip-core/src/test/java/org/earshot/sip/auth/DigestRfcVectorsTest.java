package org.earshot.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.sip.auth.DigestClient.Request;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Login;
import org.junit.jupiter.api.Test;

class DigestRfcVectorsTest {
  private static final Request GET = new Request("GET", "/dir/index.html", Body.NONE);

  @Test
  void shouldComputeTheResponseOfRfc2617Section3_5() {
    var client = new DigestClient(new Login("Mufasa", "Circle Of Life"), () -> "0a4f113b");
    DigestChallenge challenge = DigestChallenge.parse("""
        Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", \
        opaque="5ccc069c403ebaf9f0171e9517f40e41\"""");

    DigestCredentials answer = client.credentials(GET, challenge, 1);

    assertThat(answer.response()).isEqualTo("6629fae49393a05397450978507c4ef1");
    assertThat(answer.opaque()).isEqualTo("5ccc069c403ebaf9f0171e9517f40e41");
    assertThat(DigestAlgorithm.MD5.ha1("Mufasa", "testrealm@host.com", "Circle Of Life"))
        .isEqualTo("939e7578ed9e3c518a452acee763bce9");
  }

  @Test
  void shouldComputeTheMd5ResponseOfRfc7616Section3_9_1() {
    assertThat(responseOfSection3_9_1("MD5")).isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
  }

  @Test
  void shouldComputeTheSha256ResponseOfRfc7616Section3_9_1() {
    assertThat(responseOfSection3_9_1("SHA-256"))
        .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
  }

  private static String responseOfSection3_9_1(String algorithm) {
    var client = new DigestClient(new Login("Mufasa", "Circle of Life"),
        () -> "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    DigestChallenge challenge = DigestChallenge.parse("""
        Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=%s, \
        nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"
        """.formatted(algorithm));
    return client.credentials(GET, challenge, 1).response();
  }
}
