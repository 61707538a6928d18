package org.earshot.sip.auth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads {@code Digest name=value, name="value"}: the shape of challenges and credentials alike (RFC 3261 §25.1). */
final class AuthParams {
  private final String text;
  private int at;

  private AuthParams(String text) {
    this.text = text;
  }

  static boolean isDigest(String value) {
    return value.regionMatches(true, 0, "Digest", 0, 6) && (value.length() == 6 || value.charAt(6) <= ' ');
  }

  /** Names in lower-case, values unquoted. Throws IllegalArgumentException with what is wrong. */
  static Map<String, String> parse(String value) {
    if (!isDigest(value)) {
      throw new IllegalArgumentException("not the Digest scheme");
    }
    return new AuthParams(value.substring(6)).params();
  }

  private Map<String, String> params() {
    var params = new LinkedHashMap<String, String>();
    do {
      String name = word().toLowerCase(Locale.ROOT);
      if (name.isEmpty() || !skip('=')) {
        throw new IllegalArgumentException("expected name=value at position " + at);
      }
      blanks();
      String value = at < text.length() && text.charAt(at) == '"' ? quoted() : word();
      if (params.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException(name + " twice");
      }
    } while (skip(','));
    if (at < text.length()) {
      throw new IllegalArgumentException("unexpected text at position " + at);
    }
    return params;
  }

  private String word() {
    blanks();
    int start = at;
    while (at < text.length() && text.charAt(at) > ' ' && "=,\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        c = text.charAt(++at);
      }
      value.append(c);
    }
    throw new IllegalArgumentException("quotation mark never closed");
  }

  private boolean skip(char wanted) {
    blanks();
    if (at >= text.length() || text.charAt(at) != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  static String quote(String value) {
    var out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c < ' ' ? ' ' : c);
    }
    return out.append('"').toString();
  }
}
