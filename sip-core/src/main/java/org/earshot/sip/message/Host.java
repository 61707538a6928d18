package org.earshot.sip.message;

import java.util.Locale;

/** The host part of a URI: a name, an IPv4 address, or an IPv6 address kept without its brackets (RFC 3261 §25.1). */
final class Host {
  private static final int LENGTH_MAX = 255;

  private Host() {}

  /** Lower-case and without brackets. Throws IllegalArgumentException where the text is no host. */
  static String canonical(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.indexOf(':') >= 0) {
      // RFC 5118 §4.10: the grammar of RFC 3261 allowed a third colon before an IPv4 part; what is meant is clear
      host = host.replace(":::", "::");
      return require(isIpv6(host), "not an IPv6 address", host);
    }
    require(!host.isEmpty(), "no host", host);
    return require(host.length() <= LENGTH_MAX && isName(host), "not a host", host);
  }

  private static String require(boolean good, String problem, String host) {
    if (!good) {
      throw new IllegalArgumentException(host.isEmpty() ? problem : problem + ": " + Escapes.shown(host));
    }
    return host;
  }

  private static boolean isName(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      // the underscore is no host character, but names in private zones have it
      if (!Escapes.isAlphanumeric(c) && c != '-' && c != '.' && c != '_') {
        return false;
      }
    }
    return host.charAt(0) != '.' && !host.contains("..");
  }

  private static boolean isIpv6(String host) {
    int gap = host.indexOf("::");
    if (gap < 0) {
      return groups(host, true) == 8;
    }
    int before = groups(host.substring(0, gap), false);
    int after = groups(host.substring(gap + 2), true);
    return before >= 0 && after >= 0 && before + after <= 7;
  }

  /** How many 16-bit groups the text holds; an IPv4 part at the end counts two; -1 where one is malformed. */
  private static int groups(String text, boolean atEnd) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (isGroup(parts[i])) {
        count++;
      } else if (atEnd && i == parts.length - 1 && isIpv4(parts[i])) {
        count += 2;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean isGroup(String part) {
    return !part.isEmpty() && part.length() <= 4 && part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }
}
