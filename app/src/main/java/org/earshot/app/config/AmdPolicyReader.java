package org.earshot.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.config.AmdPolicy.Unsure;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.audio.PromptCache;

/** The keys of a user and a route that say what becomes of the detector's word. */
final class AmdPolicyReader {
  private static final PromptCache FILES = new PromptCache();

  private AmdPolicyReader() {}

  /** {@code profiles}: thresholds by name. */
  static AmdPolicy read(Section section, Map<String, AmdConfig> profiles) {
    var policy = new AmdPolicy(DialReader.word(section, "amd", Amd.values(), Amd.OFF),
        DialReader.word(section, "unsure", Unsure.values(), Unsure.HUMAN), audio(section, "prompt"),
        audio(section, "message"),
        ConfigReader.oneOf(section, "message-caller", List.of("stay", "hang-up")).equals("hang-up"),
        profile(section, profiles));
    if (policy.screens() && policy.prompt().isEmpty()) {
      section.error("prompt", "is missing: the file that those are played who are screened");
    }
    if (policy.amd() == Amd.DROP && policy.message().isEmpty()) {
      section.error("message", "is missing: the file that amd: drop leaves with machines");
    }
    return policy;
  }

  private static Optional<AmdConfig> profile(Section section, Map<String, AmdConfig> profiles) {
    Optional<Value> name = section.optional("amd-profile");
    name.filter(given -> !profiles.containsKey(given.text())).ifPresent(given -> given.error("there is no profile "
        + given.text() + " in amd.profiles"
        + Spelling.nearest(given.text(), profiles.keySet()).map(near -> "; did you mean " + near + "?").orElse("")));
    return name.map(given -> profiles.get(given.text()));
  }

  /** A file that can be played: better found out now than in the call. */
  private static Optional<Path> audio(Section section, String key) {
    Optional<Value> value = section.optional(key);
    value.ifPresent(given -> unplayable(Path.of(given.text())).ifPresent(why -> given.error(given.text() + " " + why)));
    return value.map(Value::text).map(Path::of);
  }

  private static Optional<String> unplayable(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.of("is no file that can be read");
    }
    try {
      FILES.get(file);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("cannot be played: " + e.getMessage());
    }
  }
}
