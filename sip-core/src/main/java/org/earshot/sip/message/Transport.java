package org.earshot.sip.message;

import java.util.Locale;

/** SIP transports by the words of Via and the {@code transport} URI parameter. */
public enum Transport {
  UDP, TCP, TLS, WS, WSS;

  /** The transport named by a Via or a URI parameter, in any case. Throws IllegalArgumentException for others. */
  public static Transport of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Lower-case, as in a URI parameter. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
