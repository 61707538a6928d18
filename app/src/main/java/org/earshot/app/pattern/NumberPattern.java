package org.earshot.app.pattern;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A compiled {@code match} of a route: a regular expression, or an Asterisk pattern where it begins with {@code _}. */
public final class NumberPattern {
  /** Longer than any number or name one dials; what is longer matches nothing. */
  public static final int DIALLED_CHARS_MAX = 128;

  private final String text;
  private final Pattern pattern;

  private NumberPattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /** Throws IllegalArgumentException with what is wrong, in one line. */
  public static NumberPattern compile(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty pattern would match every number; write ^ to mean that");
    }
    if (text.startsWith("_")) {
      return new NumberPattern(text, AsteriskPattern.toRegex(text));
    }
    try {
      return new NumberPattern(text, Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? ""
          : e.getIndex() >= text.length() ? " at its end" : " at character " + (e.getIndex() + 1);
      throw new IllegalArgumentException("is no regular expression: " + e.getDescription() + where, e);
    }
  }

  /** The match of a number, for {@link Rewrite}; empty where it does not fit, is too long or holds control characters. */
  public Optional<NumberMatch> match(String dialled) {
    // A lone $ also matches before a line's end, and a line's end in a number is an attempt to write headers.
    if (dialled.length() > DIALLED_CHARS_MAX || dialled.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(new BoundedText(dialled));
    try {
      return matcher.find() ? Optional.of(new NumberMatch(dialled, matcher.toMatchResult())) : Optional.empty();
    } catch (BoundedText.Exhausted | StackOverflowError _) {
      return Optional.empty();
    }
  }

  /** Whether an Asterisk pattern would match with more digits: what is dialled is a proper beginning of a number. */
  public boolean wantsMore(String dialled) {
    if (!isAsterisk() || dialled.isEmpty() || dialled.length() >= DIALLED_CHARS_MAX) {
      return false;
    }
    Matcher matcher = pattern.matcher(dialled);
    return !matcher.matches() && matcher.hitEnd();
  }

  /** Whether the pattern is Asterisk's. */
  public boolean isAsterisk() {
    return text.startsWith("_");
  }

  int groups() {
    return pattern.matcher("").groupCount();
  }

  boolean hasGroup(String name) {
    return pattern.namedGroups().containsKey(name);
  }

  /** What it matches, in words for the operator. */
  public String explain() {
    if (isAsterisk()) {
      return AsteriskPattern.explain(text);
    }
    boolean begins = text.startsWith("^");
    boolean ends = text.endsWith("$") && !text.endsWith("\\$");
    return "regular expression on "
        + (begins && ends ? "the whole number" : begins ? "the number's start" : ends ? "the number's end"
        : "any part of the number");
  }

  @Override
  public String toString() {
    return text;
  }
}
