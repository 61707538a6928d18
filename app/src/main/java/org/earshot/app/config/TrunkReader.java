package org.earshot.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.earshot.app.config.ServerConfig.Credentials;
import org.earshot.app.config.ServerConfig.FromUser;
import org.earshot.app.config.ServerConfig.Health;
import org.earshot.app.config.ServerConfig.Identity;
import org.earshot.app.config.ServerConfig.Limits;
import org.earshot.app.config.ServerConfig.Register;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.sip.message.SipUri;

/** One of the trunks: where it is, how it is known, what we are to it. */
final class TrunkReader {
  private static final List<String> IDENTITY_HEADERS = List.of("P-Asserted-Identity", "P-Preferred-Identity",
      "Remote-Party-ID", "Diversion", "History-Info");

  private TrunkReader() {}

  /** {@code names}: those taken; {@code blocks}: the accept-from of all, with the trunk that has it. */
  static Trunk read(Section section, Set<String> names, Map<Cidr, String> blocks) {
    String name = DialReader.name(section, names);
    List<Value> uris = section.values("uri");
    if (uris.isEmpty()) {
      section.error("uri", "says nowhere to call; write sip:HOST[:PORT]");
    }
    uris.forEach(value -> value.as(TrunkReader::trunkUri));
    boolean registers = section.has("register");
    return new Trunk(name, uris.stream().map(Value::text).toList(), acceptFrom(section, name, blocks),
        registers ? Optional.of(section.section("register").read(TrunkReader::register)) : Optional.empty(),
        section.has("auth") ? Optional.of(section.section("auth").read(auth -> credentials(auth, "user"))) : Optional.empty(),
        section.section("limits").read(TrunkReader::limits), DialReader.media(section),
        section.section("health").read(TrunkReader::health),
        section.section("identity").read(identity -> identity(identity, registers)), PassHeaders.read(section));
  }

  private static Identity identity(Section section, boolean registers) {
    boolean trusted = ConfigReader.oneOf(section, "trusted", List.of("true", "false")).equals("true");
    boolean account = ConfigReader.oneOf(section, "from", List.of("caller", "account")).equals("account");
    if (account && !registers) {
      section.error("from", "account is that of register, which is not there");
    }
    return new Identity(trusted, account ? FromUser.ACCOUNT : FromUser.CALLER, section.values("send").stream()
        .map(value -> value.<String>as(TrunkReader::identityHeader)).filter(Objects::nonNull).distinct().toList());
  }

  private static String identityHeader(String text) {
    return IDENTITY_HEADERS.stream().filter(name -> name.equalsIgnoreCase(text)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is none of "
            + String.join(", ", IDENTITY_HEADERS).toLowerCase(Locale.ROOT)));
  }

  private static List<String> acceptFrom(Section section, String trunk, Map<Cidr, String> blocks) {
    var accepted = new ArrayList<String>();
    for (Value value : section.values("accept-from")) {
      Cidr block = value.as(Cidr::parse);
      String other = block == null ? null : blocks.putIfAbsent(block, trunk);
      if (other != null) {
        value.error(block + " is there twice; trunk " + other + " has it already");
      }
      accepted.add(value.text());
    }
    return accepted;
  }

  static Limits limits(Section limits) {
    return new Limits(ConfigReader.integer(limits, "calls", 0, 1_000_000), ConfigReader.integer(limits, "cps", 0, 100_000));
  }

  private static Health health(Section health) {
    return new Health(ConfigReader.duration(health, "interval", Duration.ZERO, Duration.ofHours(1)),
        ConfigReader.integer(health, "up", 1, 100), ConfigReader.integer(health, "down", 1, 100));
  }

  private static Register register(Section section) {
    String user = section.required("user").map(value -> value.as(TrunkReader::uriUser)).orElse("");
    Optional<Value> registrar = section.optional("registrar");
    registrar.ifPresent(value -> value.as(TrunkReader::trunkUri));
    Duration expires = section.has("expires")
        ? ConfigReader.duration(section, "expires", Duration.ofSeconds(1), Duration.ofDays(1)) : Duration.ofHours(1);
    return new Register(user, credentials(section, section.has("auth-user") ? "auth-user" : "user"),
        registrar.map(Value::text), section.optional("domain").map(value -> value.as(ConfigReader::host)), expires);
  }

  private static Credentials credentials(Section section, String userKey) {
    return new Credentials(section.required(userKey).map(Value::word).orElse(""),
        section.required("password").map(Value::word).orElse(""));
  }

  /** Stands in addresses: what would have to be escaped there is most likely a mistake. */
  private static String uriUser(String text) {
    if (!text.matches("[\\p{Alnum}_.+!~*'()&=$,;?/-]{1,64}")) {
      throw new IllegalArgumentException("\"" + text + "\" is no user of an address; a domain goes into domain");
    }
    return text;
  }

  private static String trunkUri(String text) {
    SipUri uri = SipUri.parse(text);
    String transport = uri.param("transport").orElse("udp").toLowerCase(Locale.ROOT);
    if (!uri.isSip()) {
      throw new IllegalArgumentException(uri.scheme() + ": is no trunk's; write sip:HOST[:PORT]");
    }
    if (!List.of("udp", "tcp", "tls").contains(transport)) {
      throw new IllegalArgumentException("transport " + transport + " cannot be called; udp, tcp and tls can");
    }
    if (!uri.user().isEmpty()) {
      throw new IllegalArgumentException("has a user; the number dialled takes its place, so write sip:HOST[:PORT]");
    }
    return text;
  }
}
