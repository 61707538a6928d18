package org.earshot.app.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.config.ServerConfig.Calls;
import org.earshot.app.config.ServerConfig.Cdr;
import org.earshot.app.config.ServerConfig.Http;
import org.earshot.app.config.ServerConfig.Log;
import org.earshot.app.config.ServerConfig.Media;
import org.earshot.app.config.ServerConfig.Registrar;
import org.earshot.app.config.ServerConfig.Sip;
import org.earshot.app.config.ServerConfig.Storage;
import org.earshot.media.amd.AmdConfig;

/** The server's own sections, one method each; whom it serves is read by {@link DialReader}. */
final class ConfigReader {
  private static final List<String> ALGORITHMS = List.of("MD5", "SHA-256");
  private static final Duration DAY = Duration.ofDays(1);
  private static final int THREADS_MAX = 256;
  /** Where amd.conf has another word than the rest of it would suggest. */
  private static final RecordReader AMD = new RecordReader(Map.of("min_word_length", "minimum-word-length"));

  private final EphemeralPorts ephemeral;

  ConfigReader(EphemeralPorts ephemeral) {
    this.ephemeral = ephemeral;
  }

  ServerConfig server(Section root) {
    Sip sip = root.section("sip").read(SipReader::read);
    Media media = root.section("media").read(this::media);
    warnOfFewPorts(root, sip, media);
    Section detector = root.section("amd");
    AmdConfig amd = AMD.read(detector, AmdConfig.DEFAULT);
    Map<String, AmdConfig> profiles = detector.section("profiles").read(section -> profiles(section, amd));
    detector.done();
    DialReader dial = DialReader.read(root, profiles);
    return new ServerConfig(sip, media, root.section("registrar").read(this::registrar),
        root.section("calls").read(this::calls), dial.users(), dial.trunks(), dial.routes(),
        amd, root.section("http").read(this::http),
        root.section("storage").read(this::storage), root.section("cdr").read(this::cdr),
        root.section("log").read(this::log),
        root.section("security").read(section -> SecurityReader.read(section, root, dial)));
  }

  /** Each as the server's, but for what it says itself. */
  private static Map<String, AmdConfig> profiles(Section section, AmdConfig amd) {
    var profiles = new HashMap<String, AmdConfig>();
    for (String name : section.keys()) {
      profiles.put(name, section.section(name).read(profile -> AMD.read(profile, amd)));
    }
    return profiles;
  }

  private Media media(Section section) {
    return new Media(section.required("listen").map(ConfigReader::address).orElse(""),
        section.optional("advertise").map(ConfigReader::reachableAddress), ports(section),
        oneOf(section, "transport", List.of("auto", "io_uring", "epoll", "nio")), threads(section, "loops"),
        duration(section, "silence", Duration.ZERO, DAY), duration(section, "drain", Duration.ZERO, Duration.ofMinutes(5)),
        section.required("prompts").map(Value::text).orElse(""), section.required("recordings").map(Value::text).orElse(""));
  }

  private String ports(Section section) {
    PortRange range = section.required("ports").map(value -> value.<PortRange>as(PortRange::parse)).orElse(null);
    if (range == null) {
      return "";
    }
    ephemeral.objectionTo(range).ifPresent(objection -> section.error("ports", objection));
    return range.toString();
  }

  private static void warnOfFewPorts(Section root, Sip sip, Media media) {
    int room = media.ports().isEmpty() ? Integer.MAX_VALUE : PortRange.parse(media.ports()).calls();
    if (room < sip.callsMax() && root.section("sip").isWritten("calls-max")) {
      root.section("media").warn("ports", media.ports() + " has room for " + room + " calls, less than sip.calls-max "
          + sip.callsMax());
    }
  }

  private Registrar registrar(Section section) {
    Duration min = duration(section, "expires-min", Duration.ofSeconds(1), DAY.multipliedBy(30));
    Duration usual = duration(section, "expires-default", Duration.ofSeconds(1), DAY.multipliedBy(30));
    Duration max = duration(section, "expires-max", Duration.ofSeconds(1), DAY.multipliedBy(30));
    if (min.compareTo(max) > 0) {
      section.error("expires-max", "is less than expires-min");
    } else if (usual.compareTo(min) < 0 || usual.compareTo(max) > 0) {
      section.error("expires-default", "is not between expires-min and expires-max");
    }
    return new Registrar(min, usual, max, integer(section, "contacts-max", 1, 1000),
        section.required("realm").map(value -> value.as(ConfigReader::headerText)).orElse(""),
        duration(section, "nonce-life", Duration.ofSeconds(1), DAY), algorithms(section));
  }

