package org.earshot.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML file, and where it stands. */
sealed interface YamlNode {
  Place place();

  /** Lines and columns count from 1. */
  record Place(String file, int line, int column) {}

  record Mapping(Place place, Map<String, Field> fields) implements YamlNode {
    /** This mapping with {@code over}'s values in place of its own: mappings are merged, all else is replaced. */
    Mapping mergedWith(Mapping over) {
      var merged = new LinkedHashMap<>(fields);
      over.fields.forEach((key, field) -> merged.merge(key, field, Field::mergedWith));
      return new Mapping(over.place, merged);
    }
  }

  record Sequence(Place place, List<YamlNode> items) implements YamlNode {}

  /** Its text as written, so that {@code off}, {@code 007} and {@code 1e3} stay what they are. */
  record Scalar(Place place, String text) implements YamlNode {}

  /** A key without a value, {@code null} or {@code ~}. */
  record Nothing(Place place) implements YamlNode {}

  record Field(Place keyPlace, YamlNode value) {
    private Field mergedWith(Field over) {
      return switch (over.value) {
        case Mapping theirs when value instanceof Mapping ours -> new Field(over.keyPlace, ours.mergedWith(theirs));
        case Nothing _ when value instanceof Mapping || value instanceof Sequence -> this;
        case Mapping _, Sequence _, Scalar _, Nothing _ -> over;
      };
    }
  }
}
