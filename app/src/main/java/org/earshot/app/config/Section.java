package org.earshot.app.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.earshot.app.config.YamlNode.Field;
import org.earshot.app.config.YamlNode.Mapping;
import org.earshot.app.config.YamlNode.Nothing;
import org.earshot.app.config.YamlNode.Place;
import org.earshot.app.config.YamlNode.Scalar;
import org.earshot.app.config.YamlNode.Sequence;

/**
 * One mapping of the configuration while it is read. It remembers which keys were asked for; the others are unknown.
 *
 * <p>What is wrong is collected, and a null or a bound stands for the wrong value until the reader gives up.
 */
final class Section {
  private final String path;
  private final Mapping mapping;
  private final Problems problems;
  private final Map<String, String> environment;
  private final Set<String> asked = new LinkedHashSet<>();

  Section(String path, Mapping mapping, Problems problems, Map<String, String> environment) {
    this.path = path;
    this.mapping = mapping;
    this.problems = problems;
    this.environment = environment;
  }

  Section section(String key) {
    return asMapping(path(key), find(key).orElseGet(() -> new Nothing(mapping.place())), Optional.empty());
  }

  /** A list of mappings; each item is merged over {@code defaults}. */
  List<Section> sections(String key, Mapping defaults) {
    var sections = new ArrayList<Section>();
    for (YamlNode item : items(key)) {
      sections.add(asMapping(path(key) + "[" + sections.size() + "]", item, Optional.of(defaults)));
    }
    return sections;
  }

  /** A list of mappings, or of plain values that stand for the mapping {@code only: value}; one alone is a list of one. */
  List<Section> sectionsOrValues(String key, String only) {
    YamlNode found = find(key).orElse(null);
    List<YamlNode> items = found instanceof Scalar single ? List.of(single) : items(key);
    var sections = new ArrayList<Section>();
    for (YamlNode item : items) {
      YamlNode mapping = item instanceof Scalar value
          ? new Mapping(value.place(), Map.of(only, new Field(value.place(), value))) : item;
      sections.add(asMapping(path(key) + "[" + sections.size() + "]", mapping, Optional.empty()));
    }
    return sections;
  }

  /** The value of a key that must be there; empty, and a problem, where it is not. */
  Optional<Value> required(String key) {
    Optional<Value> value = optional(key);
    if (value.isEmpty() && find(key).filter(node -> !(node instanceof Nothing)).isEmpty()) {
      Place place = find(key).map(YamlNode::place).orElse(mapping.place());
      problems.error(place, path(key), find(key).isPresent() ? "has no value" : "is missing");
    }
    return value;
  }

  Optional<Value> optional(String key) {
    return find(key).flatMap(node -> scalar(path(key), node));
  }

  /** A list of plain values; one value alone is a list of one. */
  List<Value> values(String key) {
    var values = new ArrayList<Value>();
    if (find(key).orElse(null) instanceof Scalar single) {
      scalar(path(key), single).ifPresent(values::add);
      return values;
    }
    List<YamlNode> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      scalar(path(key) + "[" + i + "]", items.get(i)).ifPresent(values::add);
    }
    return values;
  }

  /** The mapping of {@code key} as it stands, to merge items over. */
  Mapping rawMapping(String key) {
    return section(key).mapping;
  }

  boolean has(String key) {
    return find(key).filter(node -> !(node instanceof Nothing)).isPresent();
  }

  /** Whether the operator wrote the value: not a default. */
  boolean isWritten(String key) {
    return find(key).filter(node -> !node.place().file().equals(ConfigLoader.REFERENCE)).isPresent();
  }

  void error(String key, String message) {
    problems.error(placeOf(key), path(key), message);
  }

  /** What is wrong with the section as a whole. */
  void refuse(String message) {
    problems.error(mapping.place(), path, message);
  }

  void warn(String key, String message) {
    problems.warn(placeOf(key), path(key), message);
  }

  /** The value's own, or the section's where the value is a default: the operator can mend his own file only. */
  private Place placeOf(String key) {
    return find(key).map(YamlNode::place).filter(place -> place.file().equals(mapping.place().file()))
        .orElse(mapping.place());
  }

  Set<String> keys() {
    return mapping.fields().keySet();
  }

  int problemsSoFar() {
    return problems.errors();
  }

  /** To be called last: whatever was not asked for is unknown. */
  void done() {
    mapping.fields().forEach((key, field) -> {
      if (!asked.contains(key)) {
        String hint = Spelling.nearest(key, asked).map(near -> "; did you mean " + near + "?").orElse("");
        problems.error(field.keyPlace(), path(key), "unknown key" + hint);
      }
    });
  }

  /** Reads this section by {@code reader} and refuses the keys that it did not ask for. */
  <T> T read(Function<Section, T> reader) {
    T result = reader.apply(this);
    done();
    return result;
  }

  private Optional<YamlNode> find(String key) {
    asked.add(key);
    return Optional.ofNullable(mapping.fields().get(key)).map(Field::value);
  }

  private List<YamlNode> items(String key) {
    return switch (find(key).orElseGet(() -> new Nothing(mapping.place()))) {
      case Sequence sequence -> sequence.items();
      case Nothing _ -> List.of();
      case Mapping other -> wrongKind(other.place(), path(key), "a list is expected here, each item after a dash");
      case Scalar other -> wrongKind(other.place(), path(key), "a list is expected here, each item after a dash");
    };
  }

  private List<YamlNode> wrongKind(Place place, String where, String message) {
    problems.error(place, where, message);
    return List.of();
  }

  private Section asMapping(String where, YamlNode node, Optional<Mapping> defaults) {
    Mapping found = switch (node) {
      case Mapping given -> given;
      case Nothing nothing -> new Mapping(nothing.place(), Map.of());
      case Sequence other -> noMapping(where, other.place());
      case Scalar other -> noMapping(where, other.place());
    };
    return new Section(where, defaults.map(under -> under.mergedWith(found)).orElse(found), problems, environment);
  }

  private Mapping noMapping(String where, Place place) {
    problems.error(place, where, "keys and values are expected here");
    return new Mapping(place, Map.of());
  }

  private Optional<Value> scalar(String where, YamlNode node) {
    return switch (node) {
      case Scalar scalar -> Value.of(where, scalar, problems, environment);
      case Nothing _ -> Optional.empty();
      case Mapping other -> noScalar(where, other.place());
      case Sequence other -> noScalar(where, other.place());
    };
  }

  private Optional<Value> noScalar(String where, Place place) {
    problems.error(place, where, "one plain value is expected here");
    return Optional.empty();
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
