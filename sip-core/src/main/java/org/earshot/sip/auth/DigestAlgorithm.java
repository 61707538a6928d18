package org.earshot.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.earshot.sip.message.Body;

/** The hashes of RFC 8760 §2.1 and the two formulas that use them. Any thread. */
public enum DigestAlgorithm {
  MD5("MD5", "MD5"),
  SHA_256("SHA-256", "SHA-256"),
  SHA_512_256("SHA-512-256", "SHA-512/256");

  private final String token;
  private final String javaName;

  DigestAlgorithm(String token, String javaName) {
    this.token = token;
    this.javaName = javaName;
  }

  /** The word in {@code algorithm=}. */
  public String token() {
    return token;
  }

  /** By its word in any case; a missing one means MD5 (RFC 7616 §3.3). Empty for those we do not do, -sess included. */
  public static Optional<DigestAlgorithm> of(String token) {
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.token.equalsIgnoreCase(token)) {
        return Optional.of(algorithm);
      }
    }
    return token.isEmpty() ? Optional.of(MD5) : Optional.empty();
  }

  /** H(A1), in hexadecimal digits: what may be stored in place of a password (RFC 7616 §3.4.2). */
  public String ha1(String user, String realm, String password) {
    return hash(user + ":" + realm + ":" + password);
  }

  /** The response of RFC 7616 §3.4.1, for qop=auth. */
  String response(String ha1, String method, DigestCredentials answer) {
    return response(ha1, method, answer, Body.NONE);
  }

  /** The same; qop=auth-int protects the body as well (RFC 7616 §3.4.3). */
  String response(String ha1, String method, DigestCredentials answer, Body body) {
    boolean whole = answer.qop().equals("auth-int");
    String ha2 = hash(method + ":" + answer.uri() + (whole ? ":" + hash(body.bytes()) : ""));
    if (answer.qop().isEmpty()) {
      // RFC 2617 §3.2.2.1: the form for servers that know no qop
      return hash(ha1 + ":" + answer.nonce() + ":" + ha2);
    }
    return hash(String.join(":", ha1, answer.nonce(), answer.nc(), answer.cnonce(), answer.qop(), ha2));
  }

  private String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  private String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(javaName).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + javaName, e);
    }
  }
}
