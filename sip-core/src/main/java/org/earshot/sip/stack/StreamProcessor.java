package org.earshot.sip.stack;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.Transport;

/**
 * One listening socket of TCP, TLS, WS or WSS and its connections, accepted and made. A peer is addressed by the
 * connection it has, its source address and port, so that a phone behind NAT is reached by the connection it registered
 * over. Where it has none one is made, but for WebSockets: a browser cannot be connected to.
 */
final class StreamProcessor extends StackProcessor {
  private static final int BACKLOG = 1024;
  private static final int CONNECT_TIMEOUT_MS = 4000;
  /** What may wait for a peer that does not read. */
  private static final WriteBufferWaterMark QUEUE_BYTES = new WriteBufferWaterMark(256 << 10, 512 << 10);
  // the kernel asks a silent peer after half a minute, and gives it up half a minute later
  private static final int PROBE_AFTER_S = 30;
  private static final int PROBE_EVERY_S = 10;
  private static final int PROBES = 3;

  private final Transport transport;
  private final Streams streams;
  private final StreamPipeline pipeline;
  private final Map<InetSocketAddress, StreamConnection> connections = new ConcurrentHashMap<>();
  private final Channel listener;

  StreamProcessor(EarshotStack stack, Transport transport, InetSocketAddress bind) throws IOException {
    super(stack, transport, bind);
    this.transport = transport;
    this.streams = stack.streams();
    this.pipeline = new StreamPipeline(streams, transport, getMaximumMessageSize());
    if (isSecure()) {
      streams.tls();
    }
    this.listener = bind(bind);
  }

  private Channel bind(InetSocketAddress bind) throws IOException {
    // 0.0.0.0 is IPv4 alone, so that an IPv6 point may have the same port
    var family = bind.getAddress() instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    var bootstrap = new ServerBootstrap().group(streams.loops())
        .channelFactory(() -> new NioServerSocketChannel(SelectorProvider.provider(), family))
        .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
        .option(ChannelOption.AUTO_READ, false);
    bootstrap.childHandler(new ChannelInitializer<SocketChannel>() {
      @Override
      protected void initChannel(SocketChannel channel) throws IOException {
        adopt(channel);
      }
    });
    var bound = bootstrap.bind(bind).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw bound.cause() instanceof IOException problem ? problem : new IOException(bound.cause());
    }
    return bound.channel();
  }

  @Override
  public void start() {
    listener.config().setAutoRead(true);
  }

  @Override
  boolean listening() {
    return listener.isActive();
  }

  private void adopt(SocketChannel channel) throws IOException {
    InetSocketAddress peer = channel.remoteAddress();
    InetAddress source = peer.getAddress();
    if (!stack().admits(new Hop(transport, peer))) {
      channel.close();
      return;
    }
    if (!streams.limits().enter(source)) {
      channel.close();
      stack().intake().refused("connections-full", new Hop(transport, peer));
      return;
    }
    var connection = new StreamConnection(this, transport, peer);
    channel.closeFuture().addListener(_ -> {
      streams.limits().leave(source);
      stack().flowEnded(new Hop(transport, peer));
    });
    StreamConnection former = connections.put(peer, connection);
    if (former != null) {
      former.close();
    }
    var handler = new StreamHandler(connection, stack().intake(), transport, null);
    prepare(channel);
    pipeline.accepted(channel.pipeline(), handler);
    channel.eventLoop().schedule(() -> closeUnheard(channel, handler), setUpMs(), TimeUnit.MILLISECONDS);
  }

  /** A connection that says nothing is somebody's attempt to hold it. */
  private static void closeUnheard(SocketChannel channel, StreamHandler handler) {
    if (!handler.heard() && channel.isActive()) {
      handler.end(channel.pipeline().lastContext(), "silent");
    }
  }

  private void prepare(SocketChannel channel) {
    channel.config().setTcpNoDelay(true);
    channel.config().setKeepAlive(true);
    channel.config().setWriteBufferWaterMark(QUEUE_BYTES);
    channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), PROBE_AFTER_S);
    channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), PROBE_EVERY_S);
    channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
    channel.pipeline().addLast(new IdleStateHandler(streams.settings().idle().toMillis(),
        streams.settings().ping().toMillis(), 0, TimeUnit.MILLISECONDS));
  }

  /**
   * The connection to that peer, or one that is being made. A name in the address has to be that of the peer's
   * certificate: then only a connection that was made to this name will do (RFC 5922 §7.3).
   */
  @Override
  StreamConnection channelTo(InetSocketAddress peer) {
    return connections.compute(peer, (_, known) -> known != null && serves(known, peer) ? known : dial(peer));
  }

  private boolean serves(StreamConnection known, InetSocketAddress peer) {
    String name = peer.getHostString();
    return !isSecure() || name.equals(peer.getAddress().getHostAddress())
        || name.equals(known.address().getHostString());
  }

  @Override
  boolean isConnected(InetSocketAddress peer) {
    return connections.containsKey(peer);
  }

  private StreamConnection dial(InetSocketAddress peer) {
    var connection = new StreamConnection(this, transport, peer);
    switch (transport) {
      case TCP, TLS -> streams.loops().execute(() -> connect(connection));
      case UDP, WS, WSS -> streams.loops().execute(() -> connection.gone("it has gone, and cannot be connected to"));
    }
    return connection;
  }

  private void connect(StreamConnection connection) {
    InetSocketAddress peer = connection.address();
    var bootstrap = new Bootstrap().group(streams.loops()).channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
        .handler(new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) throws IOException {
            prepare(channel);
            pipeline.dialled(channel.pipeline(), peer, new StreamHandler(connection, stack().intake(), transport,
                isSecure() && streams.tls().verifies() ? peer.getHostString() : null));
          }
        });
    if (!getIpAddress().isAnyLocalAddress()) {
      bootstrap.localAddress(new InetSocketAddress(getIpAddress(), 0));
    }
    bootstrap.connect(new InetSocketAddress(peer.getAddress(), peer.getPort())).addListener(done -> {
      if (!done.isSuccess()) {
        connection.gone(done.cause().getMessage());
      }
    });
  }

  long setUpMs() {
    return streams.settings().setUp().toMillis();
  }

  void forget(StreamConnection connection) {
    connections.remove(connection.address(), connection);
  }

  @Override
  public void stop() {
    listener.close().awaitUninterruptibly();
    connections.values().forEach(StreamConnection::close);
  }
}
