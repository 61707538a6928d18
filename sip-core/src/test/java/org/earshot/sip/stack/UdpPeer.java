package org.earshot.sip.stack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A peer over UDP. */
final class UdpPeer implements Peer {
  private final DatagramSocket socket;
  private final InetSocketAddress server;

  UdpPeer(int serverPort) throws IOException {
    this(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), serverPort));
  }

  /** Sends from the server's own loopback address. */
  UdpPeer(InetSocketAddress server) throws IOException {
    this(server, server.getAddress());
  }

  UdpPeer(InetSocketAddress server, InetAddress own) throws IOException {
    this.server = server;
    this.socket = new DatagramSocket(new InetSocketAddress(own, 0));
  }

  @Override
  public String transport() {
    return "UDP";
  }

  @Override
  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, server));
  }

  @Override
  public Wire receive(int timeoutMs) throws IOException {
    var packet = new DatagramPacket(new byte[65535], 65535);
    socket.setSoTimeout(timeoutMs);
    socket.receive(packet);
    return new Wire(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    socket.close();
  }
}
