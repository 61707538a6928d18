package org.earshot.sip.stack;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.earshot.sip.ConnectionSettings;
import org.earshot.sip.SipSettings;

/** What all connections share: the threads that read and write them, their limits, and the keys of TLS. One a stack. */
final class Streams implements AutoCloseable {
  private static final Duration KEYS_CHECK = Duration.ofSeconds(2);
  private static final long STOP_MS = 1000;

  private final ConnectionSettings settings;
  private final EventLoopGroup loops;
  private final ExecutorService handshakes;
  private final ConnectionLimits limits;
  private final Optional<TlsContexts> tls;

  /** Throws IOException where the keys cannot be used. */
  Streams(SipSettings settings) throws IOException {
    this.settings = settings.connections();
    this.tls = settings.tls().isPresent() ? Optional.of(new TlsContexts(settings.tls().get())) : Optional.empty();
    this.limits = new ConnectionLimits(this.settings.max(), this.settings.perSource());
    this.loops = new MultiThreadIoEventLoopGroup(settings.workers(), threads("sip-net-"), NioIoHandler.newFactory());
    // a handshake is a millisecond of arithmetic: not on a thread that reads for others
    this.handshakes = Executors.newFixedThreadPool(settings.workers(), threads("sip-tls-"));
    tls.ifPresent(keys -> loops.scheduleWithFixedDelay(() -> Thread.ofVirtual().name("sip-keys").start(keys::refresh),
        KEYS_CHECK.toMillis(), KEYS_CHECK.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static ThreadFactory threads(String name) {
    var number = new AtomicInteger();
    return task -> Thread.ofPlatform().daemon().name(name + number.getAndIncrement()).unstarted(task);
  }

  ConnectionSettings settings() {
    return settings;
  }

  EventLoopGroup loops() {
    return loops;
  }

  ExecutorService handshakes() {
    return handshakes;
  }

  ConnectionLimits limits() {
    return limits;
  }

  TlsContexts tls() throws IOException {
    return tls.orElseThrow(() -> new IOException("TLS has no certificate"));
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, STOP_MS, TimeUnit.MILLISECONDS);
    handshakes.shutdownNow();
  }
}
