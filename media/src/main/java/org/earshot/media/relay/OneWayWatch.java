package org.earshot.media.relay;

/**
 * Notices that one peer is not heard while the other one is. Once for each time it happens. Clock passed in; its media loop
 * only.
 */
final class OneWayWatch {
  /** Longer than pauses are in which a phone that suppresses silence sends nothing at all. */
  static final long LIMIT_MS = 10_000;
  private static final long NANOS_PER_MS = 1_000_000L;
  /** The other peer is heard if its last packet is no older. */
  private static final long RECENT_NANOS = 1_000 * NANOS_PER_MS;

  private long sinceNanos;
  private boolean due;
  private boolean told;

  /**
   * Whether it is time to tell.
   *
   * @param dueNow        both peers may send
   * @param heardNanos    when this peer was heard last
   * @param otherNanos    when the other one was
   */
  boolean tick(boolean dueNow, long heardNanos, long otherNanos, long nowNanos) {
    boolean onlyOther = dueNow && nowNanos - otherNanos < RECENT_NANOS;
    if (onlyOther && !due) {
      sinceNanos = nowNanos;
    }
    due = onlyOther;
    long silentNanos = nowNanos - Math.max(sinceNanos, heardNanos);
    if (!due || silentNanos < LIMIT_MS * NANOS_PER_MS) {
      told &= nowNanos - heardNanos >= RECENT_NANOS;
      return false;
    }
    boolean first = !told;
    told = true;
    return first;
  }
}
