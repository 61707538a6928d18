package org.earshot.app.api;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import io.javalin.util.JavalinLogger;
import org.earshot.app.StartException;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves dashboard, metrics, health and API. {@link #start} and {@link #close} are for one thread. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  /** Acceptor, selectors and their reserve; requests themselves run on virtual threads. */
  private static final int PLATFORM_THREADS = 16;
  /** Descriptors are for calls: whoever opens connections without end takes no more than these. */
  private static final int CONNECTIONS_MAX = 500;
  /** Nothing that is served here takes a body. */
  private static final long BODY_MAX = 16_384;

  private final ListenAddress listen;
  private final Javalin javalin;

  /** {@code listen}: as in the configuration, {@code 127.0.0.1:8080}; port 0 takes a free one. */
  public HttpServer(String listen, ApiSources sources) {
    this.listen = ListenAddress.of(listen);
    // Its own lines about starting would stand beside the one line that a StartException makes.
    JavalinLogger.enabled = false;
    var events = new EventSocket(sources.events(), sources.metrics());
    var routes = new Routes(sources, events);
    this.javalin = Javalin.create(config -> configure(config, routes));
  }

  private void configure(JavalinConfig config, Routes routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.threadPool = threads();
    config.jetty.host = listen.host();
    config.jetty.port = listen.port();
    config.jetty.modifyServer(server -> {
      server.setErrorHandler(new JettyErrors());
      server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, server));
    });
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = BODY_MAX;
    routes.addTo(config.routes, new BrowserGuard(listen.loopback()));
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(PLATFORM_THREADS, 2);
    threads.setName("http");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
    return threads;
  }

  /** Binds and serves; a {@link StartException} says why it cannot. */
  public void start() {
    try {
      javalin.start();
    } catch (JavalinException e) {
      throw new StartException("http.listen: cannot serve on " + listen + ": " + rootOf(e).getMessage(), e);
    }
    if (!listen.loopback()) {
      LOG.warn("HTTP on {} is open to whoever can reach it: it has no password, and calls can be hung up there",
          listen);
    }
  }

  private static Throwable rootOf(Throwable e) {
    return e.getCause() == null ? e : rootOf(e.getCause());
  }

  /** The port that was bound. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
