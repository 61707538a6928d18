package org.earshot.app.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.earshot.app.config.YamlNode.Place;

/** Collects what is wrong while a configuration is read, so that the operator learns all of it at once. */
final class Problems {
  private static final Comparator<ConfigProblem> AS_IN_FILE =
      Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column);

  private final List<ConfigProblem> errors = new ArrayList<>();
  private final List<ConfigProblem> warnings = new ArrayList<>();

  void error(Place place, String key, String message) {
    errors.add(ConfigProblem.at(place, key, message));
  }

  void warn(Place place, String key, String message) {
    warnings.add(ConfigProblem.at(place, key, message));
  }

  int errors() {
    return errors.size();
  }

  List<ConfigProblem> warnings() {
    return warnings.stream().sorted(AS_IN_FILE).toList();
  }

  void throwIfAny() throws ConfigException {
    if (!errors.isEmpty()) {
      throw new ConfigException(errors.stream().sorted(AS_IN_FILE).toList());
    }
  }
}
