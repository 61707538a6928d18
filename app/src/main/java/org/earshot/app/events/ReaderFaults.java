package org.earshot.app.events;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our own mistakes in a reader of events: counted, and shown at the first, second, fourth, eighth and so on. */
final class ReaderFaults {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderFaults.class);

  private final String reader;
  private final AtomicLong count = new AtomicLong();

  ReaderFaults(String reader) {
    this.reader = reader;
  }

  void add(DomainEvent event, RuntimeException fault) {
    long times = count.incrementAndGet();
    if (Long.bitCount(times) == 1) {
      LOG.error("reader {} failed {} times so far, now on {}", reader, times, event, fault);
    }
  }
}
