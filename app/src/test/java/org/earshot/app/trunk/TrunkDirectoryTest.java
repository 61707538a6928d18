package org.earshot.app.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.earshot.app.config.ServerConfig.Credentials;
import org.earshot.app.config.ServerConfig.Health;
import org.earshot.app.config.ServerConfig.Limits;
import org.earshot.app.config.ServerConfig.MediaPolicy;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.dns.Dns;
import org.earshot.app.dns.ResourceRecord;
import org.earshot.app.dns.SipLocator;
import org.earshot.app.route.Trunks;
import org.earshot.app.route.Trunks.Arrival;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.Test;

class TrunkDirectoryTest {
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

    start(trunks);
    assertThat(trunks.address("udp").orElseThrow().hop()).isEqualTo(hop("192.0.2.1"));
    assertThat(trunks.address("tcp").orElseThrow().hop())
        .isEqualTo(new Hop(Transport.TCP, new InetSocketAddress("2001:db8::1", 5070)));
    assertThat(trunks.address("tcp").orElseThrow().uri()).hasToString("sip:[2001:db8::1]:5070;transport=TCP");
    assertThat(trunks.address("unknown")).isEmpty();
  }

  @Test
  void shouldFollowANameAndKeepItsLastGoodAddress() {
    var answer = new AtomicReference<List<String>>(List.of("192.0.2.1"));
    try (var loop = new TrunkLoop()) {
      var trunks = directory(trunk("named", "sbc.example:5060", new Limits(0, 0)));
      Dns dns = (_, type) -> answer.get() == null ? CompletableFuture.failedStage(new UnknownHostException("no name server"))
          : CompletableFuture.completedStage(type != ResourceRecord.Type.A ? List.of() : answer.get().stream()
              .<ResourceRecord>map(each -> new ResourceRecord.Address(InetAddress.ofLiteral(each), 1)).toList());
      var names = new TrunkNames(trunks, new SipLocator(dns, Set.of(Transport.UDP)), loop, 5);
      names.start(LONG);
      assertThat(trunks.addresses("named")).extracting(Trunks.Address::hop).containsExactly(hop("192.0.2.1"));

      answer.set(List.of("192.0.2.2", "192.0.2.3"));
      await().untilAsserted(() -> assertThat(trunks.addresses("named")).extracting(Trunks.Address::hop)
          .containsExactly(hop("192.0.2.2"), hop("192.0.2.3")));

      answer.set(null);
      await().until(() -> names.failures() > 2);
      assertThat(trunks.addresses("named")).as("the last good ones").hasSize(2);
    }
  }

  @Test
  void shouldHaveNoAddressWhileANameDoesNotResolve() {
    try (var loop = new TrunkLoop()) {
      var trunks = directory(trunk("named", "sbc.example", new Limits(0, 0)));
      Dns nothing = (_, _) -> CompletableFuture.completedStage(List.of());
      new TrunkNames(trunks, new SipLocator(nothing, Set.of(Transport.UDP)), loop).start(LONG);
      assertThat(trunks.address("named")).isEmpty();
    }
  }

  @Test
  void shouldKnowACallByTheContactThatWasRegistered() {
    var trunks = new TrunkDirectory(List.of(new Trunk("carrier", "sip:192.0.2.1", List.of("198.51.100.1"),
        Optional.of(new Credentials("acme", "secret")), new Limits(0, 0))), nanos::get);
    String contact = trunks.sites().iterator().next().contactUser;
    assertThat(contact).matches("acme\\.[a-z0-9]{16}");

    assertThat(trunks.arrival(invite(contact, "<sip:0301234@carrier.example>"))).contains(new Arrival("carrier", "0301234"));
    assertThat(trunks.arrival(invite(contact, "<sip:" + contact + "@192.0.2.9>"))).contains(new Arrival("carrier", "acme"));
    assertThat(trunks.arrival(invite(contact, "<sip:0301234@x>", "P-Called-Party-ID", "<sip:0307@x>")))
        .contains(new Arrival("carrier", "0307"));
    assertThat(trunks.arrival(invite("acme", "<sip:acme@x>"))).as("the account alone is no proof").isEmpty();
    var other = new TrunkDirectory(List.of(new Trunk("carrier", "sip:192.0.2.1", List.of(),
        Optional.of(new Credentials("acme", "other")), new Limits(0, 0))), nanos::get);
    assertThat(other.sites().iterator().next().contactUser).isNotEqualTo(contact);
  }

  private static SipRequest invite(String user, String to, String... headers) {
    return new SipRequest("INVITE", SipUri.sip(user, "192.0.2.7", 5060), NameAddr.parse("<sip:1@x>"), NameAddr.parse(to),
        "id", 1, Headers.of(headers), Body.NONE, hop("203.0.113.9"), hop("192.0.2.7").address());
  }

  @Test
  void shouldLeaveOutWhatIsDown() {
    try (var loop = new TrunkLoop()) {
      var trunks = new TrunkDirectory(List.of(new Trunk("two", List.of("sip:192.0.2.1", "sip:192.0.2.2"), List.of(),
          Optional.empty(), Optional.empty(), new Limits(0, 0), MediaPolicy.DEFAULT, new Health(Duration.ZERO, 1, 1))), nanos::get);
      new TrunkNames(trunks, new SipLocator((_, _) -> CompletableFuture.completedStage(List.of()), Set.of()), loop).start(LONG);
      TrunkSite site = trunks.sites().iterator().next();

      site.health(Map.of(hop("192.0.2.1"), new HealthState(false, 0)));
      assertThat(trunks.addresses("two")).extracting(Trunks.Address::hop).containsExactly(hop("192.0.2.2"));
      assertThat(trunks.hops("two")).containsEntry(hop("192.0.2.1"), false).containsEntry(hop("192.0.2.2"), true);

      site.health(Map.of(hop("192.0.2.1"), new HealthState(false, 0), hop("192.0.2.2"), new HealthState(false, 0)));
      assertThat(trunks.address("two")).isEmpty();
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

  private static void start(TrunkDirectory trunks) {
    try (var loop = new TrunkLoop()) {
      new TrunkNames(trunks, new SipLocator((_, _) -> CompletableFuture.completedStage(List.of()), Set.of()), loop).start(LONG);
    }
  }

  private TrunkDirectory directory(Trunk... trunks) {
    return new TrunkDirectory(List.of(trunks), nanos::get);
  }

  private static Trunk trunk(String name, String host, Limits limits, String... acceptFrom) {
    return new Trunk(name, "sip:" + host, List.of(acceptFrom), Optional.empty(), limits);
  }

  private static Hop hop(String address) {
    return new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral(address), 5060));
  }
}
