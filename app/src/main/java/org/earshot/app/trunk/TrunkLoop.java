package org.earshot.app.trunk;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that trunks change on. Any thread may post; a task that fails is logged and harms no other. */
public final class TrunkLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrunkLoop.class);

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("trunks").factory());

  public TrunkLoop() {
    executor.setRemoveOnCancelPolicy(true);
    // after the end nothing runs any more, and nobody is told so
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  void post(Runnable task) {
    executor.execute(() -> guarded(task));
  }

  /** A timer to be cancelled by {@link ScheduledFuture#cancel}. */
  ScheduledFuture<?> after(Duration delay, Runnable task) {
    return executor.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error mistake) {
      LOG.error("our mistake; a trunk's turn was lost", mistake);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
