package org.earshot.sip.stack;

import java.util.function.LongSupplier;

/** So many a second, with as many in hand after a quiet second. Any thread. */
final class RateLimit {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int perSecond;
  private final LongSupplier nanos;
  private long credit;
  private long last;

  RateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.credit = SECOND_NANOS;
    this.last = nanos.getAsLong();
  }

  synchronized boolean admits() {
    long now = nanos.getAsLong();
    credit = Math.min(SECOND_NANOS, credit + (now - last));
    last = now;
    long price = SECOND_NANOS / perSecond;
    if (credit < price) {
      return false;
    }
    credit -= price;
    return true;
  }
}
