package org.earshot.app.trunk;

import java.util.List;
import java.util.Optional;
import org.earshot.sip.SipEvent.OutOfDialogAnswer;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipUri;

/** What a registrar's answer says. Pure. */
final class RegisterAnswers {
  private RegisterAnswers() {}

  /** Seconds granted to the contact with that user; what was asked for where the registrar does not say. */
  static long granted(Headers headers, String contactUser, int askedS) {
    for (NameAddr contact : addresses(headers, "Contact")) {
      if (contact.uri().user().equalsIgnoreCase(contactUser)) {
        // RFC 3261 §10.2.4: the parameter goes before the header field
        return contact.param("expires").flatMap(RegisterAnswers::number)
            .or(() -> headers.first("Expires").flatMap(RegisterAnswers::number)).orElse((long) askedS);
      }
    }
    return headers.first("Expires").flatMap(RegisterAnswers::number).orElse((long) askedS);
  }

  static Optional<SipUri> redirection(Headers headers) {
    return addresses(headers, "Contact").stream().map(NameAddr::uri).filter(SipUri::isSip).findFirst();
  }

  /** Milliseconds of Retry-After; 0 where there is none. */
  static long retryAfterMs(Headers headers) {
    // RFC 3261 §20.33: a comment or parameters may follow
    return headers.first("Retry-After").map(value -> value.split("[;( ]", 2)[0]).flatMap(RegisterAnswers::number)
        .map(seconds -> Math.min(seconds, 86_400) * 1000).orElse(0L);
  }

  static List<NameAddr> addresses(Headers headers, String name) {
    return headers.all(name).stream().flatMap(value -> parsed(value).stream()).toList();
  }

  private static List<NameAddr> parsed(String value) {
    try {
      return NameAddr.parseList(value);
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
  }

  static Optional<Long> number(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,10}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  /** In a few words, for the operator. */
  static String words(OutOfDialogAnswer answer) {
    return switch (answer.origin()) {
      case PEER -> answer.response().status() + " " + answer.response().reason();
      case SILENCE -> "no answer";
      case TRANSPORT -> "cannot be reached";
    };
  }
}
