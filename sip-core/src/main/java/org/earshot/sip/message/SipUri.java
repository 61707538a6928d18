package org.earshot.sip.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A sip:, sips: or tel: URI (RFC 3261 §19.1, RFC 3966). For tel: the number is the user and the host is empty.
 *
 * @param scheme lower-case
 * @param user   unescaped, without password; empty where there is none
 * @param host   lower-case; an IPv6 address without brackets; empty for tel:
 * @param port   0 where none is given
 * @param params names in lower-case, in order; the value is empty for a flag such as {@code lr}
 */
public record SipUri(String scheme, String user, String host, int port, Map<String, String> params) {

  public SipUri {
    params = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  public static SipUri sip(String user, String host, int port) {
    return new SipUri("sip", user, host, port, Map.of());
  }

  public Optional<String> param(String name) {
    return Optional.ofNullable(params.get(name));
  }

  /** Reads a URI without angle brackets. Throws IllegalArgumentException with what is wrong. */
  public static SipUri parse(String text) {
    throw new IllegalArgumentException("not there yet: " + text);
  }
}
