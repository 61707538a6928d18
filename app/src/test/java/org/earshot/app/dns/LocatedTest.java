package org.earshot.app.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.earshot.app.dns.Located.Server;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.Test;

class LocatedTest {
  private static Hop hop(int last) {
    return new Hop(Transport.UDP, new InetSocketAddress("192.0.2." + last, 5060));
  }

  private static Server server(int rank, int priority, int weight, int... addresses) {
    return new Server(rank, priority, weight, java.util.Arrays.stream(addresses).mapToObj(LocatedTest::hop).toList());
  }

  @Test
  void shouldUseUpRanksAndPrioritiesInOrderAndEachAddressOnce() {
    var located = new Located(List.of(server(1, 0, 0, 5), server(0, 20, 0, 3, 4), server(0, 10, 0, 1, 2, 3)), 60);
    assertThat(located.draw(new Random(1))).containsExactly(hop(1), hop(2), hop(3), hop(4), hop(5));
  }

  @Test
  void shouldShareCallsByWeight() {
    var located = new Located(List.of(server(0, 0, 60, 1), server(0, 0, 30, 2), server(0, 0, 10, 3), server(0, 0, 0, 4)), 60);
    var random = new Random(42);
    Map<Hop, Integer> first = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      List<Hop> drawn = located.draw(random);
      assertThat(drawn).containsExactlyInAnyOrder(hop(1), hop(2), hop(3), hop(4));
      first.merge(drawn.getFirst(), 1, Integer::sum);
    }
    assertThat(first.get(hop(1))).isBetween(5_700, 6_300);
    assertThat(first.get(hop(2))).isBetween(2_700, 3_300);
    assertThat(first.get(hop(3))).isBetween(800, 1_200);
    assertThat(first.get(hop(4))).as("RFC 2782: a very small chance").isBetween(1, 250);
  }

  @Test
  void shouldPutTheSecondUriBehindTheFirst() {
    var both = Located.inOrder(List.of(new Located(List.of(server(0, 0, 0, 1), server(3, 0, 0, 2)), 60),
        new Located(List.of(server(0, 0, 0, 3)), 30)));
    assertThat(both.draw(new Random(1))).containsExactly(hop(1), hop(2), hop(3));
    assertThat(both.lifeS()).isEqualTo(30);
  }
}
