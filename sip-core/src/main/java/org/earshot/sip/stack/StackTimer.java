package org.earshot.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of transactions and dialogs: one daemon thread that ends at once when the stack stops, and forgets
 * cancelled tasks at once. Made by the stack, hence public.
 */
public final class StackTimer implements SipTimer {
  private static final Logger LOG = LoggerFactory.getLogger(StackTimer.class);

  private final ScheduledThreadPoolExecutor executor;
  private final int speed;

  public StackTimer() {
    this(1);
  }

  /** A timer whose time runs faster, so that a test need not wait 32 s for timers B, F, H and J. */
  StackTimer(int speed) {
    this.speed = speed;
    this.executor = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("sip-timer").factory());
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public boolean schedule(SIPStackTimerTask task, long delayMs) {
    try {
      task.setSipTimerTask(executor.schedule(() -> run(task), micros(delayMs), TimeUnit.MICROSECONDS));
      return true;
    } catch (RejectedExecutionException stopped) {
      return false;
    }
  }

  @Override
  public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMs, long periodMs) {
    try {
      task.setSipTimerTask(executor.scheduleWithFixedDelay(() -> run(task), micros(delayMs), micros(periodMs),
          TimeUnit.MICROSECONDS));
      return true;
    } catch (RejectedExecutionException stopped) {
      return false;
    }
  }

  private long micros(long ms) {
    return Math.max(1, ms * 1000 / speed);
  }

  private static void run(SIPStackTimerTask task) {
    try {
      task.runTask();
    } catch (Exception | StackOverflowError problem) {
      LOG.warn("a timer of the stack failed: {}", problem.toString());
      LOG.debug("timer", problem);
    }
  }

  @Override
  public boolean cancel(SIPStackTimerTask task) {
    var future = (Future<?>) task.getSipTimerTask();
    if (future == null) {
      return false;
    }
    task.cleanUpBeforeCancel();
    task.setSipTimerTask(null);
    return future.cancel(false);
  }

  @Override
  public void start(SipStackImpl stack, Properties properties) {
    executor.prestartAllCoreThreads();
  }

  @Override
  public void stop() {
    executor.shutdownNow();
  }

  @Override
  public boolean isStarted() {
    return !executor.isShutdown();
  }
}
