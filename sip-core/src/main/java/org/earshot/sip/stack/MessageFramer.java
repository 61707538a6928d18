package org.earshot.sip.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261 §18.3), within strict limits of size and time. A stream
 * that loses its frame is not resumed: what follows could be read as anything.
 */
final class MessageFramer {
  /** What comes next on the stream. */
  sealed interface Next {}

  record Message(byte[] bytes) implements Next {}

  /** Two line breaks between messages. */
  record Ping() implements Next {}

  /** No frame any more: the head so far, and one of a few words that say why. */
  record Broken(byte[] head, String reason) implements Next {}

  record End() implements Next {}

  private static final Pattern LENGTH =
      Pattern.compile("(?im)^(?:content-length|l)[ \\t]*:[ \\t]*(\\S+)[ \\t]*$");

  private static final long FOREVER = Long.MAX_VALUE;

  private final InputStream in;
  private final Socket socket;
  private final int maxBytes;
  private final long timeoutNanos;
  private final byte[] buffer = new byte[4096];
  private int at;
  private int end;

  /** {@code timeoutMs}: a peer that has begun a message must end it in that time. */
  MessageFramer(Socket socket, int maxBytes, int timeoutMs) throws IOException {
    this.in = socket.getInputStream();
    this.socket = socket;
    this.maxBytes = maxBytes;
    this.timeoutNanos = timeoutMs * 1_000_000L;
  }

  Next next() throws IOException {
    int breaks = 0;
    int first = read(FOREVER);
    while (first == '\r' || first == '\n') {
      breaks += first == '\n' ? 1 : 0;
      if (breaks == 2) {
        return new Ping();
      }
      first = read(FOREVER);
    }
    if (first < 0) {
      return new End();
    }
    return message(first);
  }

  private Next message(int first) throws IOException {
    var head = new ByteArrayOutputStream(1024);
    head.write(first);
    long deadline = System.nanoTime() + timeoutNanos;
    try {
      for (int last4 = first; last4 != 0x0d0a0d0a; ) {
        int next = read(deadline);
        if (next < 0) {
          return new End();
        }
        head.write(next);
        if (head.size() > maxBytes) {
          return new Broken(head.toByteArray(), "too-long");
        }
        last4 = last4 << 8 | next;
      }
      return body(head, deadline);
    } catch (SocketTimeoutException slow) {
      return new Broken(head.toByteArray(), "too-slow");
    }
  }

  private Next body(ByteArrayOutputStream head, long deadline) throws IOException {
    long length = bodyLength(head.toString(StandardCharsets.ISO_8859_1));
    if (length < 0) {
      return new Broken(head.toByteArray(), "content-length");
    }
    if (head.size() + length > maxBytes) {
      return new Broken(head.toByteArray(), "too-long");
    }
    for (long i = 0; i < length; i++) {
      int next = read(deadline);
      if (next < 0) {
        return new End();
      }
      head.write(next);
    }
    return new Message(head.toByteArray());
  }

  private int read(long deadline) throws IOException {
    if (at == end) {
      socket.setSoTimeout(deadline == FOREVER ? 0 : leftMs(deadline));
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return at == end ? -1 : buffer[at++] & 0xff;
  }

  private static int leftMs(long deadline) {
    return (int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
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
