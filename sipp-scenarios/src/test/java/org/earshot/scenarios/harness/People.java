package org.earshot.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who calls and who is called: lib/users.csv. */
public final class People {

  /** A user or a trunk's peer; a trunk has no password. */
  public record Person(String name, String password, String address) {}

  private static final Map<String, Person> BY_NAME = read();

  private People() {}

  public static Person named(String name) {
    Person person = BY_NAME.get(name);
    if (person == null) {
      throw new IllegalArgumentException(name + " is not in lib/users.csv");
    }
    return person;
  }

  private static Map<String, Person> read() {
    try (var lines = Files.lines(Site.MODULE.resolve("lib/users.csv"))) {
      // the first line tells SIPp the order to read in
      return lines.skip(1).filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(";", -1))
          .map(fields -> new Person(fields[0], fields[1], fields[2]))
          .collect(Collectors.toMap(Person::name, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
