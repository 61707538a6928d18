package org.earshot.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in order, values unparsed. Names are the long ones and compare without regard to case. Immutable. */
public record Headers(List<Field> fields) {
  public static final Headers NONE = new Headers(List.of());

  /** One header field line. */
  public record Field(String name, String value) {}

  public Headers {
    fields = List.copyOf(fields);
  }

  /** Headers from name, value, name, value and so on. */
  public static Headers of(String... namesAndValues) {
    var fields = new ArrayList<Field>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Headers(fields);
  }

  /** The first value under that name. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return Optional.of(field.value);
      }
    }
    return Optional.empty();
  }

  /** All values under that name, in order; a comma-separated line stays one value. */
  public List<String> all(String name) {
    return fields.stream().filter(field -> field.name.equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /** Whether a comma-separated list (Allow, Supported, Require) has that word; words compare without regard to case. */
  public boolean lists(String name, String word) {
    for (String value : all(name)) {
      for (String each : value.split(",")) {
        if (each.strip().equalsIgnoreCase(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** These headers and one more at the end. */
  public Headers with(String name, String value) {
    var more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more);
  }
}
