package org.earshot.sip.stack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A SIP peer of one raw datagram socket. */
final class UdpPeer implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  final DatagramSocket socket;
  private final InetSocketAddress server;

  UdpPeer(int serverPort) throws IOException {
    this(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), serverPort), 0);
  }

  UdpPeer(InetSocketAddress server, int port) throws IOException {
    this.server = server;
    this.socket = new DatagramSocket(new InetSocketAddress(server.getAddress().isLoopbackAddress()
        ? server.getAddress() : InetAddress.ofLiteral("127.0.0.1"), port));
  }

  int port() {
    return socket.getLocalPort();
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, server));
  }

  Wire receive() throws IOException {
    return receive(PATIENCE_MS);
  }

  private Wire receive(int timeoutMs) throws IOException {
    var packet = new DatagramPacket(new byte[65535], 65535);
    socket.setSoTimeout(timeoutMs);
    socket.receive(packet);
    return new Wire(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
  }

  /** The next message that fits; others before it are passed over. */
  Wire await(Predicate<Wire> wanted) throws IOException {
    while (true) {
      Wire wire = receive();
      if (wanted.test(wire)) {
        return wire;
      }
    }
  }

  Wire awaitStatus(int status) throws IOException {
    return await(wire -> wire.status() == status);
  }

  Wire awaitRequest(String method) throws IOException {
    return await(wire -> wire.isRequest(method));
  }

  /** True when nothing more arrives for a moment. */
  boolean isQuiet(int forMs) throws IOException {
    try {
      receive(forMs);
      return false;
    } catch (SocketTimeoutException quiet) {
      return true;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
