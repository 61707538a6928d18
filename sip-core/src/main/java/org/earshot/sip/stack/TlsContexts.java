package org.earshot.sip.stack;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.earshot.sip.TlsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our certificate and whom we trust, as last read from their files. A changed file is taken up by {@link #refresh};
 * connections that stand keep what they began with, and files that cannot be used change nothing. Any thread.
 */
final class TlsContexts {
  private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private record Loaded(SslContext server, SslContext client, List<Object> stamp) {}

  private final TlsSettings settings;
  private volatile Loaded loaded;

  /** Throws IOException with one line that says which file cannot be used. */
  TlsContexts(TlsSettings settings) throws IOException {
    this.settings = settings;
    this.loaded = load();
  }

  /** For those who connect to us. */
  SslContext server() {
    return loaded.server;
  }

  /** For those we connect to. */
  SslContext client() {
    return loaded.client;
  }

  boolean verifies() {
    return settings.verify();
  }

  /** Reads the files again if one has changed. Blocks on the disk. */
  synchronized void refresh() {
    try {
      if (!stamp().equals(loaded.stamp)) {
        loaded = load();
        LOG.info("TLS: the certificate was read again from {}", settings.certificate());
      }
    } catch (IOException unusable) {
      LOG.warn("TLS: staying with the certificate in use: {}", unusable.getMessage());
    }
  }

  private Loaded load() throws IOException {
    List<Object> stamp = stamp();
    try {
      return new Loaded(serverContext(), clientContext(), stamp);
    } catch (SSLException | IllegalArgumentException unusable) {
      Throwable cause = unusable.getCause() == null ? unusable : unusable.getCause();
      throw new IOException(settings.certificate() + " and " + settings.key() + " cannot be used: "
          + cause.getMessage(), unusable);
    }
  }

  private SslContext serverContext() throws SSLException {
    SslContextBuilder builder = SslContextBuilder
        .forServer(settings.certificate().toFile(), settings.key().toFile()).protocols(PROTOCOLS)
        .clientAuth(switch (settings.clients()) {
          case ANY -> ClientAuth.NONE;
          case ASK -> ClientAuth.OPTIONAL;
          case REQUIRE -> ClientAuth.REQUIRE;
        });
    settings.clientCa().ifPresent(file -> builder.trustManager(file.toFile()));
    return builder.build();
  }

  private SslContext clientContext() throws SSLException {
    // RFC 5922 has rules of its own for names: see PeerIdentity
    SslContextBuilder builder = SslContextBuilder.forClient().protocols(PROTOCOLS)
        .endpointIdentificationAlgorithm(null)
        .keyManager(settings.certificate().toFile(), settings.key().toFile());
    if (!settings.verify()) {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    } else {
      settings.ca().ifPresent(file -> builder.trustManager(file.toFile()));
    }
    return builder.build();
  }

  /** What tells a changed file: where a link leads to, when it was written, how long it is. */
  private List<Object> stamp() throws IOException {
    Stream<Path> files = Stream.of(Optional.of(settings.certificate()), Optional.of(settings.key()),
        settings.clientCa(), settings.ca()).flatMap(Optional::stream);
    var stamp = new ArrayList<Object>();
    for (Path file : files.toList()) {
      if (!Files.isReadable(file)) {
        throw new IOException(file + " cannot be read");
      }
      stamp.add(List.of(file.toRealPath(), Files.getLastModifiedTime(file), Files.size(file)));
    }
    return stamp;
  }
}
