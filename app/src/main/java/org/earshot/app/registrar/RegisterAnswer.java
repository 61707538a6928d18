package org.earshot.app.registrar;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.earshot.sip.message.Body;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipResponse;

/**
 * An answer to a REGISTER and its word in the metrics.
 *
 * @param outcome as {@link org.earshot.app.events.DomainEvent.RegistrarAnswered} has it
 */
record RegisterAnswer(SipResponse response, String outcome) {
  // RFC 3261 §20.17: SIP-date, always GMT, two digits for the day
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  // Long enough for a full disk to be noticed by a phone as a pause, short enough to be reachable again soon
  private static final int RETRY_AFTER_SECONDS = 10;

  static RegisterAnswer challenged(Headers challenges) {
    return new RegisterAnswer(new SipResponse(401, "Unauthorized", challenges, Body.NONE), "challenged");
  }

  static RegisterAnswer refused(int status, String reason) {
    return new RegisterAnswer(SipResponse.of(status, reason), "refused");
  }

  /** RFC 3261 §8.2.2.3. */
  static RegisterAnswer unsupported(String optionTags) {
    return new RegisterAnswer(SipResponse.of(420, "Bad Extension").with("Unsupported", optionTags), "refused");
  }

  static RegisterAnswer tooBrief(long secondsMin) {
    SipResponse response = SipResponse.of(423, "Interval Too Brief").with("Min-Expires", Long.toString(secondsMin));
    return new RegisterAnswer(response, "too-brief");
  }

  /** The store failed or is full of work. */
  static RegisterAnswer unavailable() {
    SipResponse response =
        SipResponse.of(503, "Service Unavailable").with("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
    return new RegisterAnswer(response, "error");
  }

  /** Our bug. */
  static RegisterAnswer failed() {
    return new RegisterAnswer(SipResponse.of(500, "Server Internal Error"), "error");
  }

  /** RFC 3261 §10.3 step 8: all current bindings, each with what is left of its time, and a Date. */
  static RegisterAnswer listing(List<Binding> bindings, Instant now, String outcome) {
    Headers headers = Headers.NONE;
    for (Binding binding : bindings) {
      headers = headers.with("Contact", contact(binding, now));
    }
    headers = headers.with("Date", DATE.format(now));
    return new RegisterAnswer(new SipResponse(200, "OK", headers, Body.NONE), outcome);
  }

  /** RFC 3327 §5.3: a phone is told the path that its registration took. */
  RegisterAnswer along(List<String> path) {
    if (response.status() != 200 || path.isEmpty()) {
      return this;
    }
    SipResponse told = response;
    for (String hop : path) {
      told = told.with("Path", hop);
    }
    return new RegisterAnswer(told, outcome);
  }

  private static String contact(Binding binding, Instant now) {
    long seconds = Math.max(1, Duration.between(now, binding.expires()).toSeconds());
    NameAddr address = NameAddr.of("", binding.contact());
    if (binding.q() < 1) {
      address = address.withParam("q", BigDecimal.valueOf(binding.q()).stripTrailingZeros().toPlainString());
    }
    return address.withParam("expires", Long.toString(seconds)).toString();
  }
}
