package org.earshot.app;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.earshot.app.config.HostPort;
import org.earshot.app.config.ListenUri;
import org.earshot.app.config.ServerConfig;

/** Tries before the start what would otherwise fail with the first call, when nobody is looking. */
final class Preflight {
  private Preflight() {}

  /** Throws with the one line that the operator needs. */
  static void check(ServerConfig config) {
    bindable(config.media().listen());
    if (!config.cdr().file().isEmpty()) {
      writable(Path.of(config.cdr().file()).toAbsolutePath());
    }
  }

  /** Whether the ports can be had, before the warm-up takes its seconds: the start itself would say the same after it. */
  static void ports(ServerConfig config) {
    config.sip().listen().stream().map(ServerConfig.Listen::uri).forEach(Preflight::free);
    free(HostPort.parse(config.http().listen()));
  }

  private static void free(ListenUri point) {
    InetSocketAddress address = point.hostPort().address();
    try {
      switch (point.transport()) {
        case UDP -> new DatagramSocket(address).close();
        case TCP, TLS, WS, WSS -> new ServerSocket(address.getPort(), 1, address.getAddress()).close();
      }
    } catch (IOException e) {
      throw new StartException(point + ": " + why(e), e);
    }
  }

  private static void free(HostPort http) {
    try (var _ = new ServerSocket(http.port(), 1, http.address().getAddress())) {
      return;
    } catch (IOException e) {
      throw new StartException("http.listen: cannot serve on " + http + ": " + why(e), e);
    }
  }

  private static String why(IOException problem) {
    return problem.getMessage().startsWith("Address already in use") ? "address already in use" : problem.getMessage();
  }

  private static void bindable(String listen) {
    try (var _ = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(listen), 0))) {
      return;
    } catch (IOException e) {
      throw new StartException("media.listen: cannot bind to " + listen + ": " + e.getMessage(), e);
    }
  }

  private static void writable(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
      throw new StartException("cdr.file: cannot write to " + file + ": " + why, e);
    }
  }
}
