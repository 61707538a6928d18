package org.earshot.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A port on Netty's epoll loop without a channel: the loop says that something has come, and the packet goes from
 * {@code recvfrom} to {@code sendto} in one buffer that the whole loop shares. Nothing is allocated as long as a peer
 * keeps its address.
 */
final class EpollSocket implements EpollIoHandle, RtpSocket {
  private final LinuxSocket socket;
  private final boolean ipv6;
  private final DatagramMemory memory;
  private final FaultLog faults;
  private final CachedAddress source = new CachedAddress();
  private final CachedAddress destination = new CachedAddress();
  private DatagramReceiver receiver;
  private IoRegistration registration;
  private int port;
  private boolean closed;

  private EpollSocket(LinuxSocket socket, boolean ipv6, DatagramReceiver receiver, MediaLoop loop) {
    this.socket = socket;
    this.ipv6 = ipv6;
    this.receiver = receiver;
    memory = loop.memory();
    faults = loop.faults();
  }

  /** Binds on the calling loop, at once. */
  static EpollSocket bind(SocketProtocolFamily family, InetSocketAddress address, DatagramReceiver receiver,
      MediaLoop loop) throws IOException {
    LinuxSocket socket = LinuxSocket.newSocketDgram(family);
    EpollSocket bound = new EpollSocket(socket, family == SocketProtocolFamily.INET6, receiver, loop);
    try {
      socket.setReceiveBufferSize(MediaLoop.RECEIVE_BUFFER);
      socket.bind(address);
      bound.port = socket.localAddress().getPort();
      bound.register(loop.executor());
    } catch (IOException e) {
      bound.unbind();
      throw e;
    }
    return bound;
  }

  // On the loop itself registering is done before it returns. Level-triggered: what one turn leaves, the next reports.
  private void register(IoEventLoop loop) throws IOException {
    Future<IoRegistration> registered = loop.register(this);
    if (!registered.isSuccess()) {
      throw new IOException("the loop did not take the socket", registered.cause());
    }
    registration = registered.getNow();
    registration.submit(EpollIoOps.EPOLLIN);
  }

  @Override
  public FileDescriptor fd() {
    return socket;
  }

  // One datagram an event: a socket that is flooded waits for its neighbours before it has its next turn.
  @Override
  public void handle(IoRegistration from, IoEvent event) {
    try {
      InetSocketAddress peer = closed ? null : memory.receive(socket.intValue(), source);
      if (peer != null) {
        receiver.onDatagram(memory.received(), peer);
      }
    } catch (RuntimeException e) {
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
    return !closed && memory.send(socket.intValue(), datagram, to, destination, ipv6);
  }

  @Override
  public CompletableFuture<Void> unbind() {
    if (!closed) {
      closed = true;
      if (registration != null) {
        registration.cancel();
      }
      closeSocket();
    }
    return CompletableFuture.completedFuture(null);
  }

  /** The loop has ended. */
  @Override
  public void close() {
    unbind();
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      faults.on(e);
    }
  }
}
