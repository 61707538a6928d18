package org.earshot.sip.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.earshot.sip.message.Transport;

/** A peer over UDP: nothing but its address. */
final class UdpChannel extends StackChannel {
  private final UdpProcessor processor;
  private final InetSocketAddress peer;

  UdpChannel(UdpProcessor processor, InetSocketAddress peer) {
    super(processor, Transport.UDP, peer, processor.stack().intake());
    this.processor = processor;
    this.peer = peer;
  }

  @Override
  void write(byte[] message) throws IOException {
    processor.write(message, peer);
  }

  @Override
  public void close() {}
}
