package org.earshot.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.earshot.app.config.ServerConfig.Bans;
import org.earshot.app.config.ServerConfig.Destination;
import org.earshot.app.config.ServerConfig.Security;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.app.pattern.NumberPattern;

/** The section {@code security}: who is kept out, and who may call what costs. */
final class SecurityReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int MANY = 1_000_000;

  private SecurityReader() {}

  static Security read(Section section, Section root, DialReader dial) {
    Set<String> callers = Stream.concat(dial.users().stream().map(User::name), dial.trunks().stream().map(Trunk::name))
        .collect(Collectors.toSet());
    return new Security(blocks(section, "allow"), blocks(section, "deny"), section.section("bans").read(SecurityReader::bans),
        ConfigReader.integer(section, "new-calls-per-second", 0, MANY),
        section.sections("destinations", root.section("defaults").rawMapping("destination")).stream()
            .map(one -> one.read(destination -> destination(destination, callers))).toList());
  }

  private static List<String> blocks(Section section, String key) {
    List<Value> values = section.values(key);
    values.forEach(value -> value.as(Cidr::parse));
    return values.stream().map(Value::text).toList();
  }

  private static Bans bans(Section section) {
    Duration first = ConfigReader.duration(section, "first", SECOND, LONGEST);
    Duration longest = ConfigReader.duration(section, "longest", SECOND, LONGEST);
    if (longest.compareTo(first) < 0) {
      section.error("longest", "is less than first");
    }
    return new Bans(ConfigReader.integer(section, "after", 0, MANY),
        ConfigReader.duration(section, "within", SECOND, LONGEST), first, longest);
  }

  private static Destination destination(Section section, Set<String> known) {
    String match = section.required("match").map(value -> {
      value.as(NumberPattern::compile);
      return value.text();
    }).orElse("");
    List<Value> callers = section.values("callers");
    callers.stream().filter(value -> !known.contains(value.text())).forEach(value ->
        value.error("there is no user or trunk " + value.text()
            + Spelling.nearest(value.text(), known).map(near -> "; did you mean " + near + "?").orElse("")));
    return new Destination(match, callers.stream().map(Value::text).toList(),
        ConfigReader.integer(section, "calls-per-minute", 0, MANY), ConfigReader.integer(section, "calls", 0, MANY),
        ConfigReader.integer(section, "calls-of-all", 0, MANY));
  }
}
