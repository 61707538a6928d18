package org.earshot.sip.stack;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import java.util.Set;

/** Looks at the HTTP request of a WebSocket before it is one: subprotocol {@code sip} (RFC 7118 §4) and Origin. */
final class WebSocketGate extends ChannelInboundHandlerAdapter {
  static final String SUBPROTOCOL = "sip";

  private final Set<String> origins;

  /** {@code origins}: empty for any. A client that is no browser sends no Origin, and none can be asked of it. */
  WebSocketGate(Set<String> origins) {
    this.origins = origins;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof FullHttpRequest request) {
      HttpResponseStatus refusal = refusal(request);
      if (refusal != null) {
        ReferenceCountUtil.release(message);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        return;
      }
      context.pipeline().remove(this);
    }
    context.fireChannelRead(message);
  }

  private HttpResponseStatus refusal(FullHttpRequest request) {
    if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
      return HttpResponseStatus.UPGRADE_REQUIRED;
    }
    boolean sip = request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
        .flatMap(value -> Arrays.stream(value.split(","))).anyMatch(word -> word.strip().equalsIgnoreCase(SUBPROTOCOL));
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (!sip) {
      return HttpResponseStatus.BAD_REQUEST;
    }
    return origins.isEmpty() || origin == null || origins.contains(origin) ? null : HttpResponseStatus.FORBIDDEN;
  }
}
