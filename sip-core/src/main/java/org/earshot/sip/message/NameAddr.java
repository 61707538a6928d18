package org.earshot.sip.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of From, To, Contact and their kind: a display name, a URI and header parameters (RFC 3261 §20.10).
 *
 * @param display unquoted; empty where there is none
 * @param uri     the address itself
 * @param params  header parameters (tag, q, expires), names in lower-case, values unquoted, in order
 */
public record NameAddr(String display, SipUri uri, Map<String, String> params) {

  public NameAddr {
    display = Escapes.oneLine(display);
    var clean = new LinkedHashMap<String, String>();
    params.forEach((name, value) -> clean.put(token(name), Escapes.oneLine(value)));
    params = Collections.unmodifiableMap(clean);
  }

  private static String token(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!Escapes.isToken(name.charAt(i))) {
        throw new IllegalArgumentException("not a parameter name: " + Escapes.shown(name));
      }
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("parameter without a name");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  public Optional<String> param(String name) {
    return Optional.ofNullable(params.get(name));
  }

  public static NameAddr of(String display, SipUri uri) {
    return new NameAddr(display, uri, Map.of());
  }

  /** This address and one more parameter, or another value for one it has. */
  public NameAddr withParam(String name, String value) {
    var more = new LinkedHashMap<>(params);
    more.put(name, value);
    return new NameAddr(display, uri, more);
  }

  /** Reads one address. Throws IllegalArgumentException with what is wrong. */
  public static NameAddr parse(String text) {
    List<NameAddr> all = parseList(text);
    if (all.size() != 1) {
      throw new IllegalArgumentException("more than one address in " + Escapes.shown(text));
    }
    return all.getFirst();
  }

  /** Reads a comma-separated list, minding quotes and angle brackets. {@code Contact: *} is not one: ask before. */
  public static List<NameAddr> parseList(String text) {
    return new NameAddrParser(text).list();
  }

  /** As it stands in a header field, always with angle brackets; one line whatever the parts hold. */
  @Override
  public String toString() {
    var out = new StringBuilder(96);
    if (!display.isEmpty()) {
      Escapes.quote(display, out);
      out.append(' ');
    }
    out.append('<').append(uri).append('>');
    params.forEach((name, value) -> {
      out.append(';').append(name);
      if (!value.isEmpty()) {
        appendValue(value, out.append('='));
      }
    });
    return out.toString();
  }

  private static void appendValue(String value, StringBuilder out) {
    if (value.chars().allMatch(c -> Escapes.isToken((char) c) || "[]:".indexOf(c) >= 0)) {
      out.append(value);
    } else {
      Escapes.quote(value, out);
    }
  }
}
