package org.earshot.sip.auth;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.SipUri;

/** Answers the 401 and 407 of a trunk with one user's credentials. Holds the count of the current nonce: one owner. */
public final class DigestClient {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String user;
  private final String password;
  private final Supplier<String> cnonces;
  private String countedNonce = "";
  private int count;

  public DigestClient(String user, String password) {
    this(user, password, DigestClient::randomCnonce);
  }

  DigestClient(String user, String password, Supplier<String> cnonces) {
    this.user = user;
    this.password = password;
    this.cnonces = cnonces;
  }

  /**
   * The header field to repeat the request with, under a new CSeq. Empty where no challenge can be met, or where the
   * credentials have just been refused (RFC 3261 §22.1: do not repeat them, unless the nonce was stale).
   *
   * @param tried whether the challenged request carried credentials for this trunk already
   */
  public Optional<Headers.Field> answer(String method, SipUri requestUri, int status, Headers headers, boolean tried) {
    boolean proxy = status == 407;
    for (String value : headers.all(proxy ? "Proxy-Authenticate" : "WWW-Authenticate")) {
      Optional<DigestChallenge> challenge = known(value);
      if (challenge.isPresent()) {
        if (tried && !challenge.get().stale()) {
          return Optional.empty();
        }
        DigestCredentials credentials = credentials(method, requestUri.toString(), challenge.get());
        return Optional.of(new Headers.Field(proxy ? "Proxy-Authorization" : "Authorization", credentials.toString()));
      }
    }
    return Optional.empty();
  }

  /** RFC 8760 §2.4: the topmost challenge whose algorithm we know is the one to answer. */
  private static Optional<DigestChallenge> known(String value) {
    try {
      DigestChallenge challenge = DigestChallenge.parse(value);
      boolean qop = challenge.qop().isEmpty() || challenge.qop().contains("auth");
      return DigestAlgorithm.of(challenge.algorithm()).filter(_ -> qop).map(_ -> challenge);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  DigestCredentials credentials(String method, String uri, DigestChallenge challenge) {
    DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.algorithm()).orElseThrow();
    boolean qop = !challenge.qop().isEmpty();
    var unanswered = new DigestCredentials(user, challenge.realm(), challenge.nonce(), uri, "", challenge.algorithm(),
        qop ? cnonces.get() : "", challenge.opaque(), qop ? "auth" : "", qop ? nextCount(challenge.nonce()) : "");
    String ha1 = algorithm.ha1(user, challenge.realm(), password);
    return unanswered.withResponse(algorithm.response(ha1, method, unanswered));
  }

  private String nextCount(String nonce) {
    count = nonce.equals(countedNonce) ? count + 1 : 1;
    countedNonce = nonce;
    return HexFormat.of().toHexDigits(count);
  }

  private static String randomCnonce() {
    var bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
