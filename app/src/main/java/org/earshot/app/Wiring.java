package org.earshot.app;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.earshot.app.api.ApiSources;
import org.earshot.app.api.HttpServer;
import org.earshot.app.api.MediaFolders;
import org.earshot.app.call.CallCore;
import org.earshot.app.call.CallLoops;
import org.earshot.app.call.Switchboard;
import org.earshot.app.cdr.CdrCollector;
import org.earshot.app.cdr.CdrWriter;
import org.earshot.app.config.HostPort;
import org.earshot.app.config.PortRange;
import org.earshot.app.config.ServerConfig;
import org.earshot.app.dns.DnsCache;
import org.earshot.app.dns.NettyDns;
import org.earshot.app.dns.SipLocator;
import org.earshot.app.events.EventBus;
import org.earshot.app.guard.Destinations;
import org.earshot.app.guard.Guard;
import org.earshot.app.observe.Health;
import org.earshot.app.observe.Metrics;
import org.earshot.app.observe.RecentVerdicts;
import org.earshot.app.observe.Standing;
import org.earshot.app.observe.TrunkStates;
import org.earshot.app.registrar.Domains;
import org.earshot.app.registrar.LocationTable;
import org.earshot.app.registrar.Locations;
import org.earshot.app.registrar.Registrar;
import org.earshot.app.registrar.UserDirectory;
import org.earshot.app.route.DialPlan;
import org.earshot.app.store.Database;
import org.earshot.app.store.JdbcLocationStore;
import org.earshot.app.trunk.TrunkDirectory;
import org.earshot.app.trunk.TrunkKeeper;
import org.earshot.app.trunk.TrunkLoop;
import org.earshot.app.trunk.TrunkNames;
import org.earshot.media.MediaCounters;
import org.earshot.media.MediaGateway;
import org.earshot.media.net.MediaSettings;
import org.earshot.media.relay.NettyMediaGateway;
import org.earshot.sip.ConnectionSettings;
import org.earshot.sip.SipEndpoint;
import org.earshot.sip.SipSettings;
import org.earshot.sip.SipStartException;
import org.earshot.sip.TlsSettings;
import org.earshot.sip.auth.DigestAlgorithm;
import org.earshot.sip.auth.DigestVerifier;
import org.earshot.sip.auth.NonceStore;
import org.earshot.sip.message.Transport;
import org.earshot.sip.trace.SipTracer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds every long-lived object, in order, and takes them down in the other. The only place that reads the clocks. */
public final class Wiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final Duration CALLS_END = Duration.ofSeconds(4);
  private static final Duration SWEEP = Duration.ofSeconds(5);
  /** Names of trunks may take that long at the start; then the server serves, and trunks follow as they resolve. */
  private static final Duration FIRST_NAMES = Duration.ofSeconds(2);
  private static final int NONCES_IN_USE_MAX = 100_000;
  private static final LongSupplier NANOS = System::nanoTime;
  private static final InstantSource CLOCK = InstantSource.system();

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Health health = new Health();
  private Switchboard switchboard;
  private HttpServer http;

  private Wiring() {}

  /** Starts the server; what stands in its way is told in one line, and nothing is left running. */
  public static Wiring start(ServerConfig config) throws StartException {
    var wiring = new Wiring();
    try {
      Preflight.check(config);
      wiring.build(config);
      return wiring;
    } catch (SipStartException problem) {
      wiring.close();
      throw new StartException(problem.getMessage(), problem);
    } catch (RuntimeException problem) {
      wiring.close();
      throw problem;
    }
  }

  private void build(ServerConfig config) throws SipStartException {
    var metrics = part(new Metrics());
    var bus = part(new EventBus(metrics));
    var verdicts = new RecentVerdicts();
    bus.inline(metrics);
    bus.inline(verdicts);
    if (!config.cdr().file().isEmpty()) {
      var cdrs = part(new CdrWriter(Path.of(config.cdr().file()), metrics));
      bus.inline(new CdrCollector(cdrs::write));
    }

    var store = part(new JdbcLocationStore(part(Database.open(config.storage().url())), () -> metrics.refused("store")));
    var table = new LocationTable(store.load(CLOCK.instant()), CLOCK);
    var media = part(media(config));
    var trunks = new TrunkDirectory(config.trunks(), NANOS);
    var locator = new SipLocator(new DnsCache(part(dns(config)), NANOS), transports(config));
    var trunkLoop = part(new TrunkLoop());
    new TrunkNames(trunks, locator, trunkLoop).start(FIRST_NAMES);
    var users = new UserDirectory(config.users());
    var verifier = verifier(config);
    var plan = new DialPlan(config.users(), config.routes(), config.calls().ring(),
        config.calls().overlap());
    var loops = part(new CallLoops(count(config.calls().loops()), NANOS));

    var guard = new Guard(config.security(), hop -> trunks.from(hop).isPresent(), loops::behind, bus, NANOS, CLOCK);
    var destinations = new Destinations(config.security().destinations(), plan, NANOS);
    bus.inline(destinations);
    part(new Every(SWEEP, guard::sweep));

    var sip = new SipLine();
    var registrar = new Registrar(config.registrar(), Domains.of(config.sip()), verifier, users, table,
        new Registrar.Ports(sip, bus, store, loops::post, CLOCK));
    switchboard = CallCore.build(config,
        new CallCore.Directory(verifier, users, trunks, destinations, table, registrar),
        new CallCore.Carriers(sip, media, bus, loops), CLOCK, NANOS);
    var endpoint = part(SipEndpoint.start(sipSettings(config), sip, both(metrics, guard), guard));
    var keeper = part(new TrunkKeeper(trunks, trunkLoop, new TrunkKeeper.Ports(sip, bus, locator, CLOCK, NANOS)));
    sip.answersOf(TrunkKeeper.OWNER, keeper::on);
    sip.answersOf(CallCore.MESSAGES, switchboard::answered);
    sip.connect(endpoint, switchboard);
    keeper.start();
    part(new Every(SWEEP, () -> registrar.sweep(CLOCK.instant())));

    var trunkStates = new TrunkStates(config.trunks(), trunks, switchboard);
    metrics.watchCalls(switchboard);
    metrics.watchRegistrations(table);
    metrics.watchSip(endpoint::legs, endpoint::dialogs, endpoint::transactions);
    metrics.watchTrunks(trunkStates);
    metrics.watchBans(() -> guard.bans().size());
    metrics.watchMedia(media.counters());
    metrics.watchLoops(loops::longestTurnNanos);
    metrics.watchRefusals("call-loop", loops::refused);
    health.check("sip", () -> endpoint.listening() ? Optional.empty() : Optional.of("a port is no longer read"));
    health.check("store", () -> store.writable() ? Optional.empty() : Optional.of("the last write failed"));
    health.check("calls", () -> switchboard.active() < config.sip().callsMax() ? Optional.empty()
        : Optional.of("at the ceiling of " + config.sip().callsMax()));
    health.check("media", () -> media.counters().portsFree() > 0 ? Optional.empty() : Optional.of("no port is free"));
    http = part(new HttpServer(config.http().listen(),
        new ApiSources(switchboard, table, trunkStates, verdicts, health, metrics, bus,
            standing(endpoint, table, media.counters()), guard,
            new MediaFolders(Path.of(config.media().prompts()), Path.of(config.media().recordings())))));
    http.start();
  }

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  private Standing standing(SipEndpoint endpoint, Locations locations, MediaCounters media) {
    return new Standing().count("calls", switchboard::active).count("registrations", () -> locations.all().size())
        .count("sip_legs", endpoint::legs).count("sip_dialogs", endpoint::dialogs)
        .count("sip_transactions", endpoint::transactions).count("rtp_streams", media::streamsActive)
        .count("media_ports_free", media::portsFree).process();
  }

  private static SipTracer both(SipTracer first, SipTracer second) {
    return trace -> {
      first.on(trace);
      second.on(trace);
    };
  }

  private static MediaGateway media(ServerConfig config) {
    return new NettyMediaGateway(mediaSettings(config), NANOS);
  }

  /** Relays calls on the loopback through an engine of its own, for no longer than that. */
  static void warmUpMedia(ServerConfig config, Duration limit) throws IOException {
    NettyMediaGateway.warmUp(mediaSettings(config), limit.toMillis(), NANOS);
  }

  private static MediaSettings mediaSettings(ServerConfig config) {
    var media = config.media();
    var ports = PortRange.parse(media.ports());
    return new MediaSettings(InetAddress.ofLiteral(media.listen()), ports.low(), ports.high(), media.transport(),
        mediaLoops(media.loops()), media.silence().toMillis(), media.drain().toMillis());
  }

  private static NettyDns dns(ServerConfig config) {
    return new NettyDns(config.sip().dns().stream().map(server -> HostPort.parse(server).address()).toList());
  }

  private static Set<Transport> transports(ServerConfig config) {
    return config.sip().listen().stream().map(listen -> listen.uri().transport()).collect(Collectors.toSet());
  }

  private static DigestVerifier verifier(ServerConfig config) {
    var nonces = new NonceStore(config.registrar().nonceLife(), NONCES_IN_USE_MAX, NANOS);
    List<DigestAlgorithm> algorithms =
        config.registrar().algorithms().stream().flatMap(name -> DigestAlgorithm.of(name).stream()).toList();
    return new DigestVerifier(config.registrar().realm(), algorithms, nonces);
  }

  private static SipSettings sipSettings(ServerConfig config) {
    var sip = config.sip();
    List<SipSettings.ListenPoint> points = sip.listen().stream().map(point -> new SipSettings.ListenPoint(
        point.uri().transport(), point.uri().hostPort().address(), point.advertise())).toList();
    var tls = sip.tls().map(keys -> new TlsSettings(keys.certificate(), keys.key(),
        TlsSettings.Clients.valueOf(keys.clients().name()), keys.clientCa(), keys.verify(), keys.ca()));
    var limits = sip.connections();
    return new SipSettings(points, sip.advertise(), sip.userAgent(), sip.maxMessageBytes(), count(sip.workers()),
        sip.callsMax(), tls, new ConnectionSettings(limits.max(), limits.perSource(), limits.setUp(), limits.message(),
        limits.idle(), limits.ping(), limits.fromBytes(), Set.copyOf(sip.websocketOrigins())));
  }

  /** Zero in the configuration: one for each core. */
  private static int count(int configured) {
    return configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
  }

  /** Zero: one for every two cores. A loop relays 50,000 packets a second and more, and is the cheaper the fuller it is. */
  private static int mediaLoops(int configured) {
    return configured > 0 ? configured : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** Where HTTP listens: of use where the configuration says port 0. */
  public int httpPort() {
    return http.port();
  }

  /** Ends the calls with BYE, waits for them a moment, then stops everything. */
  @Override
  public void close() {
    health.drain();
    if (switchboard != null) {
      switchboard.endAll();
      awaitNoCalls();
    }
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception problem) {
        LOG.warn("{} did not stop well", part.getClass().getSimpleName(), problem);
      }
    }
  }

  private void awaitNoCalls() {
    Instant deadline = CLOCK.instant().plus(CALLS_END);
    try {
      while (!switchboard.calls().isEmpty() && CLOCK.instant().isBefore(deadline)) {
        Thread.sleep(20);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!switchboard.calls().isEmpty()) {
      LOG.warn("{} calls did not end in time", switchboard.calls().size());
    }
  }
}
