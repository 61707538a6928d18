package org.earshot.app.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.earshot.app.config.ServerConfig.Bans;
import org.earshot.app.config.ServerConfig.Security;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvent.SourceBanned;
import org.earshot.app.events.DomainEvent.SourceUnbanned;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;
import org.earshot.sip.trace.SipTrace;
import org.earshot.sip.trace.SipTrace.Direction;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final String STRANGER = "203.0.113.9";
  private static final String TRUNK = "198.51.100.1";
  private static final Bans BANS = new Bans(10, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1));

  private final AtomicLong nanos = new AtomicLong(1);
  private final List<DomainEvent> events = new ArrayList<>();
  private final Guard guard = guard(BANS, 5);

  private Guard guard(Bans bans, int newCallsPerSecond) {
    var rules = new Security(List.of("192.0.2.0/24"), List.of("192.0.2.128/25", "10.9.0.0/16"), bans, newCallsPerSecond,
        List.of());
    return new Guard(rules, hop -> hop.address().getAddress().getHostAddress().equals(TRUNK), () -> false, events::add, nanos::get,
        InstantSource.fixed(Instant.EPOCH));
  }

  private static Hop hop(Transport transport, String source) {
    return new Hop(transport, new InetSocketAddress(InetAddress.ofLiteral(source), 5060));
  }

  private void answered(String method, int status, Transport transport, String source, int times) {
    for (int i = 0; i < times; i++) {
      guard.on(new SipTrace.Response(Direction.OUT, method, status, hop(transport, source)));
    }
  }

  private boolean isOut(String source) {
    return !guard.admits(InetAddress.ofLiteral(source));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    guard.sweep();
  }

  @Test
  void shouldBanAfterSoManyWrongPasswordsAndLetInWhenTheTimeIsOver() {
    answered("REGISTER", 403, Transport.UDP, STRANGER, 9);
    assertThat(isOut(STRANGER)).isFalse();
    answered("REGISTER", 403, Transport.UDP, STRANGER, 1);
    assertThat(isOut(STRANGER)).isTrue();
    assertThat(isOut("203.0.113.10")).isFalse();
    assertThat(guard.bans()).extracting(Ban::reason, Ban::count)
        .containsExactly(tuple("refused", 1));
    pass(Duration.ofMinutes(5));
    assertThat(isOut(STRANGER)).isFalse();
    assertThat(guard.bans()).isEmpty();
    assertThat(events).containsExactly(new SourceBanned(Instant.EPOCH, STRANGER, "refused", 300_000),
        new SourceUnbanned(Instant.EPOCH, STRANGER, "over"));
  }

  @Test
  void shouldBanForLongerEachTimeUpToTheLongestAndForgetThatInTheEnd() {
    for (int minutes : new int[] {5, 20, 60, 60}) {
      answered("INVITE", 403, Transport.TCP, STRANGER, 10);
      pass(Duration.ofMinutes(minutes).minusSeconds(1));
      assertThat(isOut(STRANGER)).as("just before %d minutes", minutes).isTrue();
      pass(Duration.ofSeconds(1));
      assertThat(isOut(STRANGER)).as("after %d minutes", minutes).isFalse();
    }
    pass(Duration.ofHours(2));
    answered("INVITE", 403, Transport.TCP, STRANGER, 10);
    pass(Duration.ofMinutes(5));
    assertThat(isOut(STRANGER)).isFalse();
  }

  @Test
  void shouldForgetFailuresThatComeSlowly() {
    for (int i = 0; i < 100; i++) {
      answered("REGISTER", 403, Transport.UDP, STRANGER, 1);
      pass(Duration.ofSeconds(7));
    }
    assertThat(isOut(STRANGER)).isFalse();
  }

  @Test
  void shouldCountUnknownTargetsAndRubbishForAHalf() {
    answered("INVITE", 404, Transport.UDP, STRANGER, 10);
    assertThat(isOut(STRANGER)).isFalse();
    for (int i = 0; i < 10; i++) {
      guard.on(new SipTrace.Malformed("syntax", hop(Transport.UDP, STRANGER)));
    }
    assertThat(isOut(STRANGER)).isTrue();
    assertThat(guard.bans().getFirst().reason()).isEqualTo("malformed");
  }

  @Test
  void shouldBanAScannerThatNeverMeetsAChallengeButNotPhonesThatStartAllAtOnce() {
    answered("REGISTER", 401, Transport.UDP, "203.0.113.20", 1000);
    answered("REGISTER", 200, Transport.UDP, "203.0.113.20", 1);
    answered("REGISTER", 401, Transport.UDP, STRANGER, 50);
    pass(Duration.ofSeconds(6));
    answered("REGISTER", 401, Transport.UDP, "203.0.113.20", 1000);
    answered("REGISTER", 401, Transport.UDP, STRANGER, 101);
    assertThat(isOut("203.0.113.20")).isFalse();
    assertThat(isOut(STRANGER)).isTrue();
  }

  @Test
  void shouldNotBanForDatagramsInTheNameOfSomebodyWhoHasShownAPassword() {
    answered("REGISTER", 200, Transport.UDP, STRANGER, 1);
    answered("REGISTER", 403, Transport.UDP, STRANGER, 100);
    guard.on(new SipTrace.Malformed("syntax", hop(Transport.UDP, STRANGER)));
    assertThat(isOut(STRANGER)).isFalse();
    // a connection cannot be forged
    answered("REGISTER", 403, Transport.TLS, STRANGER, 10);
    assertThat(isOut(STRANGER)).isTrue();
  }

  @Test
  void shouldTrustNobodyForMoreThanAnHour() {
    answered("REGISTER", 200, Transport.UDP, STRANGER, 1);
    pass(Duration.ofMinutes(61));
    answered("REGISTER", 403, Transport.UDP, STRANGER, 10);
    assertThat(isOut(STRANGER)).isTrue();
  }

  @Test
  void shouldNeverBanTrunksAndAllowedAddresses() {
    answered("INVITE", 403, Transport.TCP, TRUNK, 100);
    answered("INVITE", 403, Transport.TCP, "192.0.2.1", 100);
    assertThat(isOut(TRUNK)).isFalse();
    assertThat(isOut("192.0.2.1")).isFalse();
  }

  @Test
  void shouldKeepOutWhomTheConfigurationDeniesUnlessItAllowsThem() {
    assertThat(isOut("10.9.1.1")).isTrue();
    assertThat(isOut("192.0.2.200")).as("allowed and denied").isFalse();
    assertThat(isOut("2001:db8::1")).isFalse();
  }

  @Test
  void shouldTakeASlash64ForOneSource() {
    for (int i = 1; i <= 10; i++) {
      answered("REGISTER", 403, Transport.UDP, "2001:db8:1:2::" + i, 1);
    }
    assertThat(isOut("2001:db8:1:2:ffff::1")).isTrue();
    assertThat(isOut("2001:db8:1:3::1")).isFalse();
    assertThat(guard.lift(InetAddress.ofLiteral("2001:db8:1:2::77"))).isTrue();
    assertThat(isOut("2001:db8:1:2::1")).isFalse();
  }

  @Test
  void shouldForgetEverythingOfASourceThatIsLetInByHand() {
    answered("REGISTER", 403, Transport.UDP, STRANGER, 10);
    assertThat(guard.lift(InetAddress.ofLiteral(STRANGER))).isTrue();
    assertThat(guard.lift(InetAddress.ofLiteral(STRANGER))).isFalse();
    answered("REGISTER", 403, Transport.UDP, STRANGER, 9);
    assertThat(isOut(STRANGER)).isFalse();
    assertThat(events.getLast()).isEqualTo(new SourceUnbanned(Instant.EPOCH, STRANGER, "lifted"));
  }

  @Test
  void shouldBanNobodyWhereBansAreOff() {
    Guard lenient = guard(new Bans(0, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)), 0);
    for (int i = 0; i < 1000; i++) {
      lenient.on(new SipTrace.Response(Direction.OUT, "REGISTER", 403, hop(Transport.UDP, STRANGER)));
    }
    assertThat(lenient.admits(InetAddress.ofLiteral(STRANGER))).isTrue();
  }

  @Test
  void shouldLimitNewCallsOfStrangersOnly() {
    assertThat(calls(STRANGER)).isEqualTo(10);
    pass(Duration.ofSeconds(1));
    assertThat(calls(STRANGER)).isEqualTo(5);
    assertThat(calls(TRUNK)).isEqualTo(100);
    assertThat(calls("192.0.2.1")).isEqualTo(100);
    answered("INVITE", 180, Transport.UDP, STRANGER, 1);
    assertThat(calls(STRANGER)).isEqualTo(100);
  }

  /** How many of a hundred at once are admitted. */
  private int calls(String source) {
    int admitted = 0;
    for (int i = 0; i < 100; i++) {
      admitted += guard.admitsCall(InetAddress.ofLiteral(source)) ? 1 : 0;
    }
    return admitted;
  }
}
