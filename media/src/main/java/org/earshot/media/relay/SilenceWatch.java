package org.earshot.media.relay;

/** Notices that nothing has come for too long while something should. Clock passed in; its media loop only. */
final class SilenceWatch {
  private static final long NANOS_PER_MS = 1_000_000L;

  private final long limitNanos;
  private boolean expecting;
  private long sinceNanos;
  private long toldNanos;

  /** 0: never tells. */
  SilenceWatch(long limitMs) {
    limitNanos = limitMs * NANOS_PER_MS;
  }

  /** Whether packets are due from now on: not before SDP, not on hold. */
  void expecting(boolean due, long nowNanos) {
    if (due && !expecting) {
      sinceNanos = nowNanos;
      toldNanos = nowNanos;
    }
    expecting = due;
  }

  /** Milliseconds of silence if it is time to tell, else 0; {@code heardNanos} is when a packet came last. */
  long tick(long heardNanos, long nowNanos) {
    if (!expecting || limitNanos == 0) {
      return 0;
    }
    long quietNanos = nowNanos - Math.max(sinceNanos, heardNanos);
    if (quietNanos < limitNanos || nowNanos - toldNanos < limitNanos) {
      return 0;
    }
    toldNanos = nowNanos;
    return quietNanos / NANOS_PER_MS;
  }
}
