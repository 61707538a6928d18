package org.earshot.app.config;

import java.util.Set;
import java.util.stream.Collectors;

/** A set of final SIP statuses as an operator writes it: single ones ({@code 408}) and whole classes ({@code 5xx}). Immutable. */
public record Statuses(Set<String> words) {

  public Statuses {
    words = words.stream().map(Statuses::checked).collect(Collectors.toUnmodifiableSet());
  }

  public static Statuses of(String... words) {
    return new Statuses(Set.of(words));
  }

  static String checked(String word) {
    if (!word.matches("[45]([0-9][0-9]|xx)")) {
      throw new IllegalArgumentException("\"" + word + "\" is no status to go on after: 400 to 599, 4xx or 5xx");
    }
    return word;
  }

  public boolean contains(int status) {
    return words.contains(Integer.toString(status)) || words.contains(status / 100 + "xx");
  }

  /** In order, for people. */
  @Override
  public String toString() {
    return words.isEmpty() ? "no answer" : words.stream().sorted().collect(Collectors.joining(", "));
  }
}
