package org.earshot.scenarios.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** An even port for RTP and the next for RTCP. Blocking; used by the test's thread. */
public final class RtpSocket implements AutoCloseable {
  private static final int LIMIT_MS = 20_000;
  private static final int SOON_MS = 500;
  private static final int BYTES_MAX = 2_048;
  private final DatagramSocket rtp;
  private final DatagramSocket rtcp;

  public RtpSocket(InetAddress address) {
    DatagramSocket first = null;
    DatagramSocket second = null;
    while (second == null) {
      first = bound(address, 0);
      second = first.getLocalPort() % 2 == 0 ? bound(address, first.getLocalPort() + 1) : null;
      if (second == null) {
        first.close();
      }
    }
    this.rtp = first;
    this.rtcp = second;
  }

  /** Null where the port is taken. */
  private static DatagramSocket bound(InetAddress address, int port) {
    try {
      DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, port));
      socket.setSoTimeout(LIMIT_MS);
      return socket;
    } catch (SocketException e) {
      if (port == 0) {
        throw new UncheckedIOException(e);
      }
      return null;
    }
  }

  public int port() {
    return rtp.getLocalPort();
  }

  public void send(byte[] packet, InetSocketAddress to) {
    send(rtp, packet, to);
  }

  public void sendControl(byte[] packet, InetSocketAddress to) {
    send(rtcp, packet, to);
  }

  private static void send(DatagramSocket socket, byte[] packet, InetSocketAddress to) {
    try {
      socket.send(new DatagramPacket(packet, packet.length, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] receive() {
    return receive(rtp);
  }

  /** Takes packets until this one comes. */
  public void receiveUntil(byte[] packet) {
    byte[] next = receive();
    while (!Arrays.equals(next, packet)) {
      next = receive();
    }
  }

  /** Takes one packet, if one comes soon. */
  public boolean arrives() {
    try {
      rtp.setSoTimeout(SOON_MS);
      rtp.receive(new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX));
      rtp.setSoTimeout(LIMIT_MS);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] receiveControl() {
    return receive(rtcp);
  }

  private static byte[] receive(DatagramSocket socket) {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX);
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no packet came to port " + socket.getLocalPort(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    rtp.close();
    rtcp.close();
  }
}
