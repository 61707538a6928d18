package org.earshot.sip.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.earshot.sip.message.Headers.Field;
import org.earshot.sip.stack.SafeParser.Malformed;

/**
 * What must hold of a message's text before the stack's parser, whose costs are quadratic and whose rules are lax, may
 * see it. Pure.
 */
final class WellFormed {
  private static final int FIELDS_MAX = 200;
  private static final int VALUE_CHARS_MAX = 4096;
  private static final int COMMAS_MAX = 200;
  private static final long CSEQ_MAX = (1L << 31) - 1;
  private static final int MAX_FORWARDS_MAX = 255;
  private static final Set<String> SINGLE =
      Set.of("from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type");

  private WellFormed() {}

  /** The length of the body; {@code following} bytes came after the head. */
  static int check(RawText text, int following) throws Malformed {
    limits(text);
    singles(text);
    for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
      if (text.first(name).isEmpty()) {
        throw new Malformed("headers", 400, "Missing " + name + " header");
      }
    }
    if (!text.isResponse()) {
      requestLine(text);
      if (!text.first("Max-Forwards").isEmpty()) {
        number(text, "Max-Forwards", MAX_FORWARDS_MAX);
      }
    }
    cseq(text);
    return bodyLength(text, following);
  }

  private static void limits(RawText text) throws Malformed {
    int commas = 0;
    for (Field field : text.headers().fields()) {
      commas += commas(field.value());
      if (field.value().length() > VALUE_CHARS_MAX) {
        throw new Malformed("too-much", 400, "Header field too long");
      }
    }
    if (text.headers().fields().size() > FIELDS_MAX || commas > COMMAS_MAX) {
      throw new Malformed("too-much", 400, "Too many header fields");
    }
  }

  private static int commas(String value) {
    int count = 0;
    for (int at = value.indexOf(','); at >= 0; at = value.indexOf(',', at + 1)) {
      count++;
    }
    return count;
  }

  /** RFC 4475 §3.3.9: which of two different ones is meant nobody can tell. */
  private static void singles(RawText text) throws Malformed {
    var seen = new HashMap<String, String>();
    for (Field field : text.headers().fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      String former = SINGLE.contains(name) ? seen.put(name, field.value()) : null;
      if (former != null && !former.equals(field.value())) {
        throw new Malformed("duplicate", 400, "Multiple " + field.name() + " headers");
      }
    }
  }

  private static void requestLine(RawText text) throws Malformed {
    String line = text.firstLine();
    String uri = text.requestUri();
    if (uri.isEmpty() || uri.indexOf(' ') >= 0 || uri.indexOf('\t') >= 0 || uri.startsWith("<")
        || !line.equals(line.strip())) {
      // RFC 3261 §25.1: one space each side of the URI, which has none in it and no angle brackets around it
      throw new Malformed("request-line", 400, "Malformed Request-Line");
    }
    if (uri.indexOf('?', uri.lastIndexOf('@') + 1) >= 0) {
      // RFC 3261 §19.1.1: no headers in a Request-URI
      throw new Malformed("request-line", 400, "Headers in Request-URI");
    }
    String version = line.substring(line.lastIndexOf(' ') + 1);
    if (!version.equalsIgnoreCase("SIP/2.0")) {
      throw version.regionMatches(true, 0, "SIP/", 0, 4) ? new Malformed("version", 505, "Version Not Supported")
          : new Malformed("request-line", 400, "Malformed Request-Line");
    }
  }

  private static void cseq(RawText text) throws Malformed {
    String value = text.first("CSeq");
    int blank = value.indexOf(' ') < 0 ? value.indexOf('\t') : value.indexOf(' ');
    String method = blank < 0 ? "" : value.substring(blank).strip();
    if (method.isEmpty() || decimal(value.substring(0, blank).strip(), CSEQ_MAX) < 0 || method.indexOf(' ') >= 0
        || method.indexOf('\t') >= 0) {
      throw new Malformed("cseq", 400, "Malformed CSeq");
    }
    if (!text.isResponse() && !method.equals(text.method())) {
      throw new Malformed("cseq", 400, "CSeq method does not match");
    }
  }

  private static int bodyLength(RawText text, int following) throws Malformed {
    if (text.first("Content-Length").isEmpty()) {
      return following;
    }
    long stated = number(text, "Content-Length", Integer.MAX_VALUE);
    if (stated > following) {
      throw new Malformed("content-length", 400, "Content-Length exceeds the message");
    }
    return (int) stated;
  }

  private static long number(RawText text, String name, long max) throws Malformed {
    long value = decimal(text.first(name), max);
    if (value < 0) {
      throw new Malformed("number", 400, "Malformed " + name);
    }
    return value;
  }

  /** -1 where the text is no number of digits up to {@code max}. */
  private static long decimal(String text, long max) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value > max ? -1 : value;
  }
}
