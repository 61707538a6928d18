package org.earshot.app.config;

import java.net.InetSocketAddress;

/** {@code 127.0.0.1:8080}, {@code [::1]:8080} or {@code localhost:8080}: a place to listen. */
public record HostPort(String host, int port) {

  /** Throws IllegalArgumentException with what is wrong. */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]")) {
      throw new IllegalArgumentException("\"" + text + "\" has no port; write 127.0.0.1:8080");
    }
    String host = text.substring(0, colon);
    if (!host.equals("localhost")) {
      host = IpLiteral.parse(host).getHostAddress();
    }
    return new HostPort(host, port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("\"" + text + "\" is no port between 0 and 65535");
    }
    return Integer.parseInt(text);
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
