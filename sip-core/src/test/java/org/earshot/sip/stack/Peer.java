package org.earshot.sip.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A SIP peer of one raw socket. */
interface Peer extends AutoCloseable {
  int PATIENCE_MS = 10_000;

  /** "UDP" or "TCP", as in a Via. */
  String transport();

  /** The port it sends from. */
  int port();

  void send(byte[] bytes) throws IOException;

  /** The next message; SocketTimeoutException after that time. */
  Wire receive(int timeoutMs) throws IOException;

  @Override
  void close();

  default void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  default Wire receive() throws IOException {
    return receive(PATIENCE_MS);
  }

  /** The next message that fits; others before it are passed over. */
  default Wire await(Predicate<Wire> wanted) throws IOException {
    while (true) {
      Wire wire = receive();
      if (wanted.test(wire)) {
        return wire;
      }
    }
  }

  default Wire awaitStatus(int status) throws IOException {
    return await(wire -> wire.status() == status);
  }

  default Wire awaitRequest(String method) throws IOException {
    return await(wire -> wire.isRequest(method));
  }
}
