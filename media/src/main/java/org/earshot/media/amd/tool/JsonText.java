package org.earshot.media.amd.tool;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps, lists, strings and numbers as JSON. */
final class JsonText {
  private JsonText() {}

  static String of(Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map -> map.entrySet().stream().map(entry -> quoted(entry.getKey().toString()) + ":" + of(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
      case List<?> list -> list.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
      case String text -> quoted(text);
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(c -> {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append((char) c);
      } else if (c < 0x20) {
        quoted.append(String.format("\\u%04x", c));
      } else {
        quoted.append((char) c);
      }
    });
    return quoted.append('"').toString();
  }
}
