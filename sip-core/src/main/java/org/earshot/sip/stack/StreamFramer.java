package org.earshot.sip.stack;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261 §18.3), within strict limits of size and time. A stream
 * that loses its frame is not resumed: what follows could be read as anything.
 */
final class StreamFramer extends ByteToMessageDecoder {
  private static final Pattern LENGTH =
      Pattern.compile("(?im)^(?:content-length|l)[ \\t]*:[ \\t]*(\\S+)[ \\t]*$");
  private static final int BLANK_LINE = 0x0d0a0d0a;

  private final int maxBytes;
  private final long timeoutMs;
  private boolean inMessage;
  private boolean broken;
  private int breaks;
  /** Of the head, what has been looked at; of the message, its length once the head is complete. */
  private int scanned;
  private int whole;
  private Future<?> deadline;

  /** {@code timeoutMs}: a peer that has begun a message must end it in that time. */
  StreamFramer(int maxBytes, long timeoutMs) {
    this.maxBytes = maxBytes;
    this.timeoutMs = timeoutMs;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (!inMessage && !skipBreaks(in, out)) {
      return;
    }
    inMessage = true;
    if (whole == 0) {
      head(in, out);
    }
    if (whole > 0 && in.readableBytes() >= whole) {
      var message = new byte[whole];
      in.readBytes(message);
      out.add(new Frame.Message(message));
      reset();
    } else if (!broken && deadline == null) {
      deadline = context.executor().schedule(() -> tooSlow(context), timeoutMs, TimeUnit.MILLISECONDS);
    }
  }

  /** Whether a message begins here: what stands between messages is line breaks (RFC 3261 §7.5), two of them a ping. */
  private boolean skipBreaks(ByteBuf in, List<Object> out) {
    while (in.isReadable()) {
      byte next = in.getByte(in.readerIndex());
      if (next != '\r' && next != '\n') {
        breaks = 0;
        return true;
      }
      in.skipBytes(1);
      breaks += next == '\n' ? 1 : 0;
      if (breaks == 2) {
        breaks = 0;
        out.add(new Frame.Ping());
        return false;
      }
    }
    return false;
  }

  private void head(ByteBuf in, List<Object> out) {
    int length = headLength(in);
    if (length < 0) {
      if (in.readableBytes() > maxBytes) {
        lose(in, in.readableBytes(), "too-long", out);
      }
      return;
    }
    long body = bodyLength(in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1));
    if (body < 0) {
      lose(in, length, "content-length", out);
    } else if (length + body > maxBytes) {
      lose(in, length, "too-long", out);
    } else {
      whole = (int) (length + body);
    }
  }

  /** With the blank line that ends it; -1 where that has not come yet. */
  private int headLength(ByteBuf in) {
    int start = in.readerIndex();
    for (int i = Math.max(0, scanned - 3); i + 4 <= in.readableBytes(); i++) {
      if (in.getByte(start + i) == '\r' && in.getInt(start + i) == BLANK_LINE) {
        return i + 4;
      }
    }
    scanned = in.readableBytes();
    return -1;
  }

  private void lose(ByteBuf in, int length, String reason, List<Object> out) {
    var head = new byte[Math.min(length, maxBytes)];
    in.getBytes(in.readerIndex(), head);
    in.skipBytes(in.readableBytes());
    broken = true;
    reset();
    out.add(new Frame.Broken(head, reason));
  }

  private void tooSlow(ChannelHandlerContext context) {
    if (inMessage && !broken) {
      broken = true;
      context.fireChannelRead(new Frame.Broken(new byte[0], "too-slow"));
    }
  }

  private void reset() {
    inMessage = false;
    scanned = 0;
    whole = 0;
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    reset();
  }

  /** What has begun and not ended is no message. */
  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.isReadable()) {
      decode(context, in, out);
    }
    broken = true;
    reset();
  }

  /** 0 where there is none, as for a message without body; -1 where it cannot be believed. */
  static long bodyLength(String head) {
    Matcher matcher = LENGTH.matcher(head);
    long found = 0;
    boolean first = true;
    while (matcher.find()) {
      long length = number(matcher.group(1));
      if (length < 0 || !first && length != found) {
        return -1;
      }
      found = length;
      first = false;
    }
    return found;
  }

  private static long number(String text) {
    try {
      return text.charAt(0) == '+' ? -1 : Long.parseLong(text);
    } catch (NumberFormatException unreadable) {
      return -1;
    }
  }
}
