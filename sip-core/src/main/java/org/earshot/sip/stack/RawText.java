package org.earshot.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.earshot.sip.message.Headers;
import org.earshot.sip.message.Headers.Field;

/**
 * What a received message says, as it stood in the packet: unfolded, long names, nothing re-written. Travels with the
 * parsed message as its application data, because the stack's own objects lose what they cannot parse.
 *
 * @param firstLine  the request or status line
 * @param headers    every header field
 * @param headLength bytes up to the body, the empty line included
 */
record RawText(String firstLine, Headers headers, int headLength) {

  /** Reads any bytes; what is no header field is passed over. */
  static RawText of(byte[] bytes) {
    List<Field> fields = new ArrayList<>(20);
    String firstLine = "";
    String pending = "";
    int at = leadingBreaks(bytes);
    while (at < bytes.length) {
      int end = lineEnd(bytes, at);
      String line = new String(bytes, at, end - at, StandardCharsets.UTF_8);
      at = nextLine(bytes, end);
      if (firstLine.isEmpty()) {
        firstLine = line;
      } else if (line.isBlank()) {
        break;
      } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        // RFC 3261 §7.3.1: a folded line goes on with a space
        pending = pending + " " + line.strip();
      } else {
        add(pending, fields);
        pending = line;
      }
    }
    add(pending, fields);
    return new RawText(firstLine, new Headers(fields), Math.min(at, bytes.length));
  }

  boolean isResponse() {
    return firstLine.startsWith("SIP/");
  }

  /** The method of a request, as it stands. */
  String method() {
    int space = firstLine.indexOf(' ');
    return space < 0 ? firstLine : firstLine.substring(0, space);
  }

  /** The Request-URI's text. */
  String requestUri() {
    int start = firstLine.indexOf(' ') + 1;
    int end = firstLine.lastIndexOf(' ');
    return end > start ? firstLine.substring(start, end) : "";
  }

  String first(String name) {
    return headers.first(name).orElse("");
  }

  /** RFC 3261 §7.5: line breaks before the start line are ignored. */
  private static int leadingBreaks(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && (bytes[at] == '\r' || bytes[at] == '\n')) {
      at++;
    }
    return at;
  }

  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\r' && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static int nextLine(byte[] bytes, int end) {
    boolean pair = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
    return end + (pair ? 2 : 1);
  }

  private static void add(String line, List<Field> fields) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      fields.add(new Field(HeaderNames.longName(line.substring(0, colon).strip()), line.substring(colon + 1).strip()));
    }
  }
}
