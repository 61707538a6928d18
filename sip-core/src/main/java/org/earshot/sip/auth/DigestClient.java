package org.earshot.sip.auth;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Login;

/**
 * Answers the 401 and 407 of a peer with one login, and remembers its challenges, so that later requests bring their
 * credentials along (RFC 3261 §22.2-3). Counts the uses of each nonce. Any thread.
 */
public final class DigestClient {
  /** A request may pass a proxy, a second one and the peer, each of which asks, and a nonce may be stale once. */
  private static final int ROUNDS_MAX = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Login login;
  private final Supplier<String> cnonces;
  private final Map<Space, Nonce> nonces = new LinkedHashMap<>();

  /** Who asks: a realm of a proxy, or of the peer itself. */
  private record Space(boolean proxy, String realm) {}

  private record Nonce(DigestChallenge challenge, int count) {
    Nonce counted() {
      return new Nonce(challenge, count + 1);
    }
  }

  /** What credentials are computed from; {@code uri} as it stands in the first line. */
  public record Request(String method, String uri, Body body) {}

  public DigestClient(Login login) {
    this(login, DigestClient::randomCnonce);
  }

  DigestClient(Login login, Supplier<String> cnonces) {
    this.login = login;
    this.cnonces = cnonces;
  }

  /**
   * Credentials to repeat a challenged request with, under a new CSeq. Empty where no challenge can be met, or where
   * the credentials have just been refused (RFC 3261 §22.1: do not repeat them, unless the nonce was stale).
   *
   * @param rounds how often this very request has been repeated for a challenge
   */
  public synchronized Optional<Headers> answer(Request request, int status, Headers challenges, int rounds) {
    boolean proxy = status == 407;
    var asked = new LinkedHashMap<Space, DigestChallenge>();
    for (String value : challenges.all(proxy ? "Proxy-Authenticate" : "WWW-Authenticate")) {
      known(value).ifPresent(challenge -> asked.putIfAbsent(new Space(proxy, challenge.realm()), challenge));
    }
    boolean refused = rounds > 0 && asked.entrySet().stream()
        .noneMatch(each -> each.getValue().stale() || !nonces.containsKey(each.getKey()));
    if (asked.isEmpty() || refused || rounds >= ROUNDS_MAX) {
      return Optional.empty();
    }
    if (rounds == 0) {
      // another server of the same name may ask for another realm: old ones must not pile up
      nonces.keySet().removeIf(space -> space.proxy == proxy && !asked.containsKey(space));
    }
    asked.forEach((space, challenge) -> nonces.put(space, new Nonce(challenge, usesOf(space, challenge))));
    return Optional.of(credentials(request));
  }

  private int usesOf(Space space, DigestChallenge challenge) {
    Nonce known = nonces.get(space);
    return known != null && known.challenge.nonce().equals(challenge.nonce()) ? known.count : 0;
  }

  /** Credentials for every challenge met so far; none where nobody has asked yet. */
  public synchronized Headers credentials(Request request) {
    Headers headers = Headers.NONE;
    for (Map.Entry<Space, Nonce> each : nonces.entrySet()) {
      Nonce nonce = each.getValue().counted();
      each.setValue(nonce);
      headers = headers.with(each.getKey().proxy ? "Proxy-Authorization" : "Authorization",
          credentials(request, nonce.challenge, nonce.count).toString());
    }
    return headers;
  }

  /** RFC 8760 §2.4: the topmost challenge whose algorithm we know is the one to answer. */
  private static Optional<DigestChallenge> known(String value) {
    try {
      DigestChallenge challenge = DigestChallenge.parse(value);
      return DigestAlgorithm.of(challenge.algorithm())
          .filter(_ -> challenge.qop().isEmpty() || !qop(challenge).isEmpty()).map(_ -> challenge);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The weaker protection where there is a choice: a proxy that touches the body would break the stronger one. */
  private static String qop(DigestChallenge challenge) {
    return challenge.qop().contains("auth") ? "auth" : challenge.qop().contains("auth-int") ? "auth-int" : "";
  }

  DigestCredentials credentials(Request request, DigestChallenge challenge, int count) {
    DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.algorithm()).orElseThrow();
    String qop = qop(challenge);
    boolean counted = !qop.isEmpty();
    var unanswered = new DigestCredentials(login.user(), challenge.realm(), challenge.nonce(), request.uri, "",
        challenge.algorithm(), counted ? cnonces.get() : "", challenge.opaque(), qop,
        counted ? HexFormat.of().toHexDigits(count) : "");
    String ha1 = algorithm.ha1(login.user(), challenge.realm(), login.password());
    return unanswered.withResponse(algorithm.response(ha1, request.method, unanswered, request.body));
  }

  private static String randomCnonce() {
    var bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
