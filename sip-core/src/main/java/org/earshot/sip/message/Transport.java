package org.earshot.sip.message;

import java.util.Locale;

/** SIP transports by the words of Via and the {@code transport} URI parameter. */
public enum Transport {
  UDP, TCP, TLS, WS, WSS;

  /** The transport named by a Via or a URI parameter, in any case. Throws IllegalArgumentException for others. */
  public static Transport of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The same over TLS (RFC 3261 §26.2.2, RFC 7118 §5.3): what a sips URI asks for. */
  public Transport secured() {
    return switch (this) {
      case UDP, TCP, TLS -> TLS;
      case WS, WSS -> WSS;
    };
  }

  /** RFC 3261 §19.1.2; RFC 7118 §5.1: those of HTTP. */
  public int defaultPort() {
    return switch (this) {
      case UDP, TCP -> 5060;
      case TLS -> 5061;
      case WS -> 80;
      case WSS -> 443;
    };
  }

  /** Lower-case, as in a URI parameter. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
