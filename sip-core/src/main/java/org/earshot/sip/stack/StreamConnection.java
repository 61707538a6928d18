package org.earshot.sip.stack;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.earshot.sip.message.Transport;

/**
 * One connection as the stack sees it. What is received runs on one worker, which keeps the peer's order; what is sent
 * is queued for the connection's loop, so that a peer that stops reading holds up nobody. Any thread may send.
 */
final class StreamConnection extends StackChannel {
  /** With so many messages waiting for the worker the connection is not read any further. */
  private static final int PAUSE_AT = 64;
  private static final int RESUME_AT = 16;
  private static final long LINGER_MS = 2000;

  private final StreamProcessor processor;
  private final InetSocketAddress peer;
  private final CompletableFuture<Channel> open = new CompletableFuture<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;

  StreamConnection(StreamProcessor processor, Transport transport, InetSocketAddress peer) {
    super(processor, transport, peer, processor.stack().intake());
    this.processor = processor;
    this.peer = peer;
  }

  InetSocketAddress address() {
    return peer;
  }

  /** The connection stands: everything that came before the first message has gone well. */
  void opened(Channel channel) {
    if (closed) {
      channel.close();
    } else {
      open.complete(channel);
    }
  }

  /** It never will, or no longer does. */
  void gone(String why) {
    closed = true;
    processor.forget(this);
    open.completeExceptionally(new IOException(why));
  }

  @Override
  void write(byte[] message) throws IOException {
    if (!open.isDone() && Thread.currentThread().isVirtual()) {
      await(processor.setUpMs());
    }
    if (open.isDone()) {
      writeTo(channel(), message);
    } else {
      // a thread that serves others does not wait for a connection
      open.thenAccept(channel -> channel.writeAndFlush(Unpooled.wrappedBuffer(message)));
    }
  }

  private void writeTo(Channel channel, byte[] message) throws IOException {
    if (closed) {
      throw new IOException("the connection to " + peer() + " is closed");
    }
    if (!channel.isWritable()) {
      channel.close();
      throw new IOException(peer() + " does not read");
    }
    channel.writeAndFlush(Unpooled.wrappedBuffer(message));
  }

  /** Until the connection stands. Throws IOException with the reason where it does not. */
  void await(long limitMs) throws IOException {
    try {
      open.get(limitMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException refused) {
      throw new IOException("no connection to " + peer() + ": " + refused.getCause().getMessage(), refused.getCause());
    } catch (TimeoutException silent) {
      close();
      throw new IOException("no connection to " + peer() + ": no answer", silent);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to " + peer(), stopped);
    }
  }

  private Channel channel() throws IOException {
    if (open.isCompletedExceptionally()) {
      throw new IOException("no connection to " + peer() + ": " + open.exceptionNow().getMessage());
    }
    return open.resultNow();
  }

  /** A whole message, on the connection's loop. */
  void arrived(byte[] message, Channel channel) {
    if (!processor.stack().admits(peer())) {
      channel.close();
      return;
    }
    long since = System.nanoTime();
    if (waiting.incrementAndGet() >= PAUSE_AT) {
      channel.config().setAutoRead(false);
    }
    try {
      processor.stack().workers().execute(peer.hashCode(), () -> handle(message, channel, since));
    } catch (RejectedExecutionException behind) {
      waiting.decrementAndGet();
      processor.stack().intake().refused("queue-full", peer());
    }
    resume(channel);
  }

  private void handle(byte[] message, Channel channel, long since) {
    try {
      received(message, since);
    } finally {
      if (waiting.decrementAndGet() == RESUME_AT) {
        channel.eventLoop().execute(() -> resume(channel));
      }
    }
  }

  /** Only on the connection's loop, as pausing is: neither can miss the other. */
  private void resume(Channel channel) {
    if (!channel.config().isAutoRead() && waiting.get() <= RESUME_AT) {
      channel.config().setAutoRead(true);
    }
  }

  /** Lets what is queued leave first, for as long as the peer takes it. */
  @Override
  public void close() {
    closed = true;
    processor.forget(this);
    if (!open.completeExceptionally(new IOException("closed")) && !open.isCompletedExceptionally()) {
      Channel channel = open.join();
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> channel.close());
      channel.eventLoop().schedule(() -> channel.close(), LINGER_MS, TimeUnit.MILLISECONDS);
    }
  }
}
