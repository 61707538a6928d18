package org.earshot.app.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.earshot.app.config.YamlNode.Place;
import org.earshot.app.config.YamlNode.Scalar;

/** One plain value while it is read, with its key and its place. */
final class Value {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([^}]*)}");

  private final String path;
  private final Place place;
  private final String text;
  private final Problems problems;

  private Value(String path, Place place, String text, Problems problems) {
    this.path = path;
    this.place = place;
    this.text = text;
    this.problems = problems;
  }

  /** Puts environment variables in; empty, and a problem, where one is not set. */
  static Optional<Value> of(String path, Scalar scalar, Problems problems, Map<String, String> environment) {
    Matcher reference = REFERENCE.matcher(scalar.text());
    var text = new StringBuilder();
    while (reference.find()) {
      String value = environment.get(reference.group(1));
      if (value == null) {
        problems.error(scalar.place(), path, "environment variable " + reference.group(1) + " is not set");
        return Optional.empty();
      }
      reference.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    reference.appendTail(text);
    return Optional.of(new Value(path, scalar.place(), text.toString(), problems));
  }

  String text() {
    return text;
  }

  void error(String message) {
    problems.error(place, path, message);
  }

  void warn(String message) {
    problems.warn(place, path, message);
  }

  /** Text that may not be empty. */
  String word() {
    if (text.isBlank()) {
      error("is empty");
    }
    return text;
  }

  /** What {@code parser} makes of it; null, and a problem, where it throws IllegalArgumentException. */
  <T> T as(Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      error(e.getMessage());
      return null;
    }
  }

  int integer(int min, int max) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
      error(value + " is not between " + min + " and " + max);
    } catch (NumberFormatException _) {
      error("\"" + text + "\" is not a whole number");
    }
    return min;
  }

  Duration duration(Duration min, Duration max) {
    Duration value = as(Durations::parse);
    if (value == null) {
      return min;
    }
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      error(text + " is not between " + Durations.format(min) + " and " + Durations.format(max));
    }
    return value;
  }
}
