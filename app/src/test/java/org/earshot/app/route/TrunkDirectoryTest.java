package org.earshot.app.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.earshot.app.config.ServerConfig.Limits;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.Test;

class TrunkDirectoryTest {
  private static final NameResolver NO_NAMES = host -> {
    throw new UnknownHostException(host);
  };
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void shouldGiveAPacketToTheTrunkWithTheLongestPrefix() {
    var trunks = directory(trunk("wide", "192.0.2.1", new Limits(0, 0), "198.51.0.0/16", "2001:db8::/32"),
        trunk("narrow", "192.0.2.2", new Limits(0, 0), "198.51.100.0/24", "2001:db8::5"));

    assertThat(trunks.from(hop("198.51.7.1"))).contains("wide");
    assertThat(trunks.from(hop("198.51.100.9"))).contains("narrow");
    assertThat(trunks.from(hop("2001:db8::4"))).contains("wide");
    assertThat(trunks.from(hop("2001:db8::5"))).contains("narrow");
    assertThat(trunks.from(hop("203.0.113.1"))).isEmpty();
    assertThat(trunks.from(hop("::1"))).isEmpty();
  }

  @Test
  void shouldKnowALiteralAddressAtOnceWithItsPortAndTransport() {
    var trunks = directory(trunk("udp", "192.0.2.1", new Limits(0, 0)),
        trunk("tcp", "[2001:db8::1]:5070;transport=TCP", new Limits(0, 0)));

    assertThat(trunks.address("udp").orElseThrow().hop()).isEqualTo(hop("192.0.2.1"));
    assertThat(trunks.address("tcp").orElseThrow().hop())
        .isEqualTo(new Hop(Transport.TCP, new InetSocketAddress("2001:db8::1", 5070)));
    assertThat(trunks.address("tcp").orElseThrow().uri()).hasToString("sip:[2001:db8::1]:5070;transport=TCP");
    assertThat(trunks.address("unknown")).isEmpty();
  }

  @Test
  void shouldFollowANameAndKeepItsLastGoodAddress() throws Exception {
    var answer = new AtomicReference<>(List.of(InetAddress.ofLiteral("192.0.2.1")));
    var asked = new AtomicInteger();
    NameResolver resolver = host -> {
      asked.incrementAndGet();
      return Optional.ofNullable(answer.get()).orElseThrow(() -> new UnknownHostException(host));
    };
    try (var trunks = new TrunkDirectory(List.of(trunk("named", "sbc.example", new Limits(0, 0))), nanos::get, resolver,
        Duration.ofMillis(5)).start(LONG)) {
      assertThat(trunks.address("named").orElseThrow().hop()).isEqualTo(hop("192.0.2.1"));

      answer.set(List.of(InetAddress.ofLiteral("192.0.2.2"), InetAddress.ofLiteral("192.0.2.3")));
      await().until(() -> trunks.address("named").orElseThrow().hop().equals(hop("192.0.2.2")));

      answer.set(List.of(InetAddress.ofLiteral("192.0.2.3"), InetAddress.ofLiteral("192.0.2.2")));
      untilAskedAgain(asked);
      assertThat(trunks.address("named").orElseThrow().hop())
          .as("still given, whatever the order").isEqualTo(hop("192.0.2.2"));

      answer.set(null);
      untilAskedAgain(asked);
      assertThat(trunks.address("named").orElseThrow().hop()).as("the last good one").isEqualTo(hop("192.0.2.2"));
    }
  }

  @Test
  void shouldHaveNoAddressWhileANameDoesNotResolve() {
    try (var trunks = directory(trunk("named", "sbc.example", new Limits(0, 0))).start(LONG)) {
      assertThat(trunks.address("named")).isEmpty();
    }
  }

  @Test
  void shouldRefuseMoreCallsAtOnceThanTheLimit() {
    var trunks = directory(trunk("two", "192.0.2.1", new Limits(2, 0)));

    assertThat(trunks.acquire("two")).isTrue();
    assertThat(trunks.acquire("two")).isTrue();
    assertThat(trunks.acquire("two")).isFalse();
    trunks.release("two");
    assertThat(trunks.acquire("two")).isTrue();
    assertThat(trunks.calls("two")).isEqualTo(2);
  }

  @Test
  void shouldRefuseMoreCallsASecondThanTheLimitAndRecover() {
    var trunks = directory(trunk("slow", "192.0.2.1", new Limits(0, 2)));

    assertThat(trunks.acquire("slow")).isTrue();
    assertThat(trunks.acquire("slow")).isTrue();
    assertThat(trunks.acquire("slow")).isFalse();
    nanos.addAndGet(500_000_000);
    assertThat(trunks.acquire("slow")).isTrue();
    assertThat(trunks.acquire("slow")).isFalse();
    nanos.addAndGet(3_600_000_000_000L);
    assertThat(trunks.acquire("slow")).isTrue();
    assertThat(trunks.acquire("slow")).isTrue();
    assertThat(trunks.acquire("slow")).as("an idle hour saves up no more than a second's").isFalse();
  }

  @Test
  void shouldNotChargeACallThatWasRefused() {
    var trunks = directory(trunk("t", "192.0.2.1", new Limits(1, 1)));

    assertThat(trunks.acquire("t")).isTrue();
    assertThat(trunks.acquire("t")).isFalse();
    trunks.release("t");
    assertThatIllegalStateException().isThrownBy(() -> trunks.release("t"));
    assertThat(trunks.acquire("unknown")).isFalse();
  }

  private static void untilAskedAgain(AtomicInteger asked) {
    int before = asked.get();
    await().until(() -> asked.get() >= before + 2);
  }

  private TrunkDirectory directory(Trunk... trunks) {
    return new TrunkDirectory(List.of(trunks), nanos::get, NO_NAMES);
  }

  private static Trunk trunk(String name, String host, Limits limits, String... acceptFrom) {
    return new Trunk(name, "sip:" + host, List.of(acceptFrom), Optional.empty(), limits);
  }

  private static Hop hop(String address) {
    return new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral(address), 5060));
  }
}
