package org.earshot.sip.leg;

import java.util.Locale;
import java.util.Optional;
import org.earshot.sip.message.Headers;

/** The value of a Session-Expires field (RFC 4028 §4). The refresher is a role in the request that the field is about. */
record SessionExpires(long intervalS, Optional<Refresher> refresher) {

  enum Refresher { UAC, UAS }

  /** That of a message; empty where there is none or it cannot be read. */
  static Optional<SessionExpires> in(Headers headers) {
    return headers.first("Session-Expires").flatMap(value -> {
      String[] parts = value.split(";");
      Optional<Refresher> refresher = Optional.empty();
      for (int i = 1; i < parts.length; i++) {
        refresher = switch (parts[i].replaceAll("\\s", "").toLowerCase(Locale.ROOT)) {
          case "refresher=uac" -> Optional.of(Refresher.UAC);
          case "refresher=uas" -> Optional.of(Refresher.UAS);
          case String _ -> refresher;
        };
      }
      Optional<Refresher> named = refresher;
      return seconds(parts[0]).map(interval -> new SessionExpires(interval, named));
    });
  }

  /** The Min-SE of a message, 0 where there is none. */
  static long minimum(Headers headers) {
    return headers.first("Min-SE").flatMap(value -> seconds(value.split(";")[0])).orElse(0L);
  }

  private static Optional<Long> seconds(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,9}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  @Override
  public String toString() {
    return intervalS + refresher.map(who -> ";refresher=" + who.name().toLowerCase(Locale.ROOT)).orElse("");
  }
}
