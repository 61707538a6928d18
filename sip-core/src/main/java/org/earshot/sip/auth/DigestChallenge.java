package org.earshot.sip.auth;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One WWW-Authenticate or Proxy-Authenticate value (RFC 7616 §3.3).
 *
 * @param algorithm its word; empty where it is not there
 * @param qop       the choices offered; empty for RFC 2069 servers
 * @param opaque    empty where it is not there
 * @param stale     the credentials were right, only the nonce is too old
 */
record DigestChallenge(String realm, String nonce, String algorithm, List<String> qop, String opaque, boolean stale) {

  static DigestChallenge ours(String realm, String nonce, DigestAlgorithm algorithm, boolean stale) {
    return new DigestChallenge(realm, nonce, algorithm.token(), List.of("auth"), "", stale);
  }

  /** Throws IllegalArgumentException with what is wrong. */
  static DigestChallenge parse(String headerValue) {
    Map<String, String> params = AuthParams.parse(headerValue);
    if (!params.containsKey("realm") || !params.containsKey("nonce")) {
      throw new IllegalArgumentException("challenge without realm or nonce");
    }
    String qop = params.getOrDefault("qop", "");
    return new DigestChallenge(params.get("realm"), params.get("nonce"), params.getOrDefault("algorithm", ""),
        qop.isBlank() ? List.of() : List.of(qop.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*")),
        params.getOrDefault("opaque", ""), params.getOrDefault("stale", "").equalsIgnoreCase("true"));
  }

  /** As it stands in the header field. */
  @Override
  public String toString() {
    var out = new StringBuilder(160).append("Digest realm=").append(AuthParams.quote(realm))
        .append(", nonce=").append(AuthParams.quote(nonce));
    if (!opaque.isEmpty()) {
      out.append(", opaque=").append(AuthParams.quote(opaque));
    }
    if (stale) {
      out.append(", stale=true");
    }
    if (!algorithm.isEmpty()) {
      out.append(", algorithm=").append(algorithm);
    }
    if (!qop.isEmpty()) {
      out.append(", qop=").append(AuthParams.quote(String.join(",", qop)));
    }
    return out.toString();
  }
}
