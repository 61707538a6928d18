package org.earshot.app.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The key {@code pass-headers}: names of header fields that cross from one side of a call to the other. */
final class PassHeaders {
  /** What a dialog, a transaction, a body or an identity is made of belongs to one side of a call. */
  private static final Set<String> OURS = Set.of("via", "from", "to", "call-id", "cseq", "contact", "route",
      "record-route", "max-forwards", "authorization", "www-authenticate", "authentication-info", "require", "supported",
      "unsupported", "allow", "allow-events", "accept", "expires", "session-expires", "min-se", "min-expires", "rack", "rseq",
      "replaces", "join", "refer-to", "referred-by", "event", "subscription-state", "p-asserted-identity",
      "p-preferred-identity", "remote-party-id", "privacy", "diversion", "history-info", "reason", "user-agent", "server",
      "path", "service-route", "x-earshot-amd", "mime-version", "timestamp", "warning", "retry-after", "error-info",
      "identity", "identity-info", "date", "target-dialog", "recv-info", "info-package");
  private static final List<String> OURS_TOO = List.of("content-", "proxy-", "sec-");

  private PassHeaders() {}

  static List<String> read(Section section) {
    List<Value> names = section.values("pass-headers");
    names.forEach(value -> value.as(PassHeaders::checked));
    return names.stream().map(Value::text).toList();
  }

  private static String checked(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!name.matches("[A-Za-z][A-Za-z0-9-]{1,63}")) {
      throw new IllegalArgumentException("\"" + name + "\" is no name of a header field; write X-Customer");
    }
    if (OURS.contains(lower) || OURS_TOO.stream().anyMatch(lower::startsWith)) {
      throw new IllegalArgumentException(name + " belongs to one side of a call and is never passed");
    }
    return name;
  }
}
