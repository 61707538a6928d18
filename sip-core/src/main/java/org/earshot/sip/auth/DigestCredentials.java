package org.earshot.sip.auth;

import java.util.Map;

/**
 * What stands in Authorization (RFC 7616 §3.4), unquoted.
 *
 * @param algorithm its word; empty where it is not there
 * @param qop       empty where it is not there: RFC 2069 style
 * @param nc        eight hexadecimal digits, or empty without qop
 */
record DigestCredentials(String username, String realm, String nonce, String uri, String response, String algorithm,
                         String cnonce, String opaque, String qop, String nc) {

  /** Throws IllegalArgumentException where a part that must be there is not. */
  static DigestCredentials parse(String headerValue) {
    Map<String, String> params = AuthParams.parse(headerValue);
    return new DigestCredentials(required(params, "username"), required(params, "realm"), required(params, "nonce"),
        required(params, "uri"), required(params, "response"), optional(params, "algorithm"), optional(params, "cnonce"),
        optional(params, "opaque"), optional(params, "qop"), optional(params, "nc"));
  }

  private static String required(Map<String, String> params, String name) {
    String value = params.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static String optional(Map<String, String> params, String name) {
    return params.getOrDefault(name, "");
  }

  /** As it stands in the header field. */
  @Override
  public String toString() {
    var out = new StringBuilder(256).append("Digest username=").append(AuthParams.quote(username))
        .append(", realm=").append(AuthParams.quote(realm))
        .append(", nonce=").append(AuthParams.quote(nonce))
        .append(", uri=").append(AuthParams.quote(uri))
        .append(", response=").append(AuthParams.quote(response));
    if (!algorithm.isEmpty()) {
      out.append(", algorithm=").append(algorithm);
    }
    if (!opaque.isEmpty()) {
      out.append(", opaque=").append(AuthParams.quote(opaque));
    }
    if (!qop.isEmpty()) {
      out.append(", qop=").append(qop).append(", nc=").append(nc).append(", cnonce=").append(AuthParams.quote(cnonce));
    }
    return out.toString();
  }

  DigestCredentials withResponse(String computed) {
    return new DigestCredentials(username, realm, nonce, uri, computed, algorithm, cnonce, opaque, qop, nc);
  }
}
