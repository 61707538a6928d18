package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerIdentityTest {
  @TempDir
  private static Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "DNS:sbc.example.org | sbc.example.org | true",
      "DNS:SBC.example.org | sbc.EXAMPLE.org | true",
      "DNS:example.org | sbc.example.org | false",
      // RFC 5922 §7.2: no wildcards
      "DNS:*.example.org | sbc.example.org | false",
      "URI:sip:example.org,DNS:sbc.example.org | example.org | true",
      // RFC 5922 §7.1: DNS names count only where there is no sip URI
      "URI:sip:example.org,DNS:sbc.example.org | sbc.example.org | false",
      "URI:sip:alice@example.org | example.org | false",
      "URI:https://example.org,DNS:example.org | example.org | true",
      "IP:192.0.2.7 | 192.0.2.7 | true",
      "IP:2001:db8::7 | 2001:DB8:0::7 | true",
      "DNS:sbc.example.org | 192.0.2.7 | false"})
  void shouldStandForWhatRfc5922Says(String names, String wanted, boolean expected) throws Exception {
    assertThat(PeerIdentity.stands(TestKeys.make(folder, "peer", names).x509(), wanted)).isEqualTo(expected);
  }
}
