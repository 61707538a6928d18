package org.earshot.app.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class SuspectsTest {
  @Test
  void shouldForgetTheLeastRecentBeyondItsSize() {
    var suspects = new Suspects(3);
    for (int i = 1; i <= 5; i++) {
      suspects.change(InetAddress.ofLiteral("192.0.2." + i), 0, suspect -> suspect.trusted(0));
    }
    assertThat(suspects.size()).isEqualTo(3);
    assertThat(suspects.isTrusted(InetAddress.ofLiteral("192.0.2.2"), 0)).isFalse();
    assertThat(suspects.isTrusted(InetAddress.ofLiteral("192.0.2.3"), 0)).isTrue();
  }
}
