package org.earshot.app.transfer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The dialog that is to be replaced, as whoever receives the Replaces knows it (RFC 3891 §3). Immutable.
 *
 * @param toTag     our tag of that dialog
 * @param fromTag   the peer's
 * @param earlyOnly only while nobody has answered
 */
public record Replaces(String callId, String toTag, String fromTag, boolean earlyOnly) {
  private static final int CHARS_MAX = 1024;

  /** Reads a header value; empty where it is none. */
  public static Optional<Replaces> parse(String value) {
    if (value.length() > CHARS_MAX) {
      return Optional.empty();
    }
    String[] parts = value.split(";");
    Map<String, String> params = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      params.put(pair[0].strip().toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1].strip() : "");
    }
    String callId = parts[0].strip();
    String to = params.getOrDefault("to-tag", "");
    String from = params.getOrDefault("from-tag", "");
    return callId.isEmpty() || to.isEmpty() || from.isEmpty() ? Optional.empty()
        : Optional.of(new Replaces(callId, to, from, params.containsKey("early-only")));
  }
}
