package org.earshot.app;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task again and again on a thread of its own; one that fails is logged and runs again. */
final class Every implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Every.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("every").daemon().factory());

  Every(Duration period, Runnable task) {
    executor.scheduleWithFixedDelay(() -> guarded(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException problem) {
      LOG.error("a periodic task failed and will run again", problem);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
