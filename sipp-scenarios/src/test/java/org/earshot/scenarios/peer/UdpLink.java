package org.earshot.scenarios.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.earshot.scenarios.harness.Site;

/** Datagrams between a phone's address and the server. */
final class UdpLink implements Link {
  private static final int BYTES_MAX = 65_535;

  private final DatagramSocket socket;
  private final InetSocketAddress server;
  private final Thread receiver;

  UdpLink(String address, Site site, Consumer<Message> heard) {
    this.server = new InetSocketAddress(Site.SERVER_ADDRESS, site.sipPort());
    try {
      this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), site.peerPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.receiver = Thread.ofPlatform().daemon().name("phone-" + address).start(() -> receive(heard));
  }

  private void receive(Consumer<Message> heard) {
    DatagramPacket packet = new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX);
    try {
      while (!socket.isClosed()) {
        packet.setLength(BYTES_MAX);
        socket.receive(packet);
        if (packet.getLength() > 4) {
          heard.accept(Message.parse(packet.getData(), packet.getLength()));
        }
      }
    } catch (SocketException e) {
      // closed: the test is over
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String transport() {
    return "UDP";
  }

  @Override
  public String sentBy() {
    return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  @Override
  public void send(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
    try {
      receiver.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
