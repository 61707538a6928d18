package org.earshot.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of transactions and dialogs: one daemon thread that turns a wheel. The stack arms some 25 timers a call
 * and cancels most; here both cost the same however many run. Made by the stack, hence public.
 */
public final class StackTimer implements SipTimer {
  private static final Logger LOG = LoggerFactory.getLogger(StackTimer.class);
  /** RFC 3261 §17.1.1.1: the shortest timer is T1, half a second; this is how late one may be. */
  private static final int TICK_MS = 10;
  /** One turn is 41 s: timers B, F, H and J (32 s) are passed once. */
  private static final int TICKS = 4096;

  private final HashedWheelTimer wheel;
  private final int speed;
  private volatile boolean stopped;

  public StackTimer() {
    this(1);
  }

  /** A timer whose time runs faster, so that a test need not wait 32 s for timers B, F, H and J. */
  StackTimer(int speed) {
    this.speed = speed;
    this.wheel = new HashedWheelTimer(Thread.ofPlatform().daemon().name("sip-timer").factory(),
        Math.max(1, TICK_MS / speed), TimeUnit.MILLISECONDS, TICKS, false);
  }

  @Override
  public boolean schedule(SIPStackTimerTask task, long delayMs) {
    return arm(new Armed(task, 0), delayMs);
  }

  @Override
  public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMs, long periodMs) {
    return arm(new Armed(task, periodMs), delayMs);
  }

  private boolean arm(Armed armed, long delayMs) {
    armed.task.setSipTimerTask(armed);
    return armed.turn(delayMs);
  }

  @Override
  public boolean cancel(SIPStackTimerTask task) {
    var armed = (Armed) task.getSipTimerTask();
    if (armed == null) {
      return false;
    }
    task.cleanUpBeforeCancel();
    task.setSipTimerTask(null);
    return armed.cancel();
  }

  @Override
  public void start(SipStackImpl stack, Properties properties) {
    wheel.start();
  }

  @Override
  public void stop() {
    stopped = true;
    wheel.stop();
  }

  @Override
  public boolean isStarted() {
    return !stopped;
  }

  /** One task of the stack on the wheel; a period above 0 puts it there again after each run. */
  private final class Armed implements TimerTask {
    private final SIPStackTimerTask task;
    private final long periodMs;
    private volatile Timeout timeout;
    private volatile boolean cancelled;

    Armed(SIPStackTimerTask task, long periodMs) {
      this.task = task;
      this.periodMs = periodMs;
    }

    boolean turn(long delayMs) {
      try {
        timeout = wheel.newTimeout(this, Math.max(1, delayMs * 1000 / speed), TimeUnit.MICROSECONDS);
        return true;
      } catch (RejectedExecutionException | IllegalStateException over) {
        return false;
      }
    }

    boolean cancel() {
      cancelled = true;
      Timeout waiting = timeout;
      return waiting != null && waiting.cancel();
    }

    @Override
    public void run(Timeout due) {
      if (cancelled) {
        return;
      }
      try {
        task.runTask();
      } catch (Exception | StackOverflowError problem) {
        LOG.warn("a timer of the stack failed: {}", problem.toString());
        LOG.debug("timer", problem);
      }
      if (periodMs > 0 && !cancelled) {
        turn(periodMs);
      }
    }
  }
}
