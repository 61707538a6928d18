package org.earshot.scenarios.peer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What arrived and nobody took yet. One thread puts, one takes. */
final class Inbox<T> {
  private static final int LIMIT_S = 40;
  private final BlockingQueue<T> arrived = new LinkedBlockingQueue<>();

  void put(T thing) {
    arrived.add(thing);
  }

  /** The next one that fits; those before it are dropped. */
  T await(String what, Predicate<T> fits) {
    StringBuilder dropped = new StringBuilder();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
    try {
      for (T next = poll(deadline); next != null; next = poll(deadline)) {
        if (fits.test(next)) {
          return next;
        }
        dropped.append(next).append('\n');
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError(what + " did not come; what came:\n" + dropped);
  }

  private T poll(long deadline) throws InterruptedException {
    return arrived.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
  }
}
