package org.earshot.app.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Asterisk's extension patterns, read as regular expressions.
 *
 * <pre>
 *   X   0-9        [15-7]  one of these       .   one or more of anything, last
 *   Z   1-9        -       read over          !   none or more of anything, last
 *   N   2-9        other   itself
 * </pre>
 */
final class AsteriskPattern {
  private AsteriskPattern() {}

  /** {@code text} begins with an underscore. Throws IllegalArgumentException with what is wrong. */
  static Pattern toRegex(String text) {
    var regex = new StringBuilder("\\A");
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case 'X', 'x' -> regex.append("[0-9]");
        case 'Z', 'z' -> regex.append("[1-9]");
        case 'N', 'n' -> regex.append("[2-9]");
        case '.', '!' -> regex.append(wildcard(text, i));
        case '-', ' ' -> { }
        case '[' -> i = appendClass(text, i, regex);
        case ']' -> throw new IllegalArgumentException("has a ] without its [ at character " + (i + 1));
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    if (regex.length() == 2) {
      throw new IllegalArgumentException("has nothing after its underscore");
    }
    return Pattern.compile(regex.append("\\z").toString());
  }

  private static String wildcard(String text, int at) {
    if (at != text.length() - 1) {
      throw new IllegalArgumentException("has something after its " + text.charAt(at) + ", which must come last");
    }
    return text.charAt(at) == '.' ? ".+" : ".*";
  }

  /** Appends the class that begins at {@code open}; where its bracket closes. */
  private static int appendClass(String text, int open, StringBuilder regex) {
    int close = text.indexOf(']', open);
    if (close < 0) {
      throw new IllegalArgumentException("has a [ without its ] at character " + (open + 1));
    }
    String members = text.substring(open + 1, close);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("has an empty [] at character " + (open + 1));
    }
    String escaped = members.replaceAll("([\\[\\\\^&])", "\\\\$1");
    try {
      regex.append(Pattern.compile("[" + escaped + "]").pattern());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("has a wrong range in [" + members + "]", e);
    }
    return close;
  }

  /** The fixed part and what may follow: {@code 9, a digit 2-9, 6 digits}. */
  static String explain(String text) {
    List<String> parts = new ArrayList<>();
    for (int i = 1; i < text.length();) {
      int end = endOfRun(text, i);
      parts.add(describe(text.substring(i, end)));
      i = end;
    }
    parts.removeIf(String::isEmpty);
    return "Asterisk pattern: " + String.join(", ", parts);
  }

  /** A run is of one kind: equal wildcards, one class, or plain characters. */
  private static int endOfRun(String text, int start) {
    if (text.charAt(start) == '[') {
      return text.indexOf(']', start) + 1;
    }
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != '[' && kind(text.charAt(end)) == kind(text.charAt(start))) {
      end++;
    }
    return end;
  }

  private static char kind(char c) {
    return switch (c) {
      case 'X', 'x', 'Z', 'z', 'N', 'n' -> Character.toUpperCase(c);
      case '.', '!', '-', ' ' -> c;
      default -> 'c';
    };
  }

  private static String describe(String run) {
    return switch (kind(run.charAt(0))) {
      case 'X' -> digits(run.length(), "0-9");
      case 'Z' -> digits(run.length(), "1-9");
      case 'N' -> digits(run.length(), "2-9");
      case '.' -> "then one or more of anything";
      case '!' -> "then anything or nothing";
      case '-', ' ' -> "";
      default -> run.startsWith("[") ? "one of " + run : "\"" + run + "\"";
    };
  }

  private static String digits(int count, String range) {
    return count == 1 ? "a digit " + range : count + " digits " + range;
  }
}
