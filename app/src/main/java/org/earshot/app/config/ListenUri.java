package org.earshot.app.config;

import java.util.Locale;
import org.earshot.sip.message.Transport;

/** {@code udp://0.0.0.0:5060}: a transport and where it listens. */
public record ListenUri(Transport transport, HostPort hostPort) {
  private static final int SIP_PORT = 5060;

  /** Throws IllegalArgumentException with what is wrong. */
  public static ListenUri parse(String text) {
    int at = text.indexOf("://");
    if (at < 0) {
      throw new IllegalArgumentException("\"" + text + "\" is no listening point; write udp://0.0.0.0:5060");
    }
    String scheme = text.substring(0, at).toLowerCase(Locale.ROOT);
    String where = text.substring(at + 3);
    return switch (scheme) {
      case "udp" -> new ListenUri(Transport.UDP, hostPort(where));
      case "tcp" -> new ListenUri(Transport.TCP, hostPort(where));
      case "tls", "ws", "wss" ->
          throw new IllegalArgumentException(scheme + ":// is not in this version; udp:// and tcp:// are");
      default -> throw new IllegalArgumentException("\"" + scheme + "\" is no transport; udp and tcp are");
    };
  }

  private static HostPort hostPort(String where) {
    boolean portless = where.endsWith("]") || where.indexOf(':') < 0;
    return HostPort.parse(portless ? where + ":" + SIP_PORT : where);
  }

  @Override
  public String toString() {
    return transport.word() + "://" + hostPort;
  }
}
