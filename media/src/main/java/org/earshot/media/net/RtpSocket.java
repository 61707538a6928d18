package org.earshot.media.net;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** One bound UDP port. Its media loop only. */
public interface RtpSocket {
  int port();

  /** Who takes the datagrams from now on. */
  void receiver(DatagramReceiver receiver);

  /** Sends the readable bytes and leaves the buffer as it was; false if the kernel or its queue would not take them. */
  boolean send(ByteBuf datagram, InetSocketAddress to);

  /** Gives the port back to the kernel; ends when it has it. Repeatable. */
  CompletableFuture<Void> unbind();
}
