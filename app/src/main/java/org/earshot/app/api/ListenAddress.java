package org.earshot.app.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.earshot.app.StartException;

/** Where HTTP is served, as {@code http.listen} says it: {@code 127.0.0.1:8080}, {@code [::1]:8080}. */
record ListenAddress(String host, int port) {
  private static final int PORT_MAX = 65_535;

  static ListenAddress of(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      var host = text.substring(0, Math.max(colon, 0)).replace("[", "").replace("]", "");
      if (host.isEmpty() || port < 0 || port > PORT_MAX) {
        throw malformed(text, null);
      }
      return new ListenAddress(host, port);
    } catch (NumberFormatException e) {
      throw malformed(text, e);
    }
  }

  private static StartException malformed(String text, Throwable cause) {
    return new StartException("http.listen: \"" + text + "\" is not address:port, such as 127.0.0.1:8080", cause);
  }

  boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new StartException("http.listen: unknown host " + host, e);
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
