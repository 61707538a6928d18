package org.earshot.app.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.UUID;
import org.earshot.app.agent.SipText.Field;

/** What each agent has: a socket for SIP, one for RTP, and a virtual thread that receives. */
public abstract class Agent implements AutoCloseable {
  private static final int DATAGRAM_MAX = 65_535;

  protected final String name;
  protected final DatagramSocket rtp;
  private final DatagramSocket sip;

  protected Agent(String name) {
    this.name = name;
    this.sip = onLoopback();
    this.rtp = onLoopback();
  }

  private static DatagramSocket onLoopback() {
    try {
      return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called once the agent is whole: messages may come as soon as it returns. */
  public final void listen() {
    Thread.ofVirtual().name(name).start(this::receive);
  }

  private void receive() {
    var packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
    while (!sip.isClosed()) {
      try {
        packet.setLength(DATAGRAM_MAX);
        sip.receive(packet);
        on(SipText.parse(packet.getData(), packet.getLength()), packet.getSocketAddress());
      } catch (IOException _) {
        return; // closed: the agent is done
      }
    }
  }

  protected abstract void on(SipText message, SocketAddress from);

  protected final void send(SipText message, SocketAddress to) {
    byte[] bytes = message.bytes();
    try {
      sip.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public final int sipPort() {
    return sip.getLocalPort();
  }

  protected final String contact() {
    return "<sip:" + name + "@127.0.0.1:" + sipPort() + ">";
  }

  protected final List<Field> withSdp() {
    return List.of(new Field("Contact", contact()), new Field("Allow", "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO"),
        new Field("Content-Type", "application/sdp"));
  }

  /** G.711 mu-law and nothing else. */
  protected final String sdp() {
    return String.join("\r\n", "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0",
        "m=audio " + rtp.getLocalPort() + " RTP/AVP 0", "a=rtpmap:0 PCMU/8000", "a=ptime:20", "");
  }

  /** Sends a packet of 20 ms to where a session description wants audio. */
  protected final void sendRtp(byte[] packet, InetSocketAddress to) throws IOException {
    rtp.send(new DatagramPacket(packet, packet.length, to));
  }

  /** Where a session description wants its audio. */
  protected static InetSocketAddress mediaOf(String sdp) {
    String host = sdp.replaceAll("(?s).*c=IN IP4 ([0-9.]+).*", "$1");
    String port = sdp.replaceAll("(?s).*m=audio ([0-9]+).*", "$1");
    return new InetSocketAddress(host, Integer.parseInt(port));
  }

  protected static String token() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  @Override
  public void close() {
    sip.close();
    rtp.close();
  }
}
