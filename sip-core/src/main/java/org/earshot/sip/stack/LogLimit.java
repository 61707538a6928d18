package org.earshot.sip.stack;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one log line a second through, for things that a stranger can cause at will. Any thread. */
final class LogLimit {
  private static final long PERIOD_NANOS = 1_000_000_000L;

  private final LongSupplier nanos;
  private final AtomicLong nextAt;

  LogLimit(LongSupplier nanos) {
    this.nanos = nanos;
    this.nextAt = new AtomicLong(nanos.getAsLong());
  }

  boolean admits() {
    long now = nanos.getAsLong();
    long next = nextAt.get();
    return now - next >= 0 && nextAt.compareAndSet(next, now + PERIOD_NANOS);
  }
}
