package org.earshot.sip.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sip:, sips: or tel: URI (RFC 3261 §19.1, RFC 3966). For tel: the number is the user and the host is empty.
 *
 * <p>A URI of any other scheme has all that follows the colon as its user and no host, so that it can be answered
 * (416, RFC 3261 §8.2.2.1) rather than dropped; {@link #isSip} tells. A password and a {@code ?} part are read over.
 *
 * @param scheme lower-case
 * @param user   unescaped, without password; empty where there is none
 * @param host   lower-case; an IPv6 address without brackets; empty for tel:
 * @param port   0 where none is given
 * @param params names in lower-case, in order, unescaped; the value is empty for a flag such as {@code lr}
 */
public record SipUri(String scheme, String user, String host, int port, Map<String, String> params) {
  // RFC 3261 §19.1.4: these parameters make a difference even where only one of two URIs has them
  private static final List<String> NEVER_IGNORED = List.of("user", "ttl", "method", "maddr", "transport");

  public SipUri {
    scheme = SipUriParser.scheme(scheme);
    host = isSip(scheme) ? Host.canonical(host) : requireEmpty(host);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is out of range");
    }
    var lowered = new LinkedHashMap<String, String>();
    params.forEach((name, value) -> lowered.put(SipUriParser.paramName(name), value));
    params = Collections.unmodifiableMap(lowered);
  }

  private static String requireEmpty(String host) {
    if (!host.isEmpty()) {
      throw new IllegalArgumentException("only sip: and sips: have a host");
    }
    return host;
  }

  public static SipUri sip(String user, String host, int port) {
    return new SipUri("sip", user, host, port, Map.of());
  }

  /** Reads a URI without angle brackets. Throws IllegalArgumentException with what is wrong. */
  public static SipUri parse(String text) {
    return SipUriParser.parse(text);
  }

  /** True for sip: and sips:, the two schemes that a message can be sent to without a look-up. */
  public boolean isSip() {
    return isSip(scheme);
  }

  static boolean isSip(String scheme) {
    return scheme.equals("sip") || scheme.equals("sips");
  }

  public Optional<String> param(String name) {
    return Optional.ofNullable(params.get(name));
  }

  /** This URI and one more parameter, or another value for one it has. */
  public SipUri withParam(String name, String value) {
    var more = new LinkedHashMap<>(params);
    more.put(name, value);
    return new SipUri(scheme, user, host, port, more);
  }

  public SipUri withUser(String other) {
    return new SipUri(scheme, other, host, port, params);
  }

  /** Whether both name the same resource (RFC 3261 §19.1.4); {@link #equals} compares every parameter. */
  public boolean matches(SipUri other) {
    if (!scheme.equals(other.scheme) || !user.equals(other.user) || !host.equals(other.host) || port != other.port) {
      return false;
    }
    for (String name : NEVER_IGNORED) {
      if (params.containsKey(name) != other.params.containsKey(name)) {
        return false;
      }
    }
    return params.entrySet().stream().allMatch(param -> {
      String theirs = other.params.get(param.getKey());
      return theirs == null || theirs.equalsIgnoreCase(param.getValue());
    });
  }

  /** As it stands in a message, without angle brackets. Whatever the parts hold, the text is one word. */
  @Override
  public String toString() {
    var out = new StringBuilder(64).append(scheme).append(':');
    Escapes.encode(user, SipUriParser.plainInUser(scheme), out);
    if (isSip()) {
      appendHost(user.isEmpty() ? out : out.append('@'));
    }
    params.forEach((name, value) -> {
      Escapes.encode(name, SipUriParser.PLAIN_IN_PARAM, out.append(';'));
      if (!value.isEmpty()) {
        Escapes.encode(value, SipUriParser.PLAIN_IN_PARAM, out.append('='));
      }
    });
    return out.toString();
  }

  private void appendHost(StringBuilder out) {
    if (host.indexOf(':') >= 0) {
      out.append('[').append(host).append(']');
    } else {
      out.append(host);
    }
    if (port > 0) {
      out.append(':').append(port);
    }
  }
}
