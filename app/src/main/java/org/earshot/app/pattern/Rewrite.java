package org.earshot.app.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled {@code rewrite} of a route.
 *
 * <pre>
 *   $0, $1 .. $9    the whole number; a group of the expression        $$   a dollar
 *   ${name}         a named group
 *   ${EXTEN}, ${EXTEN:1}, ${EXTEN:-4}, ${EXTEN:1:3}    as in Asterisk: from an offset, so many characters
 * </pre>
 */
public final class Rewrite {
  /** As dialled. */
  public static final Rewrite NONE = new Rewrite("$0", List.of(match -> match.group(0)));

  private static final Pattern REFERENCE = Pattern.compile(
      "\\$(?:(?<dollar>\\$)|(?<group>[0-9])|\\{EXTEN(?::(?<offset>-?[0-9]{1,3})(?::(?<length>-?[0-9]{1,3}))?)?}"
          + "|\\{(?<name>[A-Za-z][A-Za-z0-9]*)})");

  private final String text;
  private final List<Part> parts;

  private Rewrite(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /** Throws IllegalArgumentException with what is wrong: a reference that {@code pattern} cannot fill, most often. */
  public static Rewrite compile(String text, NumberPattern pattern) {
    var parts = new ArrayList<Part>();
    Matcher reference = REFERENCE.matcher(text);
    int done = 0;
    while (reference.find()) {
      literal(text.substring(done, reference.start()), parts);
      parts.add(part(reference, pattern));
      done = reference.end();
    }
    literal(text.substring(done), parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("is empty; leave it out to dial the number as it is");
    }
    return new Rewrite(text, List.copyOf(parts));
  }

  /** The number to dial; empty text where nothing is left of it. */
  public String apply(NumberMatch match) {
    var out = new StringBuilder();
    parts.forEach(part -> out.append(part.of(match)));
    return out.toString();
  }

  private static void literal(String text, List<Part> parts) {
    if (text.contains("$")) {
      throw new IllegalArgumentException("has a $ that refers to nothing; $1, ${EXTEN:1} and $$ are known");
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("holds a space or a control character");
    }
    if (!text.isEmpty()) {
      parts.add(_ -> text);
    }
  }

  private static Part part(Matcher reference, NumberPattern pattern) {
    if (reference.group("dollar") != null) {
      return _ -> "$";
    }
    if (reference.group("group") != null) {
      return group(Integer.parseInt(reference.group("group")), pattern);
    }
    String name = reference.group("name");
    if (name != null) {
      if (!pattern.hasGroup(name)) {
        throw new IllegalArgumentException("${" + name + "}: " + pattern + " has no group of that name");
      }
      return match -> match.group(name);
    }
    String offset = reference.group("offset");
    String length = reference.group("length");
    return match -> slice(match.dialled(), offset == null ? 0 : Integer.parseInt(offset),
        length == null ? Integer.MAX_VALUE : Integer.parseInt(length));
  }

  private static Part group(int index, NumberPattern pattern) {
    if (index > pattern.groups()) {
      throw new IllegalArgumentException("$" + index + ": " + pattern + " has "
          + (pattern.groups() == 0 ? "no groups" : pattern.groups() + " group(s)")
          + (pattern.isAsterisk() ? "; use ${EXTEN:1} to drop the first digit" : ""));
    }
    return match -> match.group(index);
  }

  /** Asterisk's substring: a negative offset counts from the end, a negative length leaves out so many at the end. */
  static String slice(String text, int offset, int length) {
    int start = offset < 0 ? Math.max(0, text.length() + offset) : Math.min(offset, text.length());
    long end = length < 0 ? (long) text.length() + length : (long) start + length;
    return text.substring(start, (int) Math.max(start, Math.min(end, text.length())));
  }

  @Override
  public String toString() {
    return text;
  }

  private interface Part {
    String of(NumberMatch match);
  }
}
