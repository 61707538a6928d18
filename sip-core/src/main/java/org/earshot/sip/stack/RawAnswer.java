package org.earshot.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Headers.Field;
import org.earshot.sip.message.Hop;

/**
 * A stateless answer made from a request's text alone, for requests that never become a transaction. Copies only what
 * must be copied (RFC 3261 §8.2.6.2), and only where it can be found.
 */
final class RawAnswer {
  private static final int REASON_CHARS_MAX = 100;

  private RawAnswer() {}

  /**
   * Empty where an answer would be wrong (to an ACK, to a response) or could not be matched by its receiver. A request
   * without From, To or Call-ID is answered without them (RFC 4475 §3.3.1).
   */
  static Optional<byte[]> to(RawText request, int status, String reason, Hop source, String product, Headers more) {
    if (request.isResponse() || request.method().isEmpty() || request.method().equals("ACK")) {
      return Optional.empty();
    }
    var out = new StringBuilder(512);
    out.append("SIP/2.0 ").append(status).append(' ').append(phrase(reason)).append("\r\n");
    boolean topmost = true;
    for (Field field : request.headers().fields()) {
      if (field.name().equalsIgnoreCase("Via")) {
        line(out, "Via", topmost ? marked(field.value(), source) : field.value());
        topmost = false;
      }
    }
    for (String name : new String[] {"From", "To", "Call-ID", "CSeq"}) {
      String value = request.first(name);
      if (!value.isEmpty()) {
        line(out, name, name.equals("To") ? tagged(value, request) : value);
      }
    }
    if (topmost || request.first("CSeq").isEmpty()) {
      return Optional.empty();
    }
    line(out, "Server", product);
    more.fields().forEach(field -> line(out, field.name(), field.value()));
    return Optional.of(out.append("Content-Length: 0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A reason phrase may quote the peer: one short line of plain characters. */
  static String phrase(String reason) {
    String plain = reason.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= REASON_CHARS_MAX ? plain : plain.substring(0, REASON_CHARS_MAX - 3) + "...";
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value.replace('\r', ' ').replace('\n', ' ')).append("\r\n");
  }

  /** RFC 3261 §18.2.1 and RFC 3581: where the request came from, in the topmost Via. */
  private static String marked(String via, Hop source) {
    int comma = via.indexOf(',');
    String top = comma < 0 ? via : via.substring(0, comma);
    String rest = comma < 0 ? "" : via.substring(comma);
    String rport = ";rport=" + source.address().getPort();
    String bare = top.replaceAll("(?i);\\s*rport(\\s*=[^;]*)?(?=;|$)", "").stripTrailing();
    return bare + rport + ";received=" + source.address().getAddress().getHostAddress() + rest;
  }

  /** The same request gets the same tag, so that its repeats and its ACK meet the same answer (RFC 3261 §8.2.7). */
  private static String tagged(String to, RawText request) {
    if (to.toLowerCase(Locale.ROOT).contains(";tag=")) {
      return to;
    }
    String seed = request.first("Via") + request.first("Call-ID") + request.first("CSeq");
    return to + ";tag=" + Integer.toHexString(seed.hashCode());
  }
}
