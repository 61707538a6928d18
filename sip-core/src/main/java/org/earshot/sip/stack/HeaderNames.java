package org.earshot.sip.stack;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Header field names: the compact forms, and which fields the stack writes itself. */
final class HeaderNames {
  // RFC 3261 §7.3.3 and §20, RFC 3265, 3515, 3891, 3892, 3841, 4028, 4538
  private static final Map<String, String> LONG = Map.ofEntries(
      Map.entry("a", "Accept-Contact"), Map.entry("b", "Referred-By"), Map.entry("c", "Content-Type"),
      Map.entry("d", "Request-Disposition"), Map.entry("e", "Content-Encoding"), Map.entry("f", "From"),
      Map.entry("i", "Call-ID"), Map.entry("j", "Reject-Contact"), Map.entry("k", "Supported"),
      Map.entry("l", "Content-Length"), Map.entry("m", "Contact"), Map.entry("o", "Event"),
      Map.entry("r", "Refer-To"), Map.entry("s", "Subject"), Map.entry("t", "To"),
      Map.entry("u", "Allow-Events"), Map.entry("v", "Via"), Map.entry("x", "Session-Expires"));

  // what is copied from the request, computed, or ours alone: nothing from above may replace it
  private static final Set<String> OURS = Set.of("via", "from", "to", "call-id", "cseq", "content-length",
      "content-type", "record-route", "max-forwards");

  // RFC 3261 §7.3.1: their values have commas, so several fields MUST NOT be combined into one line
  private static final Set<String> ONE_A_LINE =
      Set.of("www-authenticate", "authorization", "proxy-authenticate", "proxy-authorization");

  // what the stack never looks into: parsing it would be for nothing
  private static final Set<String> TEXT = Set.of("Server", "User-Agent", "Allow", "Subject", "Reason",
      "Supported", "Require", "RSeq", "Session-Expires", "Min-SE");

  private HeaderNames() {}

  static boolean isText(String name) {
    return TEXT.contains(name) || name.startsWith("X-");
  }

  static String longName(String name) {
    return name.length() == 1 ? LONG.getOrDefault(name.toLowerCase(Locale.ROOT), name) : name;
  }

  static boolean isOurs(String name) {
    return OURS.contains(name.toLowerCase(Locale.ROOT));
  }

  static boolean isOneALine(String name) {
    return ONE_A_LINE.contains(name.toLowerCase(Locale.ROOT));
  }
}
