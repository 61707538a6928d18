package org.earshot.app.config;

import org.earshot.app.config.YamlNode.Place;

/** One thing wrong, or worth a warning, in a configuration. {@code key} as {@code trunks[0].accept-from}, or empty. */
public record ConfigProblem(String file, int line, int column, String key, String message) {

  static ConfigProblem at(Place place, String key, String message) {
    return new ConfigProblem(place.file(), place.line(), place.column(), key, message);
  }

  /** In one line: {@code earshot.yaml:12:5: trunks[0].acept-from: unknown key; did you mean accept-from?} */
  @Override
  public String toString() {
    String where = line == 0 ? file : file + ":" + line + ":" + column;
    return where + ": " + (key.isEmpty() ? "" : key + ": ") + message.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
