package org.earshot.app.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a section by the components of a record that another module owns: the detector gains a threshold without a
 * change here. Keys may be written with dashes or, as in Asterisk's files, with underscores.
 */
final class RecordReader {
  private final Map<String, String> otherNames;

  /** @param otherNames keys as some write them, to the component's own with dashes */
  RecordReader(Map<String, String> otherNames) {
    this.otherNames = otherNames;
  }

  /** A record like {@code defaults} with what the section says in place of its values. */
  <R extends Record> R read(Section section, R defaults) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Map<String, String> written = asWritten(section, components);
    int before = section.problemsSoFar();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      Object byDefault = valueOf(components[i], defaults);
      String key = key(components[i]);
      values[i] = byDefault instanceof Record nested
          ? section.section(key).<Record>read(inner -> read(inner, nested))
          : scalar(section, key, written).map(value -> typed(value, byDefault)).orElse(byDefault);
    }
    return section.problemsSoFar() > before ? defaults : create(section, defaults, components, values);
  }

  static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Key with dashes to the spelling with underscores, where the section has that. */
  private Map<String, String> asWritten(Section section, RecordComponent[] components) {
    Set<String> known = Arrays.stream(components).map(RecordReader::key).collect(Collectors.toSet());
    return section.keys().stream().filter(key -> !known.contains(key) && known.contains(withDashes(key)))
        .collect(Collectors.toMap(this::withDashes, key -> key, (_, last) -> last));
  }

  private String withDashes(String key) {
    return otherNames.getOrDefault(key, key.replace('_', '-'));
  }

  /** Reference and operator may spell one key differently; then the other spelling is the operator's. */
  private static Optional<Value> scalar(Section section, String key, Map<String, String> written) {
    Optional<Value> plain = section.optional(key);
    return Optional.ofNullable(written.get(key)).flatMap(section::optional).or(() -> plain);
  }

  private static Object typed(Value value, Object byDefault) {
    return switch (byDefault) {
      case Integer _ -> value.integer(0, Integer.MAX_VALUE);
      case Double _ -> value.as(RecordReader::decimal);
      case Boolean _ -> value.as(RecordReader::yesOrNo);
      case Enum<?> constant -> value.as(text -> constant(constant.getDeclaringClass(), text));
      default -> throw new IllegalStateException("a configuration cannot hold " + byDefault.getClass() + " yet");
    };
  }

  private static Double decimal(String text) {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      throw new IllegalArgumentException("\"" + text + "\" is not a number such as 0.5");
    }
    return Double.valueOf(text);
  }

  private static Boolean yesOrNo(String text) {
    if (!List.of("true", "false").contains(text)) {
      throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
    }
    return Boolean.valueOf(text);
  }

  private static Object constant(Class<? extends Enum<?>> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text.replace('-', '_'))).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is none of "
            + Arrays.stream(type.getEnumConstants()).map(Enum::name).map(RecordReader::word)
                .collect(Collectors.joining(", "))));
  }

  static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }

  private static <R extends Record> R create(Section section, R like, RecordComponent[] components, Object[] values) {
    Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      @SuppressWarnings("unchecked")
      Class<R> type = (Class<R>) like.getClass();
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      section.refuse(String.valueOf(e.getCause().getMessage()));
      return like;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(like.getClass() + " is not as its components say", e);
    }
  }
}
