package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final Optional<Hop> NONE = Optional.empty();

  private static Hop hop(Transport transport, String host, int port) {
    return new Hop(transport, new InetSocketAddress(InetAddress.ofLiteral(host), port));
  }

  private static Hop udp(String host, int port) {
    return hop(Transport.UDP, host, port);
  }

  @Test
  void shouldFollowTheRouteSetWhateverTheContactSays() {
    assertThat(Targets.choose(Optional.of(udp("192.0.2.9", 5060)), Optional.of(udp("192.0.2.1", 5070)),
        udp("192.0.2.1", 5080))).isEqualTo(udp("192.0.2.9", 5060));
  }

  @Test
  void shouldBelieveAContactThatNamesTheAddressOfItsPackets() {
    assertThat(Targets.choose(NONE, Optional.of(udp("192.0.2.1", 5070)), udp("192.0.2.1", 5080)))
        .isEqualTo(udp("192.0.2.1", 5070));
  }

  @Test
  void shouldAnswerToTheSourceWhenTheContactIsBehindNat() {
    assertThat(Targets.choose(NONE, Optional.of(udp("10.0.0.7", 5060)), udp("192.0.2.1", 41234)))
        .isEqualTo(udp("192.0.2.1", 41234));
  }

  @Test
  void shouldAnswerToTheSourceWhenTheContactIsAName() {
    assertThat(Targets.choose(NONE, NONE, udp("192.0.2.1", 41234))).isEqualTo(udp("192.0.2.1", 41234));
  }

  @Test
  void shouldKeepTheConnectionOfAPeerThatHasOne() {
    Hop connection = hop(Transport.TCP, "192.0.2.1", 41234);
    assertThat(Targets.choose(NONE, Optional.of(hop(Transport.TCP, "192.0.2.1", 5060)), connection))
        .isEqualTo(connection);
  }

  @Test
  void shouldLeaveTheConnectionForARoute() {
    assertThat(Targets.choose(Optional.of(udp("192.0.2.9", 5060)), NONE, hop(Transport.TCP, "192.0.2.1", 41234)))
        .isEqualTo(udp("192.0.2.9", 5060));
  }
}
