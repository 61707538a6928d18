package org.earshot.app.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.earshot.app.config.YamlNode.Field;
import org.earshot.app.config.YamlNode.Mapping;
import org.earshot.app.config.YamlNode.Nothing;
import org.earshot.app.config.YamlNode.Place;
import org.earshot.app.config.YamlNode.Scalar;
import org.earshot.app.config.YamlNode.Sequence;

/** YAML text to nodes that know their places. Data-binding would lose the places, and stop at the first mistake. */
final class YamlReader {
  private final String file;
  private final Problems problems;
  private final YAMLParser parser;

  private YamlReader(String file, String text, Problems problems) throws IOException {
    this.file = file;
    this.problems = problems;
    this.parser = new YAMLFactory().createParser(text);
  }

  /** The file's one document; an empty mapping where there is none or it cannot be read. */
  static Mapping read(String file, String text, Problems problems) {
    Place start = new Place(file, 1, 1);
    try {
      return new YamlReader(file, text, problems).document(start);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      problems.error(at == null ? start : new Place(file, at.getLineNr(), at.getColumnNr()), "",
          "is not YAML: " + firstSentence(e.getOriginalMessage()));
    } catch (IOException e) {
      problems.error(start, "", "cannot be read: " + e.getMessage());
    }
    return new Mapping(start, new LinkedHashMap<>());
  }

  private Mapping document(Place start) throws IOException {
    YamlNode root = parser.nextToken() == null ? new Nothing(start) : node("");
    if (parser.nextToken() != null) {
      problems.error(place(), "", "a second document begins here; one file is one document");
    }
    return switch (root) {
      case Mapping mapping -> mapping;
      case Nothing nothing -> new Mapping(nothing.place(), new LinkedHashMap<>());
      case Sequence _, Scalar _ -> {
        problems.error(root.place(), "", "keys such as sip: and users: are expected here");
        yield new Mapping(start, new LinkedHashMap<>());
      }
    };
  }

  /** The node at the current token; leaves the parser at the node's last token. */
  private YamlNode node(String path) throws IOException {
    Place place = place();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(path, place);
      case START_ARRAY -> sequence(path, place);
      case VALUE_NULL -> new Nothing(place);
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_EMBEDDED_OBJECT ->
          scalar(path, place);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME ->
          throw new IllegalStateException("the YAML parser told " + parser.currentToken() + " out of turn");
    };
  }

  private Mapping mapping(String path, Place place) throws IOException {
    var fields = new LinkedHashMap<String, Field>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Place keyPlace = place();
      String key = parser.currentName();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      parser.nextToken();
      Field before = fields.get(key);
      if (before != null) {
        problems.error(keyPlace, keyPath, "is there twice; first on line " + before.keyPlace().line());
      }
      fields.put(key, new Field(keyPlace, node(keyPath)));
    }
    return new Mapping(place, fields);
  }

  private Sequence sequence(String path, Place place) throws IOException {
    var items = new ArrayList<YamlNode>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path + "[" + items.size() + "]"));
    }
    return new Sequence(place, items);
  }

  private Scalar scalar(String path, Place place) throws IOException {
    if (parser.isCurrentAlias()) {
      problems.error(place, path, "*" + parser.getText() + ": aliases are not read; write the value again");
    }
    return new Scalar(place, parser.getText());
  }

  private Place place() {
    JsonLocation at = parser.currentTokenLocation();
    return new Place(file, at.getLineNr(), at.getColumnNr());
  }

  /** SnakeYAML draws the line and a caret below its sentence. */
  private static String firstSentence(String message) {
    var words = new StringBuilder();
    for (String line : message.replaceAll(", got this instead.*", "").split("\\R")) {
      if (line.startsWith(" in ") || line.startsWith("    ")) {
        continue;
      }
      words.append(words.isEmpty() ? "" : ", ").append(line.strip());
    }
    return words.toString();
  }
}
