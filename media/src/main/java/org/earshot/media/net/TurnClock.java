package org.earshot.media.net;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Measures the turns of a loop, by standing between the loop and its I/O handler. A turn is the handling of what the
 * kernel reported and the tasks after it; the wait in between does not count.
 */
final class TurnClock implements IoHandler {
  private final IoHandler handler;
  private final LongSupplier nanoClock;
  private final AtomicLong longest;
  private final Busy busy = new Busy();
  private long tasksBeganNanos;
  private boolean ran;

  TurnClock(IoHandler handler, LongSupplier nanoClock, AtomicLong longest) {
    this.handler = handler;
    this.nanoClock = nanoClock;
    this.longest = longest;
  }

  @Override
  public int run(IoHandlerContext context) {
    if (ran) {
      turned(busy.nanos + nanoClock.getAsLong() - tasksBeganNanos);
    }
    busy.nanos = 0;
    busy.context = context;
    int handled = handler.run(busy);
    tasksBeganNanos = nanoClock.getAsLong();
    ran = true;
    return handled;
  }

  private void turned(long nanos) {
    if (nanos > longest.getPlain()) {
      longest.accumulateAndGet(nanos, Math::max);
    }
  }

  @Override
  public void initialize() {
    handler.initialize();
  }

  @Override
  public void prepareToDestroy() {
    handler.prepareToDestroy();
  }

  @Override
  public void destroy() {
    handler.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return handler.register(handle);
  }

  @Override
  public void wakeup() {
    handler.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return handler.isCompatible(handleType);
  }

  /** The loop's own context, with an ear for how long the handler was at work. */
  private static final class Busy implements IoHandlerContext {
    private IoHandlerContext context;
    private long nanos;

    @Override
    public boolean canBlock() {
      return context.canBlock();
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return context.delayNanos(currentTimeNanos);
    }

    @Override
    public long deadlineNanos() {
      return context.deadlineNanos();
    }

    @Override
    public boolean shouldReportActiveIoTime() {
      return true;
    }

    @Override
    public void reportActiveIoTime(long activeNanos) {
      nanos += activeNanos;
      context.reportActiveIoTime(activeNanos);
    }
  }
}
