package org.earshot.media.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what went wrong on one loop and logs the first, then ever fewer of them. That loop only. */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  private final PacketCounters counters;
  private long faults;

  FaultLog(PacketCounters counters) {
    this.counters = counters;
  }

  void on(Throwable fault) {
    counters.count(Outcome.FAULT);
    faults++;
    // the 1st, 2nd, 4th, 8th...: a packet that hurts comes fifty times a second
    if (Long.bitCount(faults) == 1) {
      LOG.error("media fault number {} on this loop", faults, fault);
    }
  }
}
