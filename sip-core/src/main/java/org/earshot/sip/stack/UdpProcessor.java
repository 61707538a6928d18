package org.earshot.sip.stack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One datagram socket. Its thread only reads; the stack's workers parse and dispatch. When they are behind by more than
 * their queue holds, packets are dropped and counted: the peers repeat them.
 */
final class UdpProcessor extends StackProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(UdpProcessor.class);

  private final DatagramSocket socket;
  private final LogLimit complaints = new LogLimit(System::nanoTime);
  private final Thread reader;

  UdpProcessor(EarshotStack stack, InetSocketAddress bind) throws IOException {
    super(stack, Transport.UDP, bind);
    socket = new DatagramSocket(bind);
    socket.setReceiveBufferSize(stack.getReceiveUdpBufferSize());
    socket.setSendBufferSize(stack.getSendUdpBufferSize());
    reader = Thread.ofPlatform().daemon().name("sip-udp-" + getPort()).unstarted(this::read);
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  boolean listening() {
    return reader.isAlive();
  }

  private void read() {
    // one byte more than we take, to tell a message that was cut off
    var buffer = new byte[getMaximumMessageSize() + 1];
    var packet = new DatagramPacket(buffer, buffer.length);
    while (!socket.isClosed()) {
      try {
        packet.setLength(buffer.length);
        socket.receive(packet);
        handOn(packet);
      } catch (IOException | RuntimeException problem) {
        if (!socket.isClosed() && complaints.admits()) {
          LOG.warn("reading from UDP port {}: {}", getPort(), problem.toString());
        }
      }
    }
  }

  private void handOn(DatagramPacket packet) {
    if (packet.getLength() <= 4) {
      // RFC 5626 §3.5.1: a keep-alive of line breaks; over UDP it wants no answer
      return;
    }
    var peer = (InetSocketAddress) packet.getSocketAddress();
    if (!stack().admits(new Hop(Transport.UDP, peer))) {
      return;
    }
    if (packet.getLength() > getMaximumMessageSize()) {
      stack().intake().malformed("too-long", new Hop(Transport.UDP, peer));
      return;
    }
    byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
    if (stack().overloaded() && Urgency.of(message) == Urgency.OTHER) {
      stack().intake().refused("overload", new Hop(Transport.UDP, peer));
      return;
    }
    long since = System.nanoTime();
    try {
      stack().workers().execute(message, () -> channelTo(peer).received(message, since));
    } catch (RejectedExecutionException behind) {
      stack().intake().refused("queue-full", new Hop(Transport.UDP, peer));
    }
  }

  @Override
  UdpChannel channelTo(InetSocketAddress peer) {
    return new UdpChannel(this, peer);
  }

  void write(byte[] message, InetSocketAddress peer) throws IOException {
    socket.send(new DatagramPacket(message, message.length, peer));
  }

  @Override
  public void stop() {
    socket.close();
  }
}
