package org.earshot.app;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
