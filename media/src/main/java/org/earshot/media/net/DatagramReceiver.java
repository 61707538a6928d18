package org.earshot.media.net;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/** Takes what arrives at one port, on the port's loop. The buffer is lent: whoever keeps bytes copies them. */
@FunctionalInterface
public interface DatagramReceiver {
  void onDatagram(ByteBuf datagram, InetSocketAddress source);
}
