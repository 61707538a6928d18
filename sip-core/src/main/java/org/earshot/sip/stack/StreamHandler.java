package org.earshot.sip.stack;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.earshot.sip.message.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a connection's pipeline: its life, its messages, its pings. On the connection's loop. */
final class StreamHandler extends SimpleChannelInboundHandler<Frame> {
  private static final Logger LOG = LoggerFactory.getLogger(StreamHandler.class);
  private static final byte[] PING = {'\r', '\n', '\r', '\n'};
  private static final byte[] PONG = {'\r', '\n'};

  private final StreamConnection connection;
  private final PacketIntake intake;
  private final Transport transport;
  /** What the peer's certificate must stand for, where we have connected and are to look; else null. */
  private final String identity;
  private boolean heard;
  private String why = "closed by the peer";

  StreamHandler(StreamConnection connection, PacketIntake intake, Transport transport, String identityOrNull) {
    this.connection = connection;
    this.intake = intake;
    this.transport = transport;
    this.identity = identityOrNull;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (transport == Transport.TCP) {
      connection.opened(context.channel());
    }
    context.fireChannelActive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent done when !done.isSuccess() -> end(context, "TLS: " + done.cause().getMessage());
      case SslHandshakeCompletionEvent _ when identity != null && !identified(context) ->
          end(context, "its certificate is not for " + identity);
      case SslHandshakeCompletionEvent _ when transport == Transport.TLS -> connection.opened(context.channel());
      case HandshakeComplete _ -> connection.opened(context.channel());
      case IdleStateEvent idle when idle.state() == IdleState.WRITER_IDLE -> ping(context.channel());
      case IdleStateEvent _ -> end(context, "idle");
      default -> context.fireUserEventTriggered(event);
    }
  }

  private boolean identified(ChannelHandlerContext context) {
    try {
      Certificate[] chain =
          context.pipeline().get(SslHandler.class).engine().getSession().getPeerCertificates();
      return chain[0] instanceof X509Certificate certificate && PeerIdentity.stands(certificate, identity);
    } catch (SSLPeerUnverifiedException none) {
      return false;
    }
  }

  /** RFC 5626 §3.5.1. Whoever does not know it skips empty lines before a message (RFC 3261 §7.5). */
  private static void ping(Channel channel) {
    channel.writeAndFlush(Unpooled.wrappedBuffer(PING));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) {
    heard = true;
    switch (frame) {
      case Frame.Message message -> connection.arrived(message.bytes(), context.channel());
      // RFC 5626 §4.4.1: a ping of two line breaks is answered by one
      case Frame.Ping _ -> context.channel().writeAndFlush(Unpooled.wrappedBuffer(PONG));
      case Frame.Broken broken -> {
        intake.unframed(broken, connection);
        connection.close();
      }
    }
  }

  /** Whether the peer has said anything that we understood. */
  boolean heard() {
    return heard;
  }

  void end(ChannelHandlerContext context, String reason) {
    why = reason;
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    LOG.debug("{} ended: {}", connection.peer(), why);
    connection.gone(why);
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
    Throwable cause = problem.getCause() == null ? problem : problem.getCause();
    switch (cause) {
      case TooLongFrameException _ -> intake.malformed("too-long", connection.peer());
      case CorruptedFrameException _ -> intake.malformed("websocket", connection.peer());
      case NotSslRecordException _ -> intake.malformed("no-tls", connection.peer());
      default -> LOG.debug("{}: {}", connection.peer(), cause.toString());
    }
    end(context, String.valueOf(cause.getMessage()));
  }
}
