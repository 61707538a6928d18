package org.earshot.sip.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of From, To, Contact and their kind: a display name, a URI and header parameters (RFC 3261 §20.10).
 *
 * @param display unquoted; empty where there is none
 * @param uri     the address itself
 * @param params  header parameters (tag, q, expires), names in lower-case, in order
 */
public record NameAddr(String display, SipUri uri, Map<String, String> params) {

  public NameAddr {
    params = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  public Optional<String> param(String name) {
    return Optional.ofNullable(params.get(name));
  }

  public static NameAddr of(String display, SipUri uri) {
    return new NameAddr(display, uri, Map.of());
  }

  /** Reads one address. Throws IllegalArgumentException with what is wrong. */
  public static NameAddr parse(String text) {
    throw new IllegalArgumentException("not there yet: " + text);
  }

  /** Reads a comma-separated list, minding quotes and angle brackets. {@code Contact: *} is not one: ask before. */
  public static List<NameAddr> parseList(String text) {
    throw new IllegalArgumentException("not there yet: " + text);
  }
}
