package org.earshot.sip.stack;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** RFC 7118 §5: one SIP message a WebSocket message, as text where it is text. */
final class WebSocketMessages extends MessageToMessageCodec<WebSocketFrame, ByteBuf> {

  @Override
  protected void decode(ChannelHandlerContext context, WebSocketFrame frame, List<Object> out) {
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      byte[] bytes = ByteBufUtil.getBytes(frame.content());
      out.add(isPing(bytes) ? new Frame.Ping() : new Frame.Message(bytes));
    }
  }

  private static boolean isPing(byte[] bytes) {
    for (byte each : bytes) {
      if (each != '\r' && each != '\n') {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void encode(ChannelHandlerContext context, ByteBuf message, List<Object> out) {
    out.add(ByteBufUtil.isText(message, StandardCharsets.UTF_8) ? new TextWebSocketFrame(message.retain())
        : new BinaryWebSocketFrame(message.retain()));
  }
}
