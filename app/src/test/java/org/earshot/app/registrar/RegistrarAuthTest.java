package org.earshot.app.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.earshot.sip.message.SipResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may register, and what a stranger learns: digest flows as phones and attackers run them. */
class RegistrarAuthTest {
  private static final String CONTACT = "<sip:alice@127.0.0.1:44010>";

  private final Bench bench = new Bench();

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-256"})
  void shouldAcceptTheRightPasswordInEachAlgorithm(String algorithm) {
    var phone = new Phone("alice", "wonderland");
    phone.hear(bench.ask(phone.register("Contact", CONTACT)), algorithm);

    assertThat(bench.ask(phone.register("Contact", CONTACT)).status()).isEqualTo(200);
  }

  @Test
  void shouldTakeTheSameNonceAgainWithTheNextCount() {
    Phone phone = bench.alice();

    assertThat(bench.ask(phone.register("Contact", CONTACT)).status()).isEqualTo(200);
    assertThat(bench.ask(phone.register("Contact", CONTACT)).status()).isEqualTo(200);
  }

  @Test
  void shouldChallengeAsStaleWhenACountIsReplayed() {
    Phone phone = bench.alice();
    bench.ask(phone.register("Contact", CONTACT));
    SipResponse replayed = bench.ask(phone.count(1).register("Contact", "<sip:thief@127.0.0.1>"));

    assertThat(replayed.status()).isEqualTo(401);
    assertThat(phone.hear(replayed, "MD5").staleWasSaid()).isTrue();
    assertThat(bench.table.all()).hasSize(1);
    assertThat(bench.ask(phone.register("Contact", CONTACT)).status()).as("a phone goes on").isEqualTo(200);
  }

  @Test
  void shouldChallengeAsStaleWhenTheNonceIsOld() {
    Phone phone = bench.alice();
    bench.pass(Bench.NONCE_LIFE.plus(Duration.ofSeconds(1)));
    SipResponse stale = bench.ask(phone.register("Contact", CONTACT));

    assertThat(stale.status()).isEqualTo(401);
    assertThat(phone.hear(stale, "MD5").staleWasSaid()).isTrue();
    assertThat(bench.ask(phone.register("Contact", CONTACT)).status()).isEqualTo(200);
  }

  @Test
  void shouldChallengeAsStaleWhenTheNonceIsOfAnEarlierProcess() {
    Phone phone = new Bench().alice();
    SipResponse stale = bench.ask(phone.register("Contact", CONTACT));

    assertThat(phone.hear(stale, "MD5").staleWasSaid()).isTrue();
  }

  @Test
  void shouldAnswerAStrangerAlikeWhetherTheUserExistsOrNot() {
    SipResponse known = bench.ask(new Phone("alice", "?").register("Contact", CONTACT));
    SipResponse unknown = bench.ask(new Phone("mallory", "?").register("Contact", CONTACT));
    assertThat(shape(unknown)).isEqualTo(shape(known)).startsWith("401");

    SipResponse wrongPassword = bench.ask(bench.phone("alice", "looking-glass").register("Contact", CONTACT));
    SipResponse noSuchUser = bench.ask(bench.phone("mallory", "looking-glass").register("Contact", CONTACT));
    assertThat(noSuchUser).isEqualTo(wrongPassword);
    assertThat(wrongPassword.status()).isEqualTo(403);
    assertThat(bench.outcomes()).endsWith("refused", "challenged", "refused");
  }

  /** Status, reason and headers, with what is random blanked. */
  private static String shape(SipResponse response) {
    return response.status() + " " + response.reason() + " "
        + response.headers().toString().replaceAll("nonce=\"[^\"]+\"", "nonce=");
  }

  @Test
  void shouldRefuseToRegisterForSomebodyElseWhetherHeExistsOrNot() {
    Phone phone = bench.alice();
    SipResponse forBob = bench.ask(phone.registerFor("bob", "Contact", CONTACT));
    SipResponse forNobody = bench.ask(phone.registerFor("mallory", "Contact", CONTACT));

    assertThat(forBob.status()).isEqualTo(403);
    assertThat(forNobody).isEqualTo(forBob);
    assertThat(bench.table.all()).isEmpty();
  }

  @Test
  void shouldAnswer404WhenTheDomainIsNotOurs() {
    var ours = new Bench(Domains.only(List.of("example.org")), 3, List.of());

    assertThat(ours.ask(new Phone("alice", "?", "example.com", "c1").register()).status()).isEqualTo(404);
    assertThat(ours.ask(new Phone("mallory", "?", "example.com", "c2").register()).status()).isEqualTo(404);
    assertThat(ours.ask(new Phone("alice", "?", "example.org", "c3").register()).status()).isEqualTo(401);
    assertThat(ours.ask(new Phone("alice", "?", "127.0.0.1", "c4").register()).status())
        .as("the address we were reached by").isEqualTo(401);
  }
}
