package org.earshot.sip.stack;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.earshot.sip.message.SourceBlock;

/** How many connections there may be, in all and from one source. Any thread. */
final class ConnectionLimits {
  private final int max;
  private final int perSource;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<InetAddress, Integer> bySource = new ConcurrentHashMap<>();

  ConnectionLimits(int max, int perSource) {
    this.max = max;
    this.perSource = perSource;
  }

  /** Takes a place for a connection of that source; false where there is none. */
  boolean enter(InetAddress source) {
    if (all.incrementAndGet() > max) {
      all.decrementAndGet();
      return false;
    }
    if (bySource.merge(SourceBlock.of(source), 1, Integer::sum) > perSource) {
      leave(source);
      return false;
    }
    return true;
  }

  void leave(InetAddress source) {
    all.decrementAndGet();
    bySource.computeIfPresent(SourceBlock.of(source), (key, count) -> count == 1 ? null : count - 1);
  }

  int count() {
    return all.get();
  }
}
