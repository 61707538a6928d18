package org.earshot.sip.leg;

import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.message.Headers;

/** The extensions of SIP that a peer may require of us, by their option tags (RFC 3261 §19.2). Pure. */
public final class Extensions {
  private static final List<String> ALWAYS = List.of(ReliableProvisional.OPTION, "replaces", "norefersub");
  private static final List<String> OURS =
      List.of(ReliableProvisional.OPTION, SessionRules.OPTION, "replaces", "norefersub");

  private Extensions() {}

  /** The value of Supported in a 2xx of ours. */
  static String supported(SessionRules sessions) {
    return String.join(", ", sessions.off() ? ALWAYS : OURS);
  }

  /** The same where nothing is said of session timers. */
  public static String supported() {
    return supported(SessionRules.NONE);
  }

  /** The option tags in Require that we do not know; empty where all is well. */
  public static List<String> unknown(Headers headers) {
    var unknown = new ArrayList<String>();
    for (String value : headers.all("Require")) {
      for (String tag : value.split(",")) {
        if (!tag.isBlank() && OURS.stream().noneMatch(tag.strip()::equalsIgnoreCase)) {
          unknown.add(tag.strip());
        }
      }
    }
    return unknown;
  }
}
