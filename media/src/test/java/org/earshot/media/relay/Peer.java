package org.earshot.media.relay;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.earshot.media.StreamSpec;
import org.earshot.media.StreamSpec.Codec;

/** A phone's pair of sockets on loopback. */
final class Peer implements AutoCloseable {
  static final Codec PCMU = new Codec(0, "PCMU", 8000);
  static final Codec PCMA = new Codec(8, "PCMA", 8000);
  private static final int PATIENCE_MS = 10_000;

  final DatagramSocket rtp;
  final DatagramSocket rtcp;
  private final InetAddress host;

  Peer() throws IOException {
    this(InetAddress.getLoopbackAddress());
  }

  Peer(InetAddress host) throws IOException {
    this.host = host;
    rtp = new DatagramSocket(new InetSocketAddress(host, 0));
    rtcp = new DatagramSocket(new InetSocketAddress(host, 0));
    rtp.setSoTimeout(PATIENCE_MS);
    rtcp.setSoTimeout(PATIENCE_MS);
  }

  InetSocketAddress rtpAddress() {
    return new InetSocketAddress(host, rtp.getLocalPort());
  }

  InetSocketAddress rtcpAddress() {
    return new InetSocketAddress(host, rtcp.getLocalPort());
  }

  StreamSpec spec() {
    return new StreamSpec(true, true, rtpAddress(), rtcpAddress(), true, List.of(PCMU, PCMA));
  }

  void sendRtp(int relayPort, byte[] datagram) throws IOException {
    rtp.send(new DatagramPacket(datagram, datagram.length, host, relayPort));
  }

  void sendRtcp(int relayPort, byte[] datagram) throws IOException {
    rtcp.send(new DatagramPacket(datagram, datagram.length, host, relayPort + 1));
  }

  DatagramPacket receiveRtp() throws IOException {
    return receive(rtp);
  }

  DatagramPacket receiveRtcp() throws IOException {
    return receive(rtcp);
  }

  /** What is in the socket's buffer by now, or null. */
  byte[] pollRtp() throws IOException {
    rtp.setSoTimeout(1);
    try {
      return bytes(receive(rtp));
    } catch (SocketTimeoutException e) {
      return null;
    } finally {
      rtp.setSoTimeout(PATIENCE_MS);
    }
  }

  private static DatagramPacket receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    socket.receive(packet);
    return packet;
  }

  static byte[] bytes(DatagramPacket packet) {
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** A PCMU packet with 160 octets of payload, all {@code fill}. */
  static byte[] packet(int ssrc, int sequence, int fill) {
    return packet(0, ssrc, sequence, fill);
  }

  static byte[] packet(int payloadType, int ssrc, int sequence, int fill) {
    ByteBuffer bytes = ByteBuffer.allocate(172);
    bytes.put((byte) 0x80).put((byte) payloadType).putShort((short) sequence).putInt(160 * sequence).putInt(ssrc);
    Arrays.fill(bytes.array(), 12, 172, (byte) fill);
    return bytes.array();
  }

  /** A receiver report without blocks. */
  static byte[] receiverReport(int ssrc) {
    return ByteBuffer.allocate(8).put((byte) 0x80).put((byte) 201).putShort((short) 1).putInt(ssrc).array();
  }

  @Override
  public void close() {
    rtp.close();
    rtcp.close();
  }
}
