package org.earshot.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.CompletableFuture;

/**
 * A port on Netty's NIO loop, by the JDK's own datagram channel in one buffer that the whole loop shares. The JDK hands
 * out the same address again as long as a peer keeps it, so nothing is allocated here either.
 */
final class NioSocket implements NioIoHandle, RtpSocket {
  private final DatagramChannel channel;
  private final DatagramMemory memory;
  private final FaultLog faults;
  private DatagramReceiver receiver;
  private IoRegistration registration;
  private int port;

  private NioSocket(DatagramChannel channel, DatagramReceiver receiver, MediaLoop loop) {
    this.channel = channel;
    this.receiver = receiver;
    memory = loop.memory();
    faults = loop.faults();
  }

  /** Binds on the calling loop, at once. */
  static NioSocket bind(boolean ipv6, InetSocketAddress address, DatagramReceiver receiver, MediaLoop loop)
      throws IOException {
    ProtocolFamily family = ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    NioSocket socket = new NioSocket(DatagramChannel.open(family), receiver, loop);
    try {
      socket.channel.setOption(StandardSocketOptions.SO_RCVBUF, MediaLoop.RECEIVE_BUFFER);
      socket.channel.configureBlocking(false);
      socket.channel.bind(address);
      socket.port = ((InetSocketAddress) socket.channel.getLocalAddress()).getPort();
      socket.register(loop);
    } catch (IOException e) {
      socket.unbind();
      throw e;
    }
    return socket;
  }

  private void register(MediaLoop loop) throws IOException {
    Future<IoRegistration> registered = loop.executor().register(this);
    if (!registered.isSuccess()) {
      throw new IOException("the loop did not take the socket", registered.cause());
    }
    registration = registered.getNow();
    registration.submit(NioIoOps.READ);
  }

  @Override
  public SelectableChannel selectableChannel() {
    return channel;
  }

  // One datagram an event, as with epoll.
  @Override
  public void handle(IoRegistration from, IoEvent event) {
    try {
      InetSocketAddress source = memory.receive(channel);
      if (source != null) {
        receiver.onDatagram(memory.received(), source);
      }
    } catch (IOException | RuntimeException e) {
      faults.on(e);
    }
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
    try {
      return channel.isOpen() && memory.send(channel, datagram, to);
    } catch (IOException | IllegalArgumentException e) {
      // no route, or an address of a family that this socket cannot reach
      return false;
    }
  }

  @Override
  public CompletableFuture<Void> unbind() {
    if (registration != null) {
      registration.cancel();
    }
    try {
      channel.close();
    } catch (IOException e) {
      faults.on(e);
    }
    return CompletableFuture.completedFuture(null);
  }

  /** The loop has ended. */
  @Override
  public void close() {
    unbind();
  }
}
