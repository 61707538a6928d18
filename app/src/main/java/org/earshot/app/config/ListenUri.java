package org.earshot.app.config;

import java.util.Locale;
import org.earshot.sip.message.Transport;

/** {@code udp://0.0.0.0:5060}: a transport and where it listens. */
public record ListenUri(Transport transport, HostPort hostPort) {
  /** Throws IllegalArgumentException with what is wrong. */
  public static ListenUri parse(String text) {
    int at = text.indexOf("://");
    if (at < 0) {
      throw new IllegalArgumentException("\"" + text + "\" is no listening point; write udp://0.0.0.0:5060");
    }
    String scheme = text.substring(0, at).toLowerCase(Locale.ROOT);
    String where = text.substring(at + 3);
    return switch (scheme) {
      case "udp", "tcp", "tls", "ws", "wss" -> of(Transport.of(scheme), where);
      default -> throw new IllegalArgumentException("\"" + scheme + "\" is no transport; udp, tcp, tls, ws and wss are");
    };
  }

  private static ListenUri of(Transport transport, String where) {
    boolean portless = where.endsWith("]") || where.indexOf(':') < 0;
    return new ListenUri(transport, HostPort.parse(portless ? where + ":" + transport.defaultPort() : where));
  }

  /** Whether it needs a certificate. */
  public boolean isSecure() {
    return transport == transport.secured();
  }

  @Override
  public String toString() {
    return transport.word() + "://" + hostPort;
  }
}
