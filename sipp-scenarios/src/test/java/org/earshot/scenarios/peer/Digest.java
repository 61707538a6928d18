package org.earshot.scenarios.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers a digest challenge, RFC 7616 with qop=auth, in the algorithm asked for: MD5 or SHA-256. */
final class Digest {
  private final String user;
  private final String password;
  private final String algorithm;

  Digest(String user, String password, String algorithm) {
    this.user = user;
    this.password = password;
    this.algorithm = algorithm;
  }

  /** The value of Authorization for a request, from the challenge in WWW-Authenticate. */
  String answer(String challenge, String method, String uri, int count) {
    String realm = parameter(challenge, "realm");
    String nonce = parameter(challenge, "nonce");
    String nc = String.format("%08x", count);
    String cnonce = Long.toHexString(System.nanoTime());
    String secret = hash(user + ":" + realm + ":" + password);
    String response = hash(secret + ":" + nonce + ":" + nc + ":" + cnonce + ":auth:" + hash(method + ":" + uri));
    return String.format("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", "
        + "algorithm=%s, qop=auth, nc=%s, cnonce=\"%s\"", user, realm, nonce, uri, response, algorithm, nc, cnonce);
  }

  private String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String parameter(String challenge, String name) {
    Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(challenge);
    if (!value.find()) {
      throw new IllegalArgumentException("no " + name + " in " + challenge);
    }
    return value.group(1);
  }
}
