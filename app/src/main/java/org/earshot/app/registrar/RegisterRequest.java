package org.earshot.app.registrar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.NameAddr;
import org.earshot.sip.message.SipRequest;
import org.earshot.sip.message.SipUri;

/**
 * A REGISTER as far as its syntax goes.
 *
 * @param user   of the address of record
 * @param wish   what it asks for
 * @param origin where it came from and in which order
 */
record RegisterRequest(String user, Wish wish, Origin origin) {
  // RFC 3261 §20.10: malformed values SHOULD be treated as equivalent to 3600
  private static final long MALFORMED_SECONDS = 3600;
  private static final int USER_AGENT_MAX = 120;
  private static final int PATH_MAX = 8;
  // The grammar wants a digit before the point; some phones leave it out
  private static final Pattern Q = Pattern.compile("0(\\.[0-9]{0,3})?|\\.[0-9]{1,3}|1(\\.0{0,3})?");

  sealed interface Wish {
    /** No Contact: what is registered? */
    record Query() implements Wish {}

    /** {@code Contact: *} with Expires 0. */
    record RemoveAll() implements Wish {}

    record Update(List<Contact> contacts) implements Wish {}
  }

  /** One contact of an update. {@code seconds}: as asked for, 0 removes; empty leaves it to us. */
  record Contact(SipUri uri, OptionalLong seconds, double q) {}

  /** {@code via}: the phone's; empty where the request came through proxies. {@code path}: what those have put in. */
  record Origin(Hop source, String via, String callId, long cseq, String userAgent, List<String> path) {}

  /** Throws IllegalArgumentException with a reason phrase for 400. */
  static RegisterRequest parse(SipRequest request) {
    Headers headers = request.headers();
    String vias = String.join(",", headers.all("Via"));
    String userAgent = headers.first("User-Agent").orElse("");
    var origin = new Origin(request.source(), vias.indexOf(',') < 0 ? vias : "", request.callId(), request.cseq(),
        userAgent.substring(0, Math.min(userAgent.length(), USER_AGENT_MAX)), path(headers));
    return new RegisterRequest(request.to().uri().user(), wish(headers), origin);
  }

  /** RFC 3327 §5.3. */
  private static List<String> path(Headers headers) {
    try {
      List<String> path = headers.all("Path").stream().flatMap(value -> NameAddr.parseList(value).stream())
          .map(NameAddr::toString).toList();
      if (path.size() <= PATH_MAX) {
        return path;
      }
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("Bad Path", unreadable);
    }
    throw new IllegalArgumentException("Path Too Long");
  }

  private static Wish wish(Headers headers) {
    List<String> values = headers.all("Contact");
    Optional<String> expires = headers.first("Expires");
    if (values.isEmpty()) {
      return new Wish.Query();
    }
    if (values.stream().anyMatch(value -> value.strip().equals("*"))) {
      // RFC 3261 §10.3 step 6: with other contacts, or an expiration other than zero, the request is invalid
      if (values.size() > 1 || !expires.map(String::strip).filter(text -> text.matches("0{1,10}")).isPresent()) {
        throw new IllegalArgumentException("Contact * Needs Expires 0 and No Other Contact");
      }
      return new Wish.RemoveAll();
    }
    OptionalLong fallback = expires.map(text -> OptionalLong.of(seconds(text))).orElse(OptionalLong.empty());
    var contacts = new ArrayList<Contact>();
    values.forEach(value -> addresses(value).forEach(address -> contacts.add(contact(address, fallback))));
    return new Wish.Update(List.copyOf(contacts));
  }

  private static List<NameAddr> addresses(String value) {
    // RFC 3261 §20.10: a URI with a question mark MUST be enclosed in angle brackets
    if (value.indexOf('<') < 0 && value.indexOf('?') >= 0) {
      throw new IllegalArgumentException("Bad Contact");
    }
    try {
      return NameAddr.parseList(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Bad Contact", e);
    }
  }

  private static Contact contact(NameAddr address, OptionalLong fallback) {
    if (!address.uri().isSip()) {
      throw new IllegalArgumentException("Contact Is No SIP URI");
    }
    OptionalLong seconds = address.param("expires").map(text -> OptionalLong.of(seconds(text))).orElse(fallback);
    return new Contact(address.uri(), seconds, address.param("q").map(RegisterRequest::q).orElse(1.0));
  }

  /** RFC 3261 §25.1: delta-seconds. What does not fit is as good as for ever. */
  private static long seconds(String text) {
    String digits = text.strip();
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return MALFORMED_SECONDS;
    }
    try {
      return Math.min(Long.parseLong(digits), Integer.MAX_VALUE);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  /** RFC 3261 §25.1: qvalue, 0 to 1 with three decimals. */
  private static double q(String text) {
    if (!Q.matcher(text).matches()) {
      throw new IllegalArgumentException("Bad q in Contact");
    }
    return Double.parseDouble(text);
  }
}
