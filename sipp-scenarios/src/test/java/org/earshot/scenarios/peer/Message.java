package org.earshot.scenarios.peer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A SIP message as it came, with its headers by lower-case long name. Immutable. */
public record Message(String first, List<String> headers, String body) {
  private static final Map<String, String> COMPACT = Map.of("i", "call-id", "m", "contact", "f", "from", "t", "to",
      "v", "via", "l", "content-length", "c", "content-type");

  static Message parse(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalArgumentException("no empty line in\n" + text);
    }
    List<String> lines = List.of(text.substring(0, end).split("\r\n"));
    return new Message(lines.getFirst(), lines.subList(1, lines.size()), text.substring(end + 4));
  }

  public boolean isRequest() {
    return !first.startsWith("SIP/2.0 ");
  }

  public String method() {
    return isRequest() ? first.substring(0, first.indexOf(' ')) : header("CSeq").split("[ \t]+")[1];
  }

  public int status() {
    return Integer.parseInt(first.substring(8, 11));
  }

  /** The first header of that name; empty text where there is none. */
  public String header(String name) {
    return find(name).orElse("");
  }

  public Optional<String> find(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return headers.stream().filter(line -> nameOf(line).equals(name.toLowerCase(Locale.ROOT)))
        .map(line -> line.substring(line.indexOf(':') + 1).trim()).toList();
  }

  private static String nameOf(String line) {
    String name = line.substring(0, Math.max(0, line.indexOf(':'))).trim().toLowerCase(Locale.ROOT);
    return COMPACT.getOrDefault(name, name);
  }

  /** The URI in a Contact, From or To. */
  static String uri(String header) {
    int open = header.indexOf('<');
    return open < 0 ? header.split(";")[0].trim() : header.substring(open + 1, header.indexOf('>', open));
  }

  @Override
  public String toString() {
    return first + "\n" + String.join("\n", headers) + "\n\n" + body;
  }
}
