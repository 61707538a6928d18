package org.earshot.app.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.earshot.app.dns.ResourceRecord.Address;
import org.earshot.app.dns.ResourceRecord.Naptr;
import org.earshot.app.dns.ResourceRecord.Srv;
import org.earshot.app.dns.ResourceRecord.Type;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.Test;

class SipLocatorTest implements Dns {
  private final Map<String, List<ResourceRecord>> zone = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();
  private final SipLocator locator = new SipLocator(this, Set.of(Transport.UDP, Transport.TCP, Transport.TLS));

  @Override
  public CompletionStage<List<ResourceRecord>> ask(String name, Type type) {
    asked.add(type + " " + name);
    if (name.startsWith("broken.") || broken.contains(type + " " + name)) {
      return CompletableFuture.failedStage(new UnknownHostException("no name server answers"));
    }
    return CompletableFuture.completedStage(zone.getOrDefault(type + " " + name, List.of()));
  }

  private void has(String name, ResourceRecord... records) {
    zone.put(name, List.of(records));
  }

  private static Address a(String address) {
    return new Address(InetAddress.ofLiteral(address), 300);
  }

  private List<String> hops(String uri) {
    return locator.locate(SipUri.parse(uri)).toCompletableFuture().join().draw(new Random(1)).stream().map(Hop::toString)
        .toList();
  }

  @Test
  void shouldAskNobodyForALiteral() {
    assertThat(hops("sip:192.0.2.1")).containsExactly("udp:192.0.2.1:5060");
    assertThat(hops("sip:[2001:db8::1]:5070;transport=tcp")).containsExactly("tcp:2001:db8:0:0:0:0:0:1:5070");
    assertThat(hops("sips:192.0.2.1")).containsExactly("tls:192.0.2.1:5061");
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldTakeTheAddressesOfANameWithAPort() {
    has("A sbc.example", a("192.0.2.1"), a("192.0.2.2"));
    has("AAAA sbc.example", a("2001:db8::1"));
    assertThat(hops("sip:sbc.example:5070"))
        .containsExactly("udp:192.0.2.1:5070", "udp:192.0.2.2:5070", "udp:2001:db8:0:0:0:0:0:1:5070");
    assertThat(hops("sips:sbc.example:5070")).first().isEqualTo("tls:192.0.2.1:5070");
    assertThat(asked).allMatch(question -> question.startsWith("A"));
  }

  @Test
  void shouldNameTheDomainOfTheUriWhateverSrvMadeOfIt() {
    has("SRV _sips._tcp.carrier.example", new Srv(1, 1, 5061, "edge.hoster.example", 600));
    has("A edge.hoster.example", a("192.0.2.7"));
    Hop hop = locator.locate(SipUri.parse("sips:carrier.example")).toCompletableFuture().join().draw(new Random(1))
        .getFirst();
    assertThat(hop.toString()).isEqualTo("tls:192.0.2.7:5061");
    assertThat(hop.address().getHostString()).as("whom the certificate must stand for").isEqualTo("carrier.example");
  }

  @Test
  void shouldFollowNaptrInItsOrderAndOnlyToTransportsWeHave() {
    has("NAPTR carrier.example", new Naptr(20, 1, "s", "SIP+D2U", "_sip._udp.carrier.example", 600),
        new Naptr(10, 2, "S", "sip+d2t", "_sip._tcp.edge.example", 600),
        new Naptr(1, 1, "s", "SIP+D2W", "_sip._ws.carrier.example", 600),
        new Naptr(1, 1, "u", "E2U+sip", "", 600));
    has("SRV _sip._tcp.edge.example", new Srv(10, 1, 5062, "b.edge.example", 60), new Srv(5, 1, 5061, "a.edge.example", 60));
    has("SRV _sip._udp.carrier.example", new Srv(1, 1, 5060, "a.edge.example", 20));
    has("A a.edge.example", a("192.0.2.1"));
    has("A b.edge.example", a("192.0.2.2"));
    assertThat(hops("sip:carrier.example"))
        .containsExactly("tcp:192.0.2.1:5061", "tcp:192.0.2.2:5062", "udp:192.0.2.1:5060");
    assertThat(locator.locate(SipUri.parse("sip:carrier.example")).toCompletableFuture().join().lifeS()).isEqualTo(20);
  }

  @Test
  void shouldTryTheServicesOfEachTransportWithoutNaptr() {
    has("SRV _sip._tcp.carrier.example", new Srv(1, 1, 5080, "a.example", 60));
    has("A a.example", a("192.0.2.1"));
    assertThat(hops("sip:carrier.example")).containsExactly("tcp:192.0.2.1:5080");
    assertThat(asked).contains("SRV _sip._udp.carrier.example", "SRV _sips._tcp.carrier.example");
  }

  @Test
  void shouldStayWithTheTransportOfTheUri() {
    has("SRV _sip._tcp.carrier.example", new Srv(1, 1, 5080, "a.example", 60));
    has("A a.example", a("192.0.2.1"));
    assertThat(hops("sip:carrier.example;transport=tcp")).containsExactly("tcp:192.0.2.1:5080");
    assertThat(asked).doesNotContain("NAPTR carrier.example");
    assertThat(hops("sip:a.example;transport=tcp")).as("no such service: the default port").containsExactly("tcp:192.0.2.1:5060");
  }

  @Test
  void shouldStaySecureForSips() {
    has("SRV _sip._udp.carrier.example", new Srv(1, 1, 5060, "a.example", 60));
    has("SRV _sips._tcp.carrier.example", new Srv(1, 1, 5061, "a.example", 60));
    has("A a.example", a("192.0.2.1"));
    assertThat(hops("sips:carrier.example")).containsExactly("tls:192.0.2.1:5061");
  }

  @Test
  void shouldFallBackToTheNameItselfAndPassOverServersWithoutAddress() {
    has("A carrier.example", a("192.0.2.1"));
    assertThat(hops("sip:carrier.example")).containsExactly("udp:192.0.2.1:5060");
    has("SRV _sip._udp.half.example", new Srv(1, 1, 5060, "gone.example", 60), new Srv(2, 1, 5060, "carrier.example", 60),
        new Srv(0, 0, 0, "", 60));
    assertThat(hops("sip:half.example")).containsExactly("udp:192.0.2.1:5060");
  }

  @Test
  void shouldUseWhatIsFoundWhereOneQuestionFailsAndAskAgainSoon() {
    has("SRV _sip._udp.carrier.example", new Srv(1, 1, 5060, "a.example", 600));
    has("A a.example", a("192.0.2.1"));
    assertThat(hops("sip:carrier.example")).containsExactly("udp:192.0.2.1:5060");
    for (String question : List.of("NAPTR carrier.example", "SRV _sip._tcp.carrier.example", "AAAA a.example")) {
      broken.clear();
      broken.add(question);
      Located located = locator.locate(SipUri.parse("sip:carrier.example")).toCompletableFuture().join();
      assertThat(located.servers()).as(question).hasSize(1);
      assertThat(located.complete()).isFalse();
      assertThat(located.lifeS()).isEqualTo(10);
    }
  }

  @Test
  void shouldTellNothingFoundFromNobodyToAsk() {
    assertThatThrownBy(() -> hops("sip:nowhere.example")).hasCauseInstanceOf(UnknownHostException.class)
        .hasMessageContaining("nowhere.example");
    assertThatThrownBy(() -> hops("sip:broken.example")).hasMessageContaining("no name server answers");
  }
}