  private static List<String> algorithms(Section section) {
    List<Value> values = section.values("algorithms");
    if (values.isEmpty()) {
      section.error("algorithms", "names no algorithm; write [" + String.join(", ", ALGORITHMS) + "]");
    }
    values.stream().filter(value -> !ALGORITHMS.contains(value.text())).forEach(value ->
        value.error("\"" + value.text() + "\" is none of " + String.join(", ", ALGORITHMS)));
    return values.stream().map(Value::text).distinct().toList();
  }

  private Calls calls(Section section) {
    return new Calls(duration(section, "ring", Duration.ofSeconds(1), Duration.ofMinutes(10)),
        duration(section, "try", Duration.ofMillis(100), Duration.ofSeconds(32)),
        duration(section, "setup-max", Duration.ofSeconds(1), Duration.ofHours(1)),
        duration(section, "duration-max", Duration.ofSeconds(1), DAY.multipliedBy(30)),
        integer(section, "redirects-max", 0, 20),
        ServerConfig.Transfer.valueOf(oneOf(section, "transfer", List.of("local", "pass", "refuse"), "local")
            .toUpperCase(Locale.ROOT)),
        yesOrNo(section, "overlap"), threads(section, "loops"),
        integer(section, "warm-up", 0, 100_000),
        duration(section, "warm-up-max", Duration.ofMillis(100), Duration.ofMinutes(5)));
  }

  private Http http(Section section) {
    HostPort listen = section.required("listen").map(value -> value.<HostPort>as(HostPort::parse)).orElse(null);
    return new Http(String.valueOf(listen));
  }

  private Storage storage(Section section) {
    return new Storage(section.required("url").map(value -> value.as(ConfigReader::storageUrl)).orElse(""));
  }

  private Cdr cdr(Section section) {
    return new Cdr(section.optional("file").map(Value::text).orElse(""));
  }

  private Log log(Section section) {
    return new Log(oneOf(section, "level", List.of("error", "warn", "info", "debug", "trace")),
        oneOf(section, "format", List.of("text", "json")));
  }

  static int integer(Section section, String key, int min, int max) {
    return section.required(key).map(value -> value.integer(min, max)).orElse(min);
  }

  static int threads(Section section, String key) {
    return integer(section, key, 0, THREADS_MAX);
  }

  static Duration duration(Section section, String key, Duration min, Duration max) {
    return section.required(key).map(value -> value.duration(min, max)).orElse(min);
  }

  static String oneOf(Section section, String key, List<String> words) {
    Optional<Value> value = section.required(key);
    value.filter(given -> !words.contains(given.text())).ifPresent(given ->
        given.error("\"" + given.text() + "\" is none of " + String.join(", ", words)));
    return value.map(Value::text).orElse("");
  }

  /** One of the words; {@code otherwise} stands for a wrong one, which is told. */
  static String oneOf(Section section, String key, List<String> words, String otherwise) {
    String word = oneOf(section, key, words);
    return words.contains(word) ? word : otherwise;
  }

  private static boolean yesOrNo(Section section, String key) {
    return oneOf(section, key, List.of("true", "false")).equals("true");
  }

  private static String address(Value value) {
    value.as(IpLiteral::parse);
    return value.text();
  }

  private static String reachableAddress(Value value) {
    InetAddress address = value.as(IpLiteral::parse);
    if (address != null && address.isAnyLocalAddress()) {
      value.error(value.text() + " is no address that a peer could send to");
    }
    return value.text();
  }

  static String host(String text) {
    if (text.contains(":")) {
      return IpLiteral.parse(text).getHostAddress();
    }
    if (!text.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?") || text.equals("0.0.0.0")) {
      throw new IllegalArgumentException("\"" + text + "\" is no host that a peer could send to");
    }
    return text;
  }

  /** Goes into headers, so that a line's end in it would be a header of its own. */
  static String headerText(String text) {
    if (text.isBlank() || text.chars().anyMatch(c -> c < ' ' || c > '~' || c == '"')) {
      throw new IllegalArgumentException("must be printable ASCII, without quotes, and not empty");
    }
    return text;
  }

  private static String storageUrl(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("PostgreSQL is not in this version; jdbc:sqlite:FILE is");
    }
    if (!text.startsWith("jdbc:sqlite:") || text.length() == "jdbc:sqlite:".length()) {
      throw new IllegalArgumentException("\"" + text + "\" is no store; write jdbc:sqlite:FILE");
    }
    return text;
  }
}
