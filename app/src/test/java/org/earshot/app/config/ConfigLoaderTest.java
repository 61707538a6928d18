package org.earshot.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.earshot.app.config.ConfigLoader.Loaded;
import org.earshot.app.config.ServerConfig.Amd;
import org.earshot.app.config.ServerConfig.Credentials;
import org.earshot.app.config.ServerConfig.FromUser;
import org.earshot.app.config.ServerConfig.Health;
import org.earshot.app.config.ServerConfig.Identity;
import org.earshot.app.config.ServerConfig.Limits;
import org.earshot.app.config.ServerConfig.MediaPolicy;
import org.earshot.app.config.ServerConfig.Register;
import org.earshot.app.config.ServerConfig.Route;
import org.earshot.app.config.ServerConfig.Trunk;
import org.earshot.app.config.ServerConfig.User;
import org.earshot.media.amd.AmdConfig;
import org.earshot.media.amd.AmdMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  private static final String FULL = """
      sip:
        listen: [udp://0.0.0.0:5060, 'tcp://[::]:5062']
        advertise: 203.0.113.5
        domains: [example.org]
      media:
        advertise: 203.0.113.5
        ports: 20000-20999
        transport: nio
      users:
        - {name: alice, password: 0123}
        - {name: bob, password: '${env:BOB_SECRET}!', amd: report}
      trunks:
        - name: carrier
          uri: sip:sbc.carrier.example;transport=tcp
          accept-from: [198.51.100.0/24, '2001:db8::/32']
          register: {user: acme, password: secret}
          limits: {calls: 200, cps: 20}
        - {name: backup, uri: 'sip:192.0.2.9:5070'}
      routes:
        - match: '^\\+?55(\\d+)$'
          to: [carrier, backup]
          rewrite: '+55$1'
          amd: hold-answer
          ring: 30s
        - {match: _9NXXXXXX, to: backup}
      http: {listen: 127.0.0.1:9090}
      """;

  private final ConfigLoader loader = new ConfigLoader(Map.of("BOB_SECRET", "builder"),
      EphemeralPorts.of(32768, 60999, ""));

  @Test
  void shouldReadEveryKeyOfADesignedConfiguration() throws ConfigException {
    ServerConfig config = loader.load("full.yaml", FULL).config();

    assertThat(config.sip().listen()).extracting(String::valueOf).containsExactly("udp://0.0.0.0:5060",
        "tcp://[0:0:0:0:0:0:0:0]:5062");
    assertThat(config.sip().advertise()).contains("203.0.113.5");
    assertThat(config.sip().domains()).containsExactly("example.org");
    assertThat(config.media().ports()).isEqualTo("20000-20999");
    assertThat(config.media().transport()).isEqualTo("nio");
    assertThat(config.users()).containsExactly(new User("alice", "0123", Amd.OFF), new User("bob", "builder!", Amd.REPORT));
    assertThat(config.trunks()).containsExactly(
        new Trunk("carrier", "sip:sbc.carrier.example;transport=tcp", List.of("198.51.100.0/24", "2001:db8::/32"),
            Optional.of(new Credentials("acme", "secret")), new Limits(200, 20)),
        new Trunk("backup", "sip:192.0.2.9:5070", List.of(), Optional.empty(), new Limits(0, 0)));
    assertThat(config.routes()).containsExactly(
        new Route("^\\+?55(\\d+)$", List.of("carrier", "backup"), Optional.of("+55$1"), Amd.HOLD_ANSWER,
            Optional.of(Duration.ofSeconds(30))),
        new Route("_9NXXXXXX", List.of("backup"), Optional.empty(), Amd.OFF, Optional.empty()));
    assertThat(config.http().listen()).isEqualTo("127.0.0.1:9090");
  }

  @Test
  void shouldTakeDefaultsFromTheReferenceWhereTheFileIsSilent() throws ConfigException {
    ServerConfig config = loader.load("empty.yaml", "# nothing\n").config();

    assertThat(config.sip().listen()).extracting(String::valueOf)
        .containsExactly("udp://0.0.0.0:5060", "tcp://0.0.0.0:5060");
    assertThat(config.sip().advertise()).isEmpty();
    assertThat(config.registrar().expiresMin()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.media().silence()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.users()).isEmpty();
    assertThat(config.storage().url()).isEqualTo("jdbc:sqlite:earshot.db");
    assertThat(config).isEqualTo(loader.defaults());
  }

  @Test
  void shouldKeepDefaultsOfASectionThatIsNamedAndEmpty() throws ConfigException {
    assertThat(loader.load("f", "sip:\nusers:\nmedia: {}\n").config()).isEqualTo(loader.defaults());
  }

  @Test
  void shouldLetTheFileChangeWhatItemsHaveByDefault() throws ConfigException {
    ServerConfig config = loader.load("f", """
        defaults:
          trunk: {limits: {cps: 5}}
          route: {amd: report}
        trunks: [{name: t, uri: sip:127.0.0.1, limits: {calls: 3}}]
        routes: [{match: _1X, to: t}, {match: _2X, to: t, amd: off}]
        """).config();

    assertThat(config.trunks().getFirst().limits()).isEqualTo(new Limits(3, 5));
    assertThat(config.routes()).extracting(Route::amd).containsExactly(Amd.REPORT, Amd.OFF);
  }

  @Test
  void shouldReadTheSessionTimerAndWarnOfOneBelowTheRfc() throws ConfigException {
    var loaded = loader.load("f.yaml", "sip:\n  session-timer: {mode: accept, expires: 2m, min: 60s}\n");

    assertThat(loaded.config().sip().sessionTimer()).isEqualTo(
        new ServerConfig.SessionTimer(ServerConfig.SessionMode.ACCEPT, Duration.ofMinutes(2), Duration.ofMinutes(1)));
    assertThat(loaded.warnings()).anyMatch(warning -> warning.key().equals("sip.session-timer.min"));
    assertThat(catchThrowableOfType(ConfigException.class, () -> loader.load("f.yaml",
        "sip:\n  session-timer: {mode: always, expires: 60s}\n")).problems()).extracting(ConfigProblem::key)
        .contains("sip.session-timer.mode", "sip.session-timer.expires");
  }

  @Test
  void shouldGiveARouteTheDetectorOfItsProfile() throws ConfigException {
    ServerConfig config = loader.load("f", """
        amd: {greeting: 1400, profiles: {patient: {total_analysis_time: 7000, cadence: {greeting-end-ms: 1500}}}}
        trunks: [{name: t, uri: sip:127.0.0.1}]
        routes: [{match: _1X, to: t, amd: report, amd-profile: patient}, {match: _2X, to: t, amd: report}]
        """).config();

    AmdConfig patient = config.routes().getFirst().onVerdict().detector().orElseThrow();
    assertThat(patient.totalAnalysisTime()).isEqualTo(7000);
    assertThat(patient.greeting()).isEqualTo(1400);
    assertThat(patient.cadence().greetingEndMs()).isEqualTo(1500);
    assertThat(config.amd().totalAnalysisTime()).isEqualTo(5000);
    assertThat(config.routes().getLast().onVerdict().detector()).isEmpty();
  }

  @Test
  void shouldReadListeningPointsWithKeysAndAnAdvertisedHostEach(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("some.pem"), "PEM");
    var sip = loader.load("f", """
        sip:
          listen:
            - tls://192.0.2.7
            - {uri: 'ws://127.0.0.1:8088', advertise: phone.example.org}
            - wss://[2001:db8::7]
          tls: {certificate: FILE, key: FILE, clients: require, client-ca: FILE, verify: false}
          connections: {per-source: 20, idle: 1h}
          websocket-origins: [https://phone.example.org]
        """.replace("FILE", file.toString())).config().sip();

    assertThat(sip.listen()).extracting(String::valueOf).containsExactly("tls://192.0.2.7:5061",
        "ws://127.0.0.1:8088, advertised as phone.example.org", "wss://[2001:db8:0:0:0:0:0:7]:443");
    assertThat(sip.tls()).contains(new ServerConfig.Tls(file, file, ServerConfig.Clients.REQUIRE, Optional.of(file),
        false, Optional.empty()));
    assertThat(sip.connections().perSource()).isEqualTo(20);
    assertThat(sip.connections().idle()).isEqualTo(Duration.ofHours(1));
    assertThat(sip.websocketOrigins()).containsExactly("https://phone.example.org");
  }

  @Test
  void shouldReadTheDetectorsThresholdsInAsterisksSpellingAndInOurs() throws ConfigException {
    var amd = loader.load("f", """
        amd: {initial_silence: 2000, min_word_length: 120, total-analysis-time: 4000, maximum_number_of_words: 4}
        """).config().amd();

    assertThat(amd.initialSilence()).isEqualTo(2000);
    assertThat(amd.minimumWordLength()).isEqualTo(120);
    assertThat(amd.totalAnalysisTime()).isEqualTo(4000);
    assertThat(amd.maximumNumberOfWords()).isEqualTo(4);
    assertThat(amd.greeting()).isEqualTo(1500);
  }

  @Test
  void shouldReadTheDetectorsModeAndEachThresholdOfItsOwnRules() throws ConfigException {
    assertThat(loader.load("f", "amd: {mode: app_amd}").config().amd()).isEqualTo(AmdConfig.DEFAULT.withMode(AmdMode.APP_AMD));
    for (var threshold : AmdConfig.DEFAULT.cadence().getClass().getRecordComponents()) {
      String key = RecordReader.key(threshold);
      assertThat(problems("amd: {cadence: {" + key + ": loud}}")).singleElement().asString()
          .startsWith("earshot.yaml:1:").contains("amd.cadence." + key + ": \"loud\" is not a");
    }
  }

  @Test
  void shouldNameEverythingThatIsWrongAtOnceInTheFilesOrder() {
    assertThat(problems("""
        sip: {listen: [sctp://0.0.0.0:5061], calls-mx: 3}
        trunks:
          - name: carrier
            uri: sip:sbc.carrier.example
            acept-from: [198.51.100.0/24]
        routes:
          - {match: '^(1$', to: [carier]}
        """)).containsExactly(
        "earshot.yaml:1:16: sip.listen[0].uri: \"sctp\" is no transport; udp, tcp, tls, ws and wss are",
        "earshot.yaml:1:38: sip.calls-mx: unknown key; did you mean calls-max?",
        "earshot.yaml:5:5: trunks[0].acept-from: unknown key; did you mean accept-from?",
        "earshot.yaml:7:13: routes[0].match: is no regular expression: Unclosed group at its end",
        "earshot.yaml:7:26: routes[0].to[0]: there is no trunk or user carier; did you mean carrier?");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "calls: {ring: 30}                        | 1:15: calls.ring: \"30\" is no duration; write 500ms, 30s, 5m or 2h",
      "calls: {ring: 1d}                        | 1:15: calls.ring: 1d is not between 1s and 10m",
      "media: {ports: 30001-30004}              | 30001-30004 is too small: a call takes 4 ports",
      "media: {ports: 30000-30001}              | is too small: a call takes 4 ports",
      "media: {ports: 30000-33001}              | overlaps the kernel's ephemeral ports 32768-60999 from 32768 on",
      "media: {ports: many}                     | is no range of ports",
      "media: {listen: eth0}                    | 1:17: media.listen: \"eth0\" is no IP address",
      "media: {advertise: 0.0.0.0}              | is no address that a peer could send to",
      "media: {transport: kernel}               | is none of auto, io_uring, epoll, nio",
      "sip: {listen: []}                        | sip.listen: has no listening point",
      "sip: {listen: [udp://10.1:5060]}         | \"10.1\" is no IP address",
      "sip: {listen: [udp://1.2.3.4:99999]}     | is no port between 0 and 65535",
      "sip: {listen: [udp://1.2.3.4, udp://1.2.3.4:5060]} | is there twice",
      "sip: {calls-max: lots}                   | \"lots\" is not a whole number",
      "sip: {calls-max: 0}                      | 0 is not between 1 and 1000000",
      "sip: {calls-max: {}}                     | one plain value is expected here",
      "sip: 5060                                | 1:6: sip: keys and values are expected here",
      "users: alice                             | users: a list is expected here",
      "users: [{name: a, password: ''}]         | users[0].password: is empty",
      "users: [{name: a}]                       | users[0].password: is missing",
      "users: [{name: a, password: }]           | users[0].password: has no value",
      "users: [{name: a b, password: x}]        | is no name",
      "users: [{name: a, password: x}, {name: a, password: y}] | 1:40: users[1].name: \"a\" is there twice",
      "users: [{name: a, password: '${env:NOWHERE}'}] | environment variable NOWHERE is not set",
      "trunks: [{name: t, uri: 'sip:x:y'}]      | 1:25: trunks[0].uri:",
      "trunks: [{name: t, uri: 'tel:1'}]        | tel: is no trunk's",
      "trunks: [{name: t, uri: 'sip:x;transport=ws'}] | transport ws cannot be called",
      "sip: {listen: [tls://0.0.0.0]}           | sip.tls: needs certificate and key",
      "sip: {tls: {key: /dev/null}}             | sip.tls.certificate: is missing",
      "sip: {tls: {key: /nowhere}}              | /nowhere is no file that can be read",
      "sip: {listen: [udp://0.0.0.0, 'udp://[::]']} | [::] takes IPv4 as well",
      "sip: {listen: [{advertise: x}]}          | sip.listen[0].uri: is missing",
      "sip: {listen: [{uri: udp://0.0.0.0, at: x}]} | sip.listen[0].at: unknown key",
      "sip: {websocket-origins: [phone.example.org]} | is no origin",
      "trunks: [{name: t, uri: 'sip:u@x'}]      | has a user",
      "trunks: [{name: t, uri: 'sip:x', accept-from: [1.2.3.4/33]}] | /33 is no prefix between /0 and /32",
      "trunks: [{name: t, uri: 'sip:x', accept-from: [1.2.3.4/24]}] | did you mean 1.2.3.0/24?",
      "trunks: [{name: t, uri: 'sip:x'}, {name: t, uri: 'sip:y'}] | trunks[1].name: \"t\" is there twice",
      "trunks: [{name: t, uri: 'sip:x', accept-from: 1.2.3.4}, {name: u, uri: 'sip:y', accept-from: 1.2.3.4}] "
          + "| 1.2.3.4/32 is there twice; trunk t has it already",
      "routes: [{match: '1', to: []}]           | routes[0].to: names no trunk",
      "routes: [{match: '1', to: t, amd: listen}] | \"listen\" is none of off, report, hold-answer, hangup-machine, screen, drop",
      "routes: [{match: '1', to: t, amd: screen}] | 1:10: routes[0].prompt: is missing",
      "routes: [{match: '1', to: t, amd: hangup-machine, unsure: screen}] | routes[0].prompt: is missing",
      "routes: [{match: '1', to: t, amd: drop}] | 1:10: routes[0].message: is missing",
      "routes: [{match: '1', to: t, amd: drop, message: /nowhere.wav}] | routes[0].message: /nowhere.wav is no file that can be read",
      "routes: [{match: '1', to: t, amd: drop, message: /etc/hostname}] | routes[0].message: /etc/hostname cannot be played",
      "{amd: {profiles: {patient: {}}}, routes: [{match: '1', to: t, amd-profile: patent}]} "
          + "| routes[0].amd-profile: there is no profile patent in amd.profiles; did you mean patient?",
      "amd: {profiles: {slow: {greting: 1}}}    | amd.profiles.slow.greting: unknown key; did you mean greeting?",
      "routes: [{match: '1', to: t, message-caller: wait}] | \"wait\" is none of stay, hang-up",
      "routes: [{match: '1', to: t, failover: [busy]}] | routes[0].failover[0]: \"busy\" is no status to go on after",
      "routes: [{match: '1', to: t, failover: [603]}] | \"603\" is no status to go on after: 400 to 599, 4xx or 5xx",
      "routes: [{match: '1', to: t, early-machine: next}] | early-machine: next needs the detector; write amd: report",
      "routes: [{match: '1', to: t, early-intercept: fail}] | early-intercept: fail needs the detector",
      "calls: {transfer: maybe}                 | calls.transfer: \"maybe\" is none of local, pass, refuse",
      "calls: {redirects-max: 21}               | 21 is not between 0 and 20",
      "routes: [{match: '1', to: t, rewrite: '$1'}] | $1: 1 has no groups",
      "amd: {mode: best}                        | 1:13: amd.mode: \"best\" is none of learned, cadence, app-amd",
      "amd: {cadence: {nonesuch-at-all: 5}}     | amd.cadence.nonesuch-at-all: unknown key",
      "amd: {greeting: long}                    | \"long\" is not a whole number",
      "http: {listen: 8080}                     | \"8080\" has no port",
      "storage: {url: 'jdbc:postgresql://db/x'} | PostgreSQL is not in this version",
      "storage: {url: earshot.db}               | is no store; write jdbc:sqlite:FILE",
      "log: {level: loud}                       | is none of error, warn, info, debug, trace",
      "registrar: {expires-min: 3h}             | registrar.expires-max: is less than expires-min",
      "registrar: {realm: \"a\\r\\nX: y\"}      | must be printable ASCII",
      "sip: {advertise: 'a b'}                  | is no host that a peer could send to",
      "{sip: &a {}, media: *a}                  | aliases are not read",
      "{sip: {}, sip: {}}                       | 1:11: sip: is there twice; first on line 1",
      "[1]                                      | keys such as sip: and users: are expected here",
      "sip: {listen                             | earshot.yaml:1:",
  })
  void shouldSayWhereAndWhatWhenAValueIsWrong(String text, String expected) {
    assertThat(problems(text)).anySatisfy(problem -> assertThat(problem).contains(expected).startsWith("earshot.yaml:1:"));
  }

  @Test
  void shouldSayItInOneLineWhenTheFileIsNoYaml() {
    assertThat(problems("sip:\n  listen: [udp://0.0.0.0\nusers: []\n")).singleElement().asString()
        .startsWith("earshot.yaml:3:").contains("is not YAML").doesNotContain("\n");
  }

  @Test
  void shouldReadHowATrunkIsReachedRegisteredWithAndWatched() throws ConfigException {
    ServerConfig config = loader.load("f", """
        sip: {dns: [192.0.2.53, '[2001:db8::53]:5353', '2001:db8::1']}
        trunks:
          - name: carrier
            uri: [sip:a.example, 'sip:b.example:5070;transport=tcp']
            auth: {user: pbx, password: open}
            register: {user: '+4930123', auth-user: acme, password: secret, registrar: 'sip:reg.example', domain: voice.example, expires: 10m}
            health: {interval: 30s, down: 3}
            identity: {trusted: true, from: account, send: [p-asserted-identity, diversion]}
            pass-headers: X-Customer
        users:
          - {name: alice, password: x, limits: {calls: 2}, pass-headers: [X-Customer, User-to-User]}
        """).config();

    assertThat(config.sip().dns()).containsExactly("192.0.2.53:53", "[2001:db8:0:0:0:0:0:53]:5353", "[2001:db8:0:0:0:0:0:1]:53");
    assertThat(config.trunks()).containsExactly(new Trunk("carrier",
        List.of("sip:a.example", "sip:b.example:5070;transport=tcp"), List.of(),
        Optional.of(new Register("+4930123", new Credentials("acme", "secret"), Optional.of("sip:reg.example"),
            Optional.of("voice.example"), Duration.ofMinutes(10))),
        Optional.of(new Credentials("pbx", "open")), new Limits(0, 0), MediaPolicy.DEFAULT, new Health(Duration.ofSeconds(30), 2, 3),
        new Identity(true, FromUser.ACCOUNT, List.of("P-Asserted-Identity", "Diversion")), List.of("X-Customer")));
    assertThat(config.users()).containsExactly(new User("alice", "x", AmdPolicy.OFF, MediaPolicy.DEFAULT, new Limits(2, 0),
        List.of("X-Customer", "User-to-User")));
  }

  @Test
  void shouldRefuseHeadersThatBelongToOneSide() {
    assertThat(problems("users: [{name: a, password: x, pass-headers: [X-Fine, Contact, content-type, 'X Y']}]"))
        .hasSize(3).anySatisfy(problem -> assertThat(problem).contains("Contact belongs to one side of a call"));
    assertThat(problems("trunks: [{name: t, uri: 'sip:x', identity: {from: account, send: [from]}}]")).hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("account is that of register"))
        .anySatisfy(problem -> assertThat(problem).contains("\"from\" is none of p-asserted-identity"));
  }

  @Test
  void shouldWarnWhereThePortsDoNotSufficeForTheCallsAskedFor() throws ConfigException {
    assertThat(loader.load("f", "media: {ports: 20000-20399}").warnings()).isEmpty();
    assertThat(loader.load("f", "media: {ports: 20000-20399}\nsip: {calls-max: 101}").warnings()).singleElement()
        .hasToString("f:1:16: media.ports: 20000-20399 has room for 100 calls, less than sip.calls-max 101");
  }

  @Test
  void shouldNotShowPasswordsWhenPrinted() throws ConfigException {
    assertThat(loader.load("f", FULL).config().toString()).doesNotContain("builder", "0123", "secret");
  }

  @Test
  void shouldSayWhyWhenTheFileCannotBeRead(@TempDir Path directory) throws Exception {
    assertThatThrownBy(() -> loader.load(directory.resolve("none.yaml"))).isInstanceOf(ConfigException.class)
        .hasMessage(directory.resolve("none.yaml") + ": there is no such file");
    assertThatThrownBy(() -> loader.load(directory)).hasMessage(directory + ": is a directory");
    Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> loader.load(binary)).hasMessage(binary + ": is not text in UTF-8");
  }

  private List<String> problems(String text) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> loader.load("earshot.yaml", text));
    assertThat(refused).as("%s should be refused", text).isNotNull();
    return refused.problems().stream().map(ConfigProblem::toString).toList();
  }
}
