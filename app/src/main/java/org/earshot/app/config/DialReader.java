package org.earshot.app.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Hunting;
import org.earshot.app.config.ServerConfig.Dtmf;
import org.earshot.app.config.ServerConfig.MediaPolicy;
import org.earshot.app.config.ServerConfig.Route;
import org.earshot.app.config.ServerConfig.Srtp;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.app.config.YamlNode.Mapping;
import org.earshot.app.pattern.NumberPattern;
import org.earshot.app.pattern.Rewrite;
import org.earshot.media.amd.AmdConfig;

/** Whom the server serves: users, trunks and routes, and whether they fit together. */
record DialReader(List<User> users, List<Trunk> trunks, List<Route> routes) {

  /** {@code profiles}: of the detector, by name. */
  static DialReader read(Section root, Map<String, AmdConfig> profiles) {
    Section defaults = root.section("defaults");
    Mapping user = defaults.rawMapping("user");
    Mapping trunk = defaults.rawMapping("trunk");
    Mapping route = defaults.rawMapping("route");
    defaults.section("destination"); // of security, and read there
    defaults.done();
    List<User> users = users(root.sections("users", user), profiles);
    List<Trunk> trunks = trunks(root.sections("trunks", trunk), users);
    Set<String> known = trunks.stream().map(Trunk::name).collect(Collectors.toCollection(HashSet::new));
    users.forEach(one -> known.add(one.name()));
    return new DialReader(users, trunks, routes(root.sections("routes", route), known, profiles));
  }

  private static List<User> users(List<Section> sections, Map<String, AmdConfig> profiles) {
    Set<String> names = new HashSet<>();
    return sections.stream().map(section -> section.read(user -> new User(name(user, names),
        user.required("password").map(Value::word).orElse(""), AmdPolicyReader.read(user, profiles), media(user),
        user.section("limits").read(TrunkReader::limits), PassHeaders.read(user)))).toList();
  }

  /** A route's target is one or the other, so that no trunk may have a user's name. */
  private static List<Trunk> trunks(List<Section> sections, List<User> users) {
    Set<String> names = users.stream().map(User::name).collect(Collectors.toCollection(HashSet::new));
    Map<Cidr, String> blocks = new HashMap<>();
    return sections.stream().map(section -> section.read(trunk -> TrunkReader.read(trunk, names, blocks))).toList();
  }

  static MediaPolicy media(Section section) {
    return new MediaPolicy(word(section, "srtp", Srtp.values(), Srtp.ACCEPT),
        word(section, "dtmf", Dtmf.values(), Dtmf.AUTO));
  }

  /** One of the words of an enumeration, with dashes. */
  static <E extends Enum<E>> E word(Section section, String key, E[] all, E byDefault) {
    return section.required(key).map(value -> value.<E>as(text -> Arrays.stream(all)
        .filter(one -> RecordReader.word(one.name()).equals(text)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is none of " + Arrays.stream(all)
            .map(one -> RecordReader.word(one.name())).collect(Collectors.joining(", ")))))).orElse(byDefault);
  }

  private static List<Route> routes(List<Section> sections, Set<String> known,
                                    Map<String, AmdConfig> profiles) {
    Map<String, String> seen = new HashMap<>();
    return sections.stream().map(section -> section.read(route -> route(route, known, seen, profiles))).toList();
  }

  private static Route route(Section section, Set<String> known, Map<String, String> seen,
                             Map<String, AmdConfig> profiles) {
    Optional<Value> match = section.required("match");
    NumberPattern pattern = match.map(value -> value.<NumberPattern>as(NumberPattern::compile)).orElse(null);
    match.filter(value -> seen.putIfAbsent(value.text(), "") != null)
        .ifPresent(value -> value.warn("is never reached: a route above has the same pattern"));
    Optional<Value> rewrite = section.optional("rewrite");
    if (pattern != null) {
      rewrite.ifPresent(value -> value.as(text -> Rewrite.compile(text, pattern)));
    }
    AmdPolicy amd = AmdPolicyReader.read(section, profiles);
    return new Route(match.map(Value::text).orElse(""), targets(section, known), rewrite.map(Value::text), amd,
        section.optional("ring").map(value -> value.duration(Duration.ofSeconds(1), Duration.ofMinutes(10))),
        hunting(section, amd.amd()));
  }

  private static Hunting hunting(Section section, Amd amd) {
    Set<String> failover = section.values("failover").stream()
        .map(value -> value.<String>as(Statuses::checked)).filter(Objects::nonNull).collect(Collectors.toSet());
    boolean machineNext = ConfigReader.oneOf(section, "early-machine", List.of("pass", "next"), "pass").equals("next");
    boolean interceptEnds =
        ConfigReader.oneOf(section, "early-intercept", List.of("pass", "fail"), "pass").equals("fail");
    if (amd == Amd.OFF && machineNext) {
      section.error("early-machine", "next needs the detector; write amd: report beside it");
    }
    if (amd == Amd.OFF && interceptEnds) {
      section.error("early-intercept", "fail needs the detector; write amd: report beside it");
    }
    return new Hunting(new Statuses(failover), machineNext, interceptEnds);
  }

  private static List<String> targets(Section section, Set<String> known) {
    List<Value> targets = section.values("to");
    if (targets.isEmpty()) {
      section.error("to", "names no trunk and no user");
    }
    for (Value target : targets) {
      if (!known.contains(target.text())) {
        target.error("there is no trunk or user " + target.text()
            + Spelling.nearest(target.text(), known).map(near -> "; did you mean " + near + "?").orElse(""));
      }
    }
    return targets.stream().map(Value::text).toList();
  }

  static String name(Section section, Set<String> taken) {
    Optional<Value> name = section.required("name");
    name.ifPresent(value -> {
      value.as(DialReader::plainName);
      if (!taken.add(value.text())) {
        value.error("\"" + value.text() + "\" is there twice");
      }
    });
    return name.map(Value::text).orElse("");
  }

  /** Names stand in URIs, in metrics and in paths, and are read aloud. */
  private static String plainName(String text) {
    if (!text.matches("[\\p{Alnum}_.+*#-]{1,64}")) {
      throw new IllegalArgumentException("\"" + text + "\" is no name: letters, digits and _ . + * # - , up to 64");
    }
    return text;
  }
}
