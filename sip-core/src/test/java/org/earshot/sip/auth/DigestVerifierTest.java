package org.earshot.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.earshot.sip.auth.DigestVerifier.Result;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Login;
import org.earshot.sip.message.SipUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestVerifierTest {
  private static final String REALM = "earshot";
  private static final SipUri TARGET = SipUri.parse("sip:bob@example.org");
  private static final Headers PHONE = Headers.of("User-Agent", "Acme 1.0");

  private final AtomicLong clock = new AtomicLong();
  private final NonceStore nonces = new NonceStore(Duration.ofSeconds(60), 100, clock::get);
  private final DigestVerifier verifier =
      new DigestVerifier(REALM, List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5), nonces);
  private final DigestClient alice = new DigestClient(new Login("alice", "secret"));

  private Optional<DigestSecret> secrets(String name) {
    return switch (name) {
      case "alice" -> Optional.of(new DigestSecret.Password("secret"));
      case "carol" -> Optional.of(new DigestSecret.Ha1(Map.of(
          DigestAlgorithm.MD5, DigestAlgorithm.MD5.ha1("carol", REALM, "stored"),
          DigestAlgorithm.SHA_256, DigestAlgorithm.SHA_256.ha1("carol", REALM, "stored"))));
      default -> Optional.empty();
    };
  }

  private Result verify(Headers headers) {
    return verifier.verify("INVITE", TARGET, headers, this::secrets);
  }

  private Headers challenge() {
    return ((Result.Challenge) verify(PHONE)).headers();
  }

  private static DigestClient.Request invite(String uri) {
    return new DigestClient.Request("INVITE", uri, Body.NONE);
  }

  private Headers answered(DigestClient client, Headers challenge) {
    Headers.Field field = client.answer(invite(TARGET.toString()), 401, challenge, 0).orElseThrow().fields().getFirst();
    return PHONE.with(field.name(), field.value());
  }

  private DigestCredentials credentials(DigestAlgorithm algorithm, String user, String password) {
    DigestChallenge challenge = DigestChallenge.ours(REALM, nonces.issue(), algorithm, false);
    return new DigestClient(new Login(user, password)).credentials(invite(TARGET.toString()), challenge, 1);
  }

  private Result verify(Object credentials) {
    return verify(PHONE.with("Authorization", credentials.toString()));
  }

  @Test
  void shouldListSha256BeforeMd5WithOneNonceWhenThereAreNoCredentials() {
    List<DigestChallenge> offered = challenge().all("WWW-Authenticate").stream().map(DigestChallenge::parse).toList();

    assertThat(offered).extracting(DigestChallenge::algorithm).containsExactly("SHA-256", "MD5");
    assertThat(offered).allMatch(each -> each.qop().equals(List.of("auth")) && each.realm().equals(REALM) && !each.stale());
    assertThat(offered.getFirst().nonce()).isEqualTo(offered.getLast().nonce());
  }

  @Test
  void shouldSpareClientsWhatTheyStumbleOver() {
    assertThat(algorithmsFor(Headers.of("User-Agent", "baresip v1.0.0 (x86_64/linux)"))).containsExactly("MD5");
    assertThat(algorithmsFor(Headers.NONE)).containsExactly("SHA-256", "MD5");
  }

  private List<String> algorithmsFor(Headers request) {
    return ((Result.Challenge) verify(request)).headers().all("WWW-Authenticate").stream()
        .map(value -> DigestChallenge.parse(value).algorithm()).toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"MD5", "SHA_256"})
  void shouldAcceptRightCredentials(DigestAlgorithm algorithm) {
    assertThat(verify(credentials(algorithm, "alice", "secret"))).isEqualTo(new Result.Accepted("alice"));
    assertThat(verify(credentials(algorithm, "carol", "stored"))).isEqualTo(new Result.Accepted("carol"));
    assertThat(verify(credentials(algorithm, "alice@example.org", "secret"))).isEqualTo(new Result.Accepted("alice"));
  }

  @Test
  void shouldGiveWrongPasswordAndUnknownUserTheSameAnswer() {
    var wrong = (Result.Refused) verify(credentials(DigestAlgorithm.SHA_256, "alice", "guess"));
    var unknown = (Result.Refused) verify(credentials(DigestAlgorithm.SHA_256, "mallory", "guess"));

    assertThat(wrong.status()).isEqualTo(403).isEqualTo(unknown.status());
    assertThat(wrong.reason()).isEqualTo(unknown.reason()).doesNotContain("alice");
  }

  @Test
  void shouldAcceptACountOnceAndAskAgainForAReplay() {
    Headers challenge = challenge();
    Headers first = answered(alice, challenge);

    assertThat(verify(first)).isInstanceOf(Result.Accepted.class);
    assertThat(verify(first)).isInstanceOfSatisfying(Result.Challenge.class, again -> assertThat(again.stale()).isTrue());
    assertThat(verify(answered(alice, challenge))).isInstanceOf(Result.Accepted.class);
  }

  @Test
  void shouldSayStaleWhenOnlyTheNonceIsTooOld() {
    Headers right = answered(alice, challenge());
    Headers wrong = answered(new DigestClient(new Login("alice", "guess")), challenge());
    clock.addAndGet(Duration.ofSeconds(61).toNanos());

    assertThat(verify(right)).isInstanceOfSatisfying(Result.Challenge.class, again -> {
      assertThat(again.stale()).isTrue();
      assertThat(verify(answered(alice, again.headers()))).isInstanceOf(Result.Accepted.class);
    });
    assertThat(verify(wrong)).isInstanceOfSatisfying(Result.Challenge.class, again -> assertThat(again.stale()).isFalse());
  }

  @Test
  void shouldSayStaleForRightCredentialsWithANonceOfAnEarlierProcess() {
    var before = new NonceStore(Duration.ofSeconds(60), 100, clock::get);
    DigestChallenge challenge = DigestChallenge.ours(REALM, before.issue(), DigestAlgorithm.MD5, false);

    assertThat(verify(alice.credentials(invite(TARGET.toString()), challenge, 1)))
        .isInstanceOfSatisfying(Result.Challenge.class, again -> assertThat(again.stale()).isTrue());
  }

  @Test
  void shouldNotLetAGuessUseUpTheCount() {
    Headers challenge = challenge();

    assertThat(verify(answered(new DigestClient(new Login("alice", "guess")), challenge))).isInstanceOf(Result.Refused.class);
    assertThat(verify(answered(alice, challenge))).isInstanceOf(Result.Accepted.class);
  }

  @Test
  void shouldBindCredentialsToMethodAndTarget() {
    Headers right = answered(alice, challenge());

    assertThat(verifier.verify("REGISTER", TARGET, right, this::secrets))
        .isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(refused.status()).isEqualTo(403));
    assertThat(verifier.verify("INVITE", SipUri.parse("sip:expensive@example.org"), right, this::secrets))
        .isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(refused.status()).isEqualTo(400));
    assertThat(verifier.verify("INVITE", SipUri.parse("sips:bob@EXAMPLE.org:5061;transport=tls"), right, this::secrets))
        .isInstanceOf(Result.Accepted.class);
  }

  @Test
  void shouldTakeCredentialsForTheHostAlone() {
    DigestChallenge challenge = DigestChallenge.ours(REALM, nonces.issue(), DigestAlgorithm.MD5, false);

    assertThat(verify(alice.credentials(invite("sip:example.org:5060"), challenge, 1))).isEqualTo(new Result.Accepted("alice"));
    assertThat(verify(alice.credentials(invite("sip:example.com"), challenge, 1))).isInstanceOf(Result.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Digest username=\"alice\"",
      "Digest",
      "Digest username=\"alice\", username=\"bob\"",
      "Digest username=\"alice, realm=\"earshot\"",
      "Digest username=a, realm=earshot, nonce=n, uri=\"sip:bob@example.org\", response=r",
      "Digest username=a, realm=earshot, nonce=n, uri=\"sip:bob@example.org\", response=r, qop=auth-int, nc=00000001, cnonce=c",
      "Digest username=a, realm=earshot, nonce=n, uri=\"sip:bob@example.org\", response=r, qop=auth, nc=1, cnonce=c",
      "Digest username=a, realm=earshot, nonce=n, uri=\"sip:bob@example.org\", response=r, qop=auth, nc=00000000, cnonce=c",
      "Digest username=a, realm=earshot, nonce=n, uri=\"sip:bob@example.org\", response=r, qop=auth, nc=-0000001, cnonce=c"})
  void shouldAnswer400ToCredentialsThatCannotBeRead(String value) {
    assertThat(verify((Object) value))
        .isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(refused.status()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NoOneKnowsThisScheme opaque-data=here", "Basic YTpi", "",
      "Digest username=a, realm=other, nonce=n, uri=\"sip:b@c\", response=r",
      "Digest username=a, realm=earshot, nonce=n, uri=\"sip:b@c\", response=r, algorithm=MD5-sess",
      "Digest username=a, realm=earshot, nonce=n, uri=\"sip:b@c\", response=r, algorithm=SHA-512-256"})
  void shouldChallengeWhenCredentialsAreNotForUs(String value) {
    assertThat(verify((Object) value)).isInstanceOf(Result.Challenge.class);
  }

  @Test
  void shouldFindOurCredentialsAmongOthers() {
    Headers many = PHONE.with("Authorization", "Digest username=a, realm=other, nonce=n, uri=\"sip:b@c\", response=r")
        .with("Authorization", credentials(DigestAlgorithm.SHA_256, "alice", "guess").toString())
        .with("Authorization", credentials(DigestAlgorithm.MD5, "alice", "secret").toString());

    assertThat(verify(many)).isEqualTo(new Result.Accepted("alice"));
  }
}
