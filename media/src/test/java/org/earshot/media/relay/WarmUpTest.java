package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void shouldRelayCallsOfItsOwnAndGiveEverythingBack() throws Exception {
    InetAddress host = InetAddress.getLoopbackAddress();
    try (NettyMediaGateway gateway =
        new NettyMediaGateway(CallFixture.settings("auto", host, 0), System::nanoTime)) {
      new WarmUp(gateway, host).run(300_000_000L, System::nanoTime);
      assertThat(gateway.counters().packets().get("relayed")).isGreaterThan(300);
      assertThat(gateway.counters().packets().get("fault")).isZero();
    }
    NettyMediaGateway.warmUp(CallFixture.settings("auto", host, 0), 1, System::nanoTime);
  }
}
