package org.earshot.app.pattern;

import java.util.Optional;
import java.util.regex.MatchResult;

/** A number that fits a pattern, with the parts that the pattern's groups took. */
public record NumberMatch(String dialled, MatchResult groups) {

  /** Group 0 is the whole number, also where the expression matched a part of it. */
  String group(int index) {
    return index == 0 ? dialled : Optional.ofNullable(groups.group(index)).orElse("");
  }

  String group(String name) {
    return Optional.ofNullable(groups.group(name)).orElse("");
  }
}
