package org.earshot.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.SipUri;

/** Checks the Authorization of a request and makes the challenges for those without. Any thread; never blocks. */
public final class DigestVerifier {
  // RFC 3261 §22: a request may carry credentials for several realms; more than this is no phone
  private static final int CREDENTIALS_MAX = 4;

  private final String realm;
  private final DigestOffer offer;
  private final NonceStore nonces;
  private final String nobodysPassword;

  /** What becomes of the request. */
  public sealed interface Result {

    /** Who it is: the name under which {@code secrets} knew the user. */
    record Accepted(String user) implements Result {}

    /** Answer 401 with these header fields. */
    record Challenge(Headers headers, boolean stale) implements Result {}

    /** Answer so; {@code why} is for the log. */
    record Refused(int status, String reason, String why) implements Result {}
  }

  /**
   * @param realm      what phones are shown, and the part of H(A1)
   * @param algorithms those offered, in this order, and taken
   */
  public DigestVerifier(String realm, List<DigestAlgorithm> algorithms, NonceStore nonces) {
    this.realm = realm;
    this.offer = new DigestOffer(algorithms);
    this.nonces = nonces;
    var random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.nobodysPassword = HexFormat.of().formatHex(random);
  }

  /**
   * Checks one request.
   *
   * @param secrets user name to secret; asked for names as they are sent, then without an {@code @domain}
   */
  public Result verify(String method, SipUri requestUri, Headers headers, Function<String, Optional<DigestSecret>> secrets) {
    Result best = challenge(headers, false);
    int looked = 0;
    for (String field : headers.all("Authorization")) {
      String value = field.strip();
      if (!AuthParams.isDigest(value) || ++looked > CREDENTIALS_MAX) {
        continue;
      }
      Result result = verifyOne(method, requestUri, headers, value, secrets);
      if (result instanceof Result.Accepted) {
        return result;
      }
      best = worthMore(result, best) ? result : best;
    }
    return best;
  }

  private static boolean worthMore(Result result, Result than) {
    return switch (result) {
      case Result.Accepted _ -> true;
      case Result.Refused _ -> !(than instanceof Result.Challenge(_, boolean stale) && stale);
      case Result.Challenge(_, boolean stale) -> stale;
    };
  }

  private Result verifyOne(String method, SipUri requestUri, Headers headers, String value,
                           Function<String, Optional<DigestSecret>> secrets) {
    DigestCredentials credentials;
    try {
      credentials = DigestCredentials.parse(value);
    } catch (IllegalArgumentException e) {
      // RFC 7616 §3.4: a required parameter missing or improper: 400
      return new Result.Refused(400, "Bad Authorization", e.getMessage());
    }
    Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(credentials.algorithm()).filter(offer::contains);
    if (!credentials.realm().equals(realm) || algorithm.isEmpty()) {
      return challenge(headers, false);
    }
    long count = count(credentials.nc());
    if (!credentials.qop().equalsIgnoreCase("auth") || credentials.cnonce().isEmpty() || count < 1) {
      return new Result.Refused(400, "Digest qop=auth Required", "qop=" + credentials.qop() + " nc=" + credentials.nc());
    }
    if (!sameTarget(credentials.uri(), requestUri)) {
      // RFC 7616 §3.4.6: another resource than the request's may be an attack: 400
      return new Result.Refused(400, "Digest URI Differs From Request-URI", credentials.uri() + " for " + requestUri);
    }
    return checked(method, headers, credentials, algorithm.get(), count, secrets);
  }

  private Result checked(String method, Headers headers, DigestCredentials credentials, DigestAlgorithm algorithm,
                         long count, Function<String, Optional<DigestSecret>> secrets) {
    NonceStore.Status nonce = nonces.check(credentials.nonce());
    String name = plainName(credentials.username(), secrets);
    Optional<DigestSecret> secret = secrets.apply(name);
    String ha1 = ha1(algorithm, credentials.username(), secret);
    boolean right = sameText(algorithm.response(ha1, method, credentials), credentials.response()) && secret.isPresent();
    if (nonce != NonceStore.Status.FRESH) {
      return challenge(headers, right);
    }
    if (!right) {
      return new Result.Refused(403, "Forbidden", "wrong credentials for " + name);
    }
    return nonces.use(credentials.nonce(), count) ? new Result.Accepted(name) : challenge(headers, true);
  }

  private Result.Challenge challenge(Headers request, boolean stale) {
    String nonce = nonces.issue();
    Headers headers = Headers.NONE;
    for (DigestAlgorithm algorithm : offer.to(request)) {
      headers = headers.with("WWW-Authenticate", DigestChallenge.ours(realm, nonce, algorithm, stale).toString());
    }
    return new Result.Challenge(headers, stale);
  }

  /** Some phones send their address of record: {@code alice@example.org} is looked up so first, then as alice. */
  private static String plainName(String username, Function<String, Optional<DigestSecret>> secrets) {
    int at = username.indexOf('@');
    return at < 1 || secrets.apply(username).isPresent() ? username : username.substring(0, at);
  }

  /** Hashes once whether there is such a user or not, so that the time does not tell. */
  private String ha1(DigestAlgorithm algorithm, String username, Optional<DigestSecret> secret) {
    String password = secret.orElse(null) instanceof DigestSecret.Password(String text) ? text : nobodysPassword;
    String hashed = algorithm.ha1(username, realm, password);
    return secret.orElse(null) instanceof DigestSecret.Ha1(var digests)
        ? digests.getOrDefault(algorithm, hashed).toLowerCase(Locale.ROOT) : hashed;
  }

  private static boolean sameText(String ours, String theirs) {
    return MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8),
        theirs.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  /** Same host, and same user where one is named: clients differ in port, parameters and scheme, and SIPp names no user. */
  private static boolean sameTarget(String digestUri, SipUri requestUri) {
    try {
      SipUri uri = SipUri.parse(digestUri);
      return uri.host().equals(requestUri.host()) && (uri.user().isEmpty() || uri.user().equals(requestUri.user()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The count, or 0 where it is not eight hexadecimal digits. */
  private static long count(String nc) {
    try {
      return nc.length() == 8 ? HexFormat.fromHexDigitsToLong(nc) : 0;
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }
}
