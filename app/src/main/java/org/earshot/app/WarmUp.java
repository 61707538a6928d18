package org.earshot.app;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.earshot.app.agent.Caller;
import org.earshot.app.agent.InstantCallee;
import org.earshot.app.agent.SipText;
import org.earshot.app.config.ListenUri;
import org.earshot.app.config.PortRange;
import org.earshot.app.config.ServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls through a server of the same kind, on the loopback and before the real one opens its ports, so that the first
 * real calls meet compiled code: without them the first hundred take ten times as long as the rest.
 */
final class WarmUp {
  /** Its calls come as fast as they can. */
  private static final ServerConfig.Security NO_SECURITY = new ServerConfig.Security(List.of(), List.of(),
      new ServerConfig.Bans(0, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)), 0, List.of());
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int AT_ONCE = 8;
  private static final int MEDIA_PORTS = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  /** The calls above carry no audio; these carry nothing else. */
  private static final Duration MEDIA_MAX = Duration.ofSeconds(2);

  private final ServerConfig config;
  private final AtomicInteger left;
  private final AtomicInteger made = new AtomicInteger();
  private final Instant deadline;

  private WarmUp(ServerConfig config) {
    this.config = config;
    this.left = new AtomicInteger(config.calls().warmUp());
    this.deadline = Instant.now().plus(config.calls().warmUpMax());
  }

  /**
   * Makes the calls that {@code calls.warm-up} asks for, and says how many there were. What goes wrong is told and keeps
   * nothing from starting.
   */
  static int run(ServerConfig config) {
    if (config.calls().warmUp() == 0) {
      return 0;
    }
    var warmUp = new WarmUp(config);
    try {
      warmUp.run();
    } catch (IOException | RuntimeException problem) {
      LOG.warn("the first calls will be slow, as the warm-up failed: {}", problem.getMessage());
    }
    return warmUp.made.get();
  }

  private void run() throws IOException {
    Path directory = Files.createTempDirectory("earshot-warm-up");
    int port = freePort();
    Wiring.warmUpMedia(config, MEDIA_MAX);
    try (var callee = new InstantCallee(); Wiring _ = Wiring.start(warmConfig(directory, port, callee.sipPort()))) {
      callee.listen();
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < AT_ONCE; i++) {
          callers.submit(() -> callAgainAndAgain(port));
        }
      }
    } finally {
      delete(directory);
    }
  }

  private Void callAgainAndAgain(int port) throws InterruptedException {
    while (left.getAndDecrement() > 0 && Instant.now().isBefore(deadline)) {
      try (var caller = new Caller("caller", "100", port)) {
        caller.listen();
        caller.invite();
        Optional<SipText> heard = caller.next(PATIENCE);
        while (heard.isPresent() && heard.get().status() < 200) {
          heard = caller.next(PATIENCE);
        }
        if (heard.isPresent()) {
          caller.hangUp(PATIENCE);
          made.incrementAndGet();
        }
      }
    }
    return null;
  }

  /** The real configuration with ports, trunks and a store of its own. */
  private ServerConfig warmConfig(Path directory, int port, int calleePort) {
    PortRange ports = PortRange.parse(config.media().ports());
    var listen = new ServerConfig.Listen(ListenUri.parse("udp://127.0.0.1:" + port), Optional.empty());
    var sip = new ServerConfig.Sip(List.of(listen), Optional.empty(), List.of(), config.sip().userAgent(),
        config.sip().maxMessageBytes(), config.sip().workers(), config.sip().callsMax(), Optional.empty(),
        config.sip().connections(), List.of(), List.of(), config.sip().sessionTimer());
    var media = new ServerConfig.Media("127.0.0.1", Optional.empty(),
        ports.low() + "-" + Math.min(ports.high(), ports.low() + MEDIA_PORTS - 1), config.media().transport(),
        config.media().loops(), config.media().silence(), Duration.ZERO);
    var unlimited = new ServerConfig.Limits(0, 0);
    var trunks = List.of(
        new ServerConfig.Trunk("caller", "sip:127.0.0.1", List.of("127.0.0.1/32"), Optional.empty(), unlimited),
        new ServerConfig.Trunk("callee", "sip:127.0.0.1:" + calleePort, List.of(), Optional.empty(), unlimited));
    var routes = List.of(new ServerConfig.Route("^100$", List.of("callee"), Optional.empty(), ServerConfig.Amd.REPORT,
        Optional.empty()));
    return new ServerConfig(sip, media, config.registrar(), config.calls(), List.of(), trunks, routes, config.amd(),
        new ServerConfig.Http("127.0.0.1:0"), new ServerConfig.Storage("jdbc:sqlite:" + directory.resolve("warm-up.db")),
        new ServerConfig.Cdr(""), config.log(), NO_SECURITY);
  }

  private static int freePort() throws IOException {
    try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
