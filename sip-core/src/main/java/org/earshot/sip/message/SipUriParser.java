package org.earshot.sip.message;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Text to {@link SipUri}, by the grammar of RFC 3261 §25.1 and RFC 3966 §3. */
final class SipUriParser {
  static final String PLAIN_IN_PARAM = "[]/:&+$";
  // '#' is not in the grammar, but phones dial feature codes with it
  private static final String PLAIN_IN_SIP_USER = "&=+$,;?/#";
  private static final String PLAIN_IN_TEL = "+#";
  private static final String PLAIN_IN_OPAQUE = ";/?:@&=+$,#[]";
  private static final int LENGTH_MAX = 2048;

  private SipUriParser() {}

  static SipUri parse(String text) {
    if (text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("URI longer than " + LENGTH_MAX + " characters");
    }
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("no scheme in URI " + Escapes.shown(text));
    }
    try {
      String scheme = scheme(text.substring(0, colon));
      String rest = text.substring(colon + 1);
      if (SipUri.isSip(scheme)) {
        return sip(scheme, rest);
      }
      return scheme.equals("tel") ? tel(rest) : opaque(scheme, rest);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + " in URI " + Escapes.shown(text), e);
    }
  }

  private static SipUri sip(String scheme, String rest) {
    int at = rest.indexOf('@');
    String user = at < 0 ? "" : user(rest.substring(0, at));
    String tail = rest.substring(at + 1);
    int question = tail.indexOf('?');
    if (question >= 0) {
      tail = tail.substring(0, question);
    }
    int semicolon = tail.indexOf(';');
    String hostPort = semicolon < 0 ? tail : tail.substring(0, semicolon);
    int colon = portColon(hostPort);
    String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
    if (!host.startsWith("[") && host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("IPv6 address without brackets");
    }
    int port = colon < 0 ? 0 : port(hostPort.substring(colon + 1));
    return new SipUri(scheme, user, host, port, params(semicolon < 0 ? "" : tail.substring(semicolon)));
  }

  private static String user(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    if (user.isEmpty()) {
      throw new IllegalArgumentException("@ without a user before it");
    }
    return Escapes.decode(user, PLAIN_IN_SIP_USER);
  }

  /** Where the port begins: the first colon of a name, or the one that follows the bracket of an IPv6 address. */
  private static int portColon(String hostPort) {
    if (!hostPort.startsWith("[")) {
      return hostPort.indexOf(':');
    }
    int bracket = hostPort.indexOf(']');
    if (bracket < 0) {
      throw new IllegalArgumentException("[ without ]");
    }
    if (bracket + 1 < hostPort.length() && hostPort.charAt(bracket + 1) != ':') {
      throw new IllegalArgumentException("text between ] and port");
    }
    return bracket + 1 < hostPort.length() ? bracket + 1 : -1;
  }

  private static int port(String digits) {
    if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("port " + Escapes.shown(digits) + " is no number");
    }
    return Integer.parseInt(digits);
  }

  private static SipUri tel(String rest) {
    int semicolon = rest.indexOf(';');
    String number = semicolon < 0 ? rest : rest.substring(0, semicolon);
    if (number.isEmpty()) {
      throw new IllegalArgumentException("no number");
    }
    Map<String, String> params = params(semicolon < 0 ? "" : rest.substring(semicolon));
    return new SipUri("tel", Escapes.decode(number, PLAIN_IN_TEL), "", 0, params);
  }

  private static SipUri opaque(String scheme, String rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("nothing after the scheme");
    }
    return new SipUri(scheme, Escapes.decode(rest, PLAIN_IN_OPAQUE), "", 0, Map.of());
  }

  /** Reads {@code ;name=value;flag}, the leading semicolon included. */
  private static Map<String, String> params(String text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    var params = new LinkedHashMap<String, String>();
    for (String param : text.substring(1).split(";", -1)) {
      int equals = param.indexOf('=');
      String name = Escapes.decode(equals < 0 ? param : param.substring(0, equals), PLAIN_IN_PARAM);
      String value = equals < 0 ? "" : Escapes.decode(param.substring(equals + 1), PLAIN_IN_PARAM);
      // RFC 3261 §19.1.1: any given parameter-name MUST NOT appear more than once
      if (params.putIfAbsent(paramName(name), value) != null) {
        throw new IllegalArgumentException("parameter " + Escapes.shown(name) + " twice");
      }
    }
    return params;
  }

  static String paramName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("parameter without a name");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  /** The scheme in lower-case; throws where it is none (RFC 3986 §3.1). */
  static String scheme(String text) {
    String scheme = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < scheme.length(); i++) {
      char c = scheme.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      if (!letter && (i == 0 || !Escapes.isAlphanumeric(c) && "+-.".indexOf(c) < 0)) {
        throw new IllegalArgumentException("not a scheme: " + Escapes.shown(text));
      }
    }
    if (scheme.isEmpty()) {
      throw new IllegalArgumentException("no scheme");
    }
    return scheme;
  }

  static String plainInUser(String scheme) {
    if (SipUri.isSip(scheme)) {
      return PLAIN_IN_SIP_USER;
    }
    return scheme.equals("tel") ? PLAIN_IN_TEL : PLAIN_IN_OPAQUE;
  }
}
