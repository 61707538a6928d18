package org.earshot.app.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** IP addresses as text, read without asking any name service. */
final class IpLiteral {
  private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private IpLiteral() {}

  /** Throws IllegalArgumentException where it is none; an IPv6 address may stand in brackets. */
  static InetAddress parse(String text) {
    String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    // InetAddress also takes "10.1" for 10.0.0.1, which in a configuration is a slip of the pen.
    if (!bare.contains(":") && !V4.matcher(bare).matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no IP address");
    }
    try {
      return InetAddress.ofLiteral(bare);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no IP address", e);
    }
  }
}
