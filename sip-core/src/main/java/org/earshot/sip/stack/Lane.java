package org.earshot.sip.stack;

import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a leg's sends one after the other: on the caller's thread where they cannot block, on a virtual thread where a
 * connection may have to be made first. The order of the calls is the order on the wire.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  void run(boolean mayBlock, Runnable task) {
    synchronized (this) {
      if (busy) {
        waiting.add(task);
        return;
      }
      busy = true;
      if (mayBlock) {
        waiting.add(task);
      }
    }
    if (mayBlock) {
      Thread.ofVirtual().name("sip-send").start(this::drain);
      return;
    }
    try {
      task.run();
    } finally {
      handOn();
    }
  }

  /** What came in while the caller's thread was sending goes to a virtual thread: the caller must not serve others. */
  private synchronized void handOn() {
    if (waiting.isEmpty()) {
      busy = false;
    } else {
      Thread.ofVirtual().name("sip-send").start(this::drain);
    }
  }

  private void drain() {
    while (true) {
      Runnable next;
      synchronized (this) {
        next = waiting.poll();
        if (next == null) {
          busy = false;
          return;
        }
      }
      try {
        next.run();
      } catch (RuntimeException | Error mistake) {
        // the sends behind it are other messages: they must not be stuck for ever
        LOG.error("a send failed by our mistake", mistake);
      }
    }
  }
}
