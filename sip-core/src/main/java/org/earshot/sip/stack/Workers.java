package org.earshot.sip.stack;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that parse datagrams and dispatch them. When they are behind by {@link #QUEUED_MAX} packets, more are
 * rejected: a peer's repeat half a second later is worth more than an answer that comes too late.
 */
final class Workers implements Executor, AutoCloseable {
  private static final int QUEUED_MAX = 5000;

  private final ThreadPoolExecutor threads;

  Workers(int count) {
    threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUED_MAX),
        Thread.ofPlatform().daemon().name("sip-worker-", 0).factory());
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
