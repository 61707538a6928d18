package org.earshot.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A port as a Netty datagram channel, with itself as the pipeline's only handler. Costs a buffer, a
 * datagram object and an address a packet; for transports that have nothing cheaper.
 */
final class ChannelSocket extends ChannelInboundHandlerAdapter implements RtpSocket {
  private final DatagramChannel channel;
  private final FaultLog faults;
  private DatagramReceiver receiver;
  private int port;

  private ChannelSocket(DatagramChannel channel, DatagramReceiver receiver, FaultLog faults) {
    this.channel = channel;
    this.receiver = receiver;
    this.faults = faults;
  }

  /** Binds on the calling loop, at once. */
  static ChannelSocket bind(DatagramChannel channel, InetSocketAddress address, DatagramReceiver receiver,
      MediaLoop loop) throws IOException {
    ChannelSocket socket = new ChannelSocket(channel, receiver, loop.faults());
    channel.config().setOption(ChannelOption.SO_RCVBUF, MediaLoop.RECEIVE_BUFFER);
    channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(MediaLoop.DATAGRAM_ROOM));
    channel.pipeline().addLast(socket);
    try {
      EventLoop executor = loop.executor();
      require(executor.register(channel));
      require(channel.bind(address));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    socket.port = channel.localAddress().getPort();
    return socket;
  }

  // Registering and binding a datagram channel end before they return, if asked for on the channel's own loop.
  private static void require(ChannelFuture step) throws IOException {
    if (step.cause() != null) {
      throw new IOException(step.cause().getMessage(), step.cause());
    }
    if (!step.isSuccess()) {
      throw new IOException("the socket's own loop did not bind it at once");
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
    if (!channel.isWritable()) {
      return false;
    }
    channel.writeAndFlush(new DatagramPacket(datagram.retainedDuplicate(), to), channel.voidPromise());
    return true;
  }

  @Override
  public CompletableFuture<Void> unbind() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    channel.close().addListener(_ -> closed.complete(null));
    return closed;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      DatagramPacket packet = (DatagramPacket) message;
      receiver.onDatagram(packet.content(), packet.sender());
    } catch (RuntimeException e) {
      faults.on(e);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  // A refused send surfaces here (RFC 1122 §4.1.3.3: ICMP errors are passed up): no reason to give the port up.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    faults.on(cause);
  }
}
