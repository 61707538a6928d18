package org.earshot.app.route;

import org.earshot.app.config.ServerConfig.Limits;

/** Calls at once and calls a second of one trunk or user. Thread-safe; held for nanoseconds. */
public final class CallLimit {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Limits limits;
  private int calls;
  /** A bucket of one second's calls, so that a second's worth may come at once, as diallers do. */
  private double tokens;
  private long filledAtNanos;

  public CallLimit(Limits limits, long nowNanos) {
    this.limits = limits;
    this.tokens = limits.cps();
    this.filledAtNanos = nowNanos;
  }

  public synchronized boolean acquire(long nowNanos) {
    refill(nowNanos);
    boolean full = limits.calls() > 0 && calls >= limits.calls();
    boolean hurried = limits.cps() > 0 && tokens < 1;
    if (full || hurried) {
      return false;
    }
    calls++;
    tokens -= limits.cps() > 0 ? 1 : 0;
    return true;
  }

  public synchronized void release() {
    if (calls == 0) {
      throw new IllegalStateException("a place was given back twice");
    }
    calls--;
  }

  public synchronized int calls() {
    return calls;
  }

  private void refill(long nowNanos) {
    double gained = (nowNanos - filledAtNanos) / NANOS_PER_SECOND * limits.cps();
    tokens = Math.min(limits.cps(), tokens + gained);
    filledAtNanos = nowNanos;
  }
}
