package org.earshot.app.call;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.earshot.media.dtmf.Digits;
import org.earshot.sip.message.Body;

/**
 * A digit in the body of an INFO. No RFC defines it; two forms are in use, {@code application/dtmf-relay} with
 * {@code Signal=5} and {@code Duration=160} in lines of their own, and {@code application/dtmf} with the digit alone. Pure.
 */
record DtmfInfo(char digit, int durationMs) {
  private static final int USUAL_MS = 160;
  private static final int LONGEST_MS = 10_000;
  private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*(\\S{1,2})\\s*$");
  private static final Pattern DURATION = Pattern.compile("(?im)^\\s*Duration\\s*=\\s*(\\d{1,6})\\s*$");

  /** Empty where the body is of another type, or holds no digit. */
  static Optional<DtmfInfo> parse(Body body) {
    String text = body.text();
    return switch (body.contentType().split(";")[0].strip().toLowerCase(Locale.ROOT)) {
      case "application/dtmf-relay" -> {
        Matcher signal = SIGNAL.matcher(text);
        yield signal.find() ? digit(signal.group(1), duration(text)) : Optional.empty();
      }
      case "application/dtmf" -> digit(text.strip(), USUAL_MS);
      default -> Optional.empty();
    };
  }

  private static int duration(String text) {
    Matcher duration = DURATION.matcher(text);
    return duration.find() ? Math.clamp(Integer.parseInt(duration.group(1)), 40, LONGEST_MS) : USUAL_MS;
  }

  /** Some write * and # as the numbers of their events. */
  private static Optional<DtmfInfo> digit(String text, int durationMs) {
    String word = text.equals("10") ? "*" : text.equals("11") ? "#" : text.toUpperCase(Locale.ROOT);
    return word.length() == 1 && Digits.isDigit(word.charAt(0))
        ? Optional.of(new DtmfInfo(word.charAt(0), durationMs)) : Optional.empty();
  }

  /** The form that more peers take. */
  Body body() {
    return new Body("application/dtmf-relay",
        ("Signal=" + digit + "\r\nDuration=" + durationMs + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
