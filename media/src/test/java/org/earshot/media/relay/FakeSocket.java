package org.earshot.media.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.earshot.media.net.DatagramReceiver;
import org.earshot.media.net.RtpSocket;

/** A port without a kernel: the test delivers datagrams and sees what was sent. */
final class FakeSocket implements RtpSocket {
  record Sent(byte[] bytes, InetSocketAddress to) {}

  final List<Sent> sent = new ArrayList<>();
  boolean refuses;
  private final int port;
  private DatagramReceiver receiver;

  FakeSocket(int port) {
    this.port = port;
  }

  void deliver(ByteBuf datagram, InetSocketAddress source) {
    receiver.onDatagram(datagram, source);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void receiver(DatagramReceiver newReceiver) {
    receiver = newReceiver;
  }

  @Override
  public boolean send(ByteBuf datagram, InetSocketAddress to) {
    if (!refuses) {
      sent.add(new Sent(ByteBufUtil.getBytes(datagram), to));
    }
    return !refuses;
  }

  @Override
  public CompletableFuture<Void> unbind() {
    receiver = null;
    return CompletableFuture.completedFuture(null);
  }
}
