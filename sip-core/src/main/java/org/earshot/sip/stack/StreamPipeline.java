package org.earshot.sip.stack;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.earshot.sip.ConnectionSettings;
import org.earshot.sip.message.Transport;

/**
 * What stands between the bytes of a connection and its messages:
 *
 * <pre>
 *   TCP                                     StreamFramer ─► connection
 *   TLS  SslHandler ─►                      StreamFramer ─► connection
 *   WS                 HTTP ─► WebSocketGate ─► upgrade ─► WebSocketMessages ─► connection
 *   WSS  SslHandler ─► HTTP ─► WebSocketGate ─► upgrade ─► WebSocketMessages ─► connection
 * </pre>
 */
final class StreamPipeline {
  private static final int HTTP_BYTES_MAX = 8192;

  private final Streams streams;
  private final Transport transport;
  private final int maxMessageBytes;

  StreamPipeline(Streams streams, Transport transport, int maxMessageBytes) {
    this.streams = streams;
    this.transport = transport;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** For a peer that has connected to us. */
  void accepted(ChannelPipeline pipeline, ChannelHandler connection) throws IOException {
    if (secure()) {
      pipeline.addLast(limited(streams.tls().server().newHandler(pipeline.channel().alloc(), streams.handshakes())));
    }
    switch (transport) {
      case TCP, TLS -> framed(pipeline);
      case WS, WSS -> webSocket(pipeline);
      case UDP -> throw new IllegalStateException("datagrams have no pipeline");
    }
    pipeline.addLast(connection);
  }

  /** For a peer we connect to; {@code name}: what its certificate has to say, as a name or as an address. */
  void dialled(ChannelPipeline pipeline, InetSocketAddress peer, ChannelHandler connection) throws IOException {
    if (secure()) {
      // a name is told to the peer as well (SNI)
      pipeline.addLast(limited(streams.tls().client()
          .newHandler(pipeline.channel().alloc(), peer.getHostString(), peer.getPort(), streams.handshakes())));
    }
    framed(pipeline);
    pipeline.addLast(connection);
  }

  private boolean secure() {
    return transport == Transport.TLS || transport == Transport.WSS;
  }

  private SslHandler limited(SslHandler handler) {
    handler.setHandshakeTimeoutMillis(streams.settings().setUp().toMillis());
    return handler;
  }

  private void framed(ChannelPipeline pipeline) {
    pipeline.addLast(new StreamFramer(maxMessageBytes, streams.settings().message().toMillis()));
  }

  private void webSocket(ChannelPipeline pipeline) {
    ConnectionSettings settings = streams.settings();
    var upgrade = WebSocketServerProtocolConfig.newBuilder().websocketPath("/").checkStartsWith(true)
        .subprotocols(WebSocketGate.SUBPROTOCOL).maxFramePayloadLength(maxMessageBytes)
        .handshakeTimeoutMillis(settings.setUp().toMillis()).build();
    pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(HTTP_BYTES_MAX),
        new WebSocketGate(settings.origins()), new WebSocketServerProtocolHandler(upgrade),
        new WebSocketFrameAggregator(maxMessageBytes), new WebSocketMessages());
  }
}
