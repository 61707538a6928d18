package org.earshot.media.net;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The media loops. A call's id chooses its loop and so all of its sockets share one. Any thread. */
public final class MediaLoops implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final Transport transport;
  private final List<MultiThreadIoEventLoopGroup> groups = new ArrayList<>();
  private final List<MediaLoop> loops = new ArrayList<>();

  /** Starts {@code settings.loops()} threads; an unknown or missing transport is refused with its reason. */
  public MediaLoops(MediaSettings settings, LongSupplier nanoClock) {
    if (settings.loops() < 1) {
      throw new IllegalArgumentException("media needs a loop at least, not " + settings.loops());
    }
    transport = Transport.named(settings.transport());
    for (int i = 0; i < settings.loops(); i++) {
      loops.add(start("media-" + i, nanoClock));
    }
  }

  // a group each, so that each loop has a name and a turn clock of its own
  private MediaLoop start(String name, LongSupplier nanoClock) {
    AtomicLong longestTurn = new AtomicLong();
    IoHandlerFactory handlers = transport.handlers();
    ThreadFactory threads = task -> daemon(task, name);
    MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, threads,
        executor -> new TurnClock(handlers.newHandler(executor), nanoClock, longestTurn));
    groups.add(group);
    IoEventLoop executor = group.next();
    return new MediaLoop(name, executor, transport, nanoClock, longestTurn);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new FastThreadLocalThread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Which of {@link #all} is the loop of a call. */
  public int indexOf(String call) {
    return Math.floorMod(spread(call.hashCode()), loops.size());
  }

  // String's hash keeps ids that differ in their last character on neighbouring values; loops are few
  private static int spread(int hash) {
    return hash * 0x9E3779B9 >>> 16;
  }

  public List<MediaLoop> all() {
    return List.copyOf(loops);
  }

  /** The transport in use: io_uring, epoll or nio. */
  public String transport() {
    return transport.word();
  }

  /** Closes what is still bound and ends the loops; waits for both, so not from a loop. */
  @Override
  public void close() {
    CompletableFuture<?>[] closing = loops.stream().map(MediaLoop::closeSockets).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(closing).completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    groups.forEach(group -> group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS));
    groups.forEach(group -> group.terminationFuture().awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }
}
