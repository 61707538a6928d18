package org.earshot.app.events;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader's own bounded queue and virtual thread: publishing never waits for it. When full, the newest event is
 * refused. Any thread may publish; the reader is called on one thread at a time, in order.
 */
public final class EventQueue implements DomainEvents, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final long POLL_MS = 200;

  private final String name;
  private final BlockingQueue<DomainEvent> queue;
  private final DomainEvents reader;
  private final Runnable refused;
  private final ReaderFaults faults;
  private final Thread thread;
  private volatile boolean open = true;

  /** {@code refused} runs on the publisher's thread for each event that found no room. */
  public EventQueue(String name, int bound, DomainEvents reader, Runnable refused) {
    this.name = name;
    this.queue = new ArrayBlockingQueue<>(bound);
    this.reader = reader;
    this.refused = refused;
    this.faults = new ReaderFaults(name);
    this.thread = Thread.ofVirtual().name("events-" + name).start(this::run);
  }

  @Override
  public void on(DomainEvent event) {
    if (open && !queue.offer(event)) {
      refused.run();
    }
  }

  private void run() {
    try {
      while (open || !queue.isEmpty()) {
        var event = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
        if (event != null) {
          read(event);
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("reader {} stopped with {} events unread", name, queue.size());
    }
  }

  private void read(DomainEvent event) {
    try {
      reader.on(event);
    } catch (RuntimeException e) {
      faults.add(event, e);
    }
  }

  /** Takes no more and gives the reader a short while to finish what is queued. */
  @Override
  public void close() {
    open = false;
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      if (!thread.join(DRAIN)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
