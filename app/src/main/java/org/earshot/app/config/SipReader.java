package org.earshot.app.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.earshot.app.config.ServerConfig.Clients;
import org.earshot.app.config.ServerConfig.Connections;
import org.earshot.app.config.ServerConfig.Listen;
import org.earshot.app.config.ServerConfig.SessionMode;
import org.earshot.app.config.ServerConfig.SessionTimer;
import org.earshot.app.config.ServerConfig.Sip;
import org.earshot.app.config.ServerConfig.Tls;

/** The section {@code sip}: where we listen, what we are called, what connections may cost. */
final class SipReader {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration RFC_MIN = Duration.ofSeconds(90);

  private SipReader() {}

  static Sip read(Section section) {
    List<Listen> listen = listen(section);
    Optional<Tls> tls = section.section("tls").read(SipReader::tls);
    if (tls.isEmpty() && listen.stream().anyMatch(point -> point.uri().isSecure())) {
      section.error("tls", "needs certificate and key, since sip.listen has tls:// or wss://");
    }
    return new Sip(listen, section.optional("advertise").map(value -> value.as(ConfigReader::host)),
        section.values("domains").stream().map(Value::word).toList(),
        section.required("user-agent").map(value -> value.as(ConfigReader::headerText)).orElse(""),
        ConfigReader.integer(section, "max-message-bytes", 4096, 65535), ConfigReader.threads(section, "workers"),
        ConfigReader.integer(section, "calls-max", 1, 1_000_000), tls,
        section.section("connections").read(SipReader::connections), origins(section),
        section.values("dns").stream().map(SipReader::nameServer).toList(),
        section.section("session-timer").read(SipReader::sessionTimer));
  }

  private static SessionTimer sessionTimer(Section section) {
    String mode = ConfigReader.oneOf(section, "mode", List.of("request", "accept", "off"), "off");
    Duration expires = ConfigReader.duration(section, "expires", Duration.ofSeconds(1), DAY);
    Duration min = ConfigReader.duration(section, "min", Duration.ofSeconds(1), DAY);
    if (expires.compareTo(min) < 0) {
      section.error("expires", "is shorter than min");
    }
    if (min.compareTo(RFC_MIN) < 0) {
      section.warn("min", "RFC 4028 §4 wants no less than 90s; phones may refuse such calls");
    }
    return new SessionTimer(SessionMode.valueOf(mode.toUpperCase(Locale.ROOT)), expires, min);
  }

  private static String nameServer(Value value) {
    HostPort server = value.as(text -> Cidr.literal(text).isPresent() ? HostPort.parse(bracketed(text) + ":53")
        : HostPort.parse(text));
    return String.valueOf(server);
  }

  private static String bracketed(String address) {
    return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
  }

  /** Each a URI, or {uri, advertise}. */
  private static List<Listen> listen(Section section) {
    Set<ListenUri> seen = new HashSet<>();
    var points = new ArrayList<Listen>();
    List<Section> items = section.sectionsOrValues("listen", "uri");
    for (Section item : items) {
      Optional<Value> written = item.required("uri");
      ListenUri uri = written.map(value -> value.<ListenUri>as(ListenUri::parse)).orElse(null);
      Optional<String> advertise = item.optional("advertise").map(value -> value.as(ConfigReader::host));
      item.done();
      if (uri != null) {
        written.ifPresent(value -> checkPort(value, uri, seen));
        points.add(new Listen(uri, advertise));
      }
    }
    if (items.isEmpty()) {
      section.error("listen", "has no listening point; write udp://0.0.0.0:5060");
    }
    return points;
  }

  private static void checkPort(Value value, ListenUri uri, Set<ListenUri> seen) {
    if (uri.hostPort().port() == 0) {
      return;
    }
    if (!seen.add(uri)) {
      value.error(uri + " is there twice");
    }
    String everyIpv6 = "0:0:0:0:0:0:0:0";
    boolean both = seen.contains(at(uri, "0.0.0.0")) && seen.contains(at(uri, everyIpv6));
    if (both && List.of("0.0.0.0", everyIpv6).contains(uri.hostPort().host())) {
      value.error("[::] takes IPv4 as well; leave 0.0.0.0 out");
    }
  }

  private static ListenUri at(ListenUri uri, String host) {
    return new ListenUri(uri.transport(), new HostPort(host, uri.hostPort().port()));
  }

  private static Optional<Tls> tls(Section section) {
    Optional<Path> certificate = file(section, "certificate");
    Optional<Path> key = file(section, "key");
    if (certificate.isPresent() != key.isPresent()) {
      section.error(certificate.isPresent() ? "key" : "certificate", "is missing: a certificate and its key go together");
    }
    String clients = ConfigReader.oneOf(section, "clients", List.of("any", "ask", "require"));
    Optional<Path> clientCa = file(section, "client-ca");
    boolean verify = ConfigReader.oneOf(section, "verify", List.of("true", "false")).equals("true");
    Optional<Path> ca = file(section, "ca");
    if (certificate.isEmpty() || key.isEmpty() || clients.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Tls(certificate.get(), key.get(), Clients.valueOf(clients.toUpperCase(Locale.ROOT)), clientCa,
        verify, ca));
  }

  private static Optional<Path> file(Section section, String key) {
    Optional<Value> value = section.optional(key);
    value.filter(given -> !Files.isReadable(Path.of(given.text())))
        .ifPresent(given -> given.error(given.text() + " is no file that can be read"));
    return value.map(Value::text).map(Path::of);
  }

  private static Connections connections(Section section) {
    Duration second = Duration.ofSeconds(1);
    return new Connections(ConfigReader.integer(section, "max", 1, 1_000_000),
        ConfigReader.integer(section, "per-source", 1, 1_000_000),
        ConfigReader.duration(section, "set-up", second, Duration.ofMinutes(5)),
        ConfigReader.duration(section, "message", second, Duration.ofMinutes(5)),
        ConfigReader.duration(section, "idle", second, DAY), ConfigReader.duration(section, "ping", Duration.ZERO, DAY),
        ConfigReader.integer(section, "from-bytes", 0, 65535));
  }

  private static List<String> origins(Section section) {
    List<Value> origins = section.values("websocket-origins");
    origins.stream().filter(value -> !value.text().matches("https?://[^/]+")).forEach(value ->
        value.error("\"" + value.text() + "\" is no origin; write https://phone.example.org"));
    return origins.stream().map(Value::text).toList();
  }
}
