package org.earshot.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies of several parts (RFC 2046 §5.1), as carriers send beside a session description. */
public final class Multipart {
  private static final Pattern BOUNDARY = Pattern.compile(";\\s*boundary\\s*=\\s*(?:\"([^\"]+)\"|([^;\\s\"]+))",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern TYPE = Pattern.compile("(?im)^(?:content-type|c)[ \\t]*:[ \\t]*(.+?)[ \\t]*$");

  private Multipart() {}

  /** The first session description among the parts; empty where there is none, or the body has no parts. */
  public static Optional<Body> sdp(Body body) {
    Matcher boundary = BOUNDARY.matcher(body.contentType());
    if (!body.contentType().toLowerCase(Locale.ROOT).startsWith("multipart/") || !boundary.find()) {
      return Optional.empty();
    }
    String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    // one character a byte: nothing of a binary part is lost or moved
    String text = "\r\n" + new String(body.bytes(), StandardCharsets.ISO_8859_1);
    String delimiter = "\r\n--" + name;
    for (int at = text.indexOf(delimiter); at >= 0;) {
      int begin = at + delimiter.length();
      int end = text.indexOf(delimiter, begin);
      if (end < 0) {
        return Optional.empty();
      }
      Optional<Body> part = part(text.substring(begin, end));
      if (part.isPresent()) {
        return part;
      }
      at = end;
    }
    return Optional.empty();
  }

  /** {@code text}: the rest of the delimiter's line, header fields, an empty line, the content. */
  private static Optional<Body> part(String text) {
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return Optional.empty();
    }
    Matcher type = TYPE.matcher(text.substring(0, head));
    return type.find() ? Optional.of(new Body(type.group(1), text.substring(head + 4).getBytes(StandardCharsets.ISO_8859_1)))
        .filter(Body::isSdp) : Optional.empty();
  }
}
