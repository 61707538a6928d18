package org.earshot.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.earshot.app.config.YamlNode.Mapping;
import org.earshot.app.config.YamlNode.Place;

/** Reads configurations: the operator's file merged over {@code reference.yaml}. */
public final class ConfigLoader {
  static final String REFERENCE = "reference.yaml";

  private final Map<String, String> environment;
  private final EphemeralPorts ephemeral;

  /** For this machine and this process's environment. */
  public ConfigLoader() {
    this(System.getenv(), EphemeralPorts.ofThisMachine());
  }

  ConfigLoader(Map<String, String> environment, EphemeralPorts ephemeral) {
    this.environment = Map.copyOf(environment);
    this.ephemeral = ephemeral;
  }

  /** A configuration that can be used, and what the operator should know of it all the same. */
  public record Loaded(ServerConfig config, List<ConfigProblem> warnings) {}

  /** Throws with everything that is wrong. */
  public Loaded load(Path file) throws ConfigException {
    return load(file.toString(), read(file));
  }

  /** The defaults alone. */
  public ServerConfig defaults() throws ConfigException {
    return load(REFERENCE, "").config();
  }

  Loaded load(String name, String text) throws ConfigException {
    var problems = new Problems();
    Mapping written = YamlReader.read(name, text, problems);
    problems.throwIfAny();
    Mapping merged = reference(problems).mergedWith(written);
    ServerConfig config = new Section("", merged, problems, environment).read(new ConfigReader(ephemeral)::server);
    problems.throwIfAny();
    return new Loaded(config, problems.warnings());
  }

  private static Mapping reference(Problems problems) {
    try (InputStream in = ConfigLoader.class.getResourceAsStream(REFERENCE)) {
      return YamlReader.read(REFERENCE, new String(in.readAllBytes(), StandardCharsets.UTF_8), problems);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + REFERENCE + " of this program", e);
    }
  }

  private static String read(Path file) throws ConfigException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      throw unreadable(file, "there is no such file");
    } catch (CharacterCodingException _) {
      throw unreadable(file, "is not text in UTF-8");
    } catch (IOException e) {
      throw unreadable(file, Files.isDirectory(file) ? "is a directory" : "cannot be read: " + e.getMessage());
    }
  }

  private static ConfigException unreadable(Path file, String why) {
    return new ConfigException(List.of(ConfigProblem.at(new Place(file.toString(), 0, 0), "", why)));
  }
}
