package org.earshot.app.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The one way out for facts: hands each event to all readers and returns. Slow readers lose events, which is counted;
 * they are never waited for. Any thread; a call's events keep their order as each call publishes from one thread.
 */
public final class EventBus implements DomainEvents, AutoCloseable {
  /** Ends what {@link #inline} or {@link #queued} began. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private final Refusals refusals;
  private final ReaderFaults faults = new ReaderFaults("in line");
  private final List<DomainEvents> readers = new CopyOnWriteArrayList<>();
  private final List<EventQueue> queues = new CopyOnWriteArrayList<>();

  public EventBus(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Adds a reader that is called on the publisher's thread, and so may only count or put aside. */
  public Subscription inline(DomainEvents reader) {
    readers.add(reader);
    return () -> readers.remove(reader);
  }

  /** Adds a reader that may be slow: it has its own thread, and loses events when {@code bound} are waiting. */
  public Subscription queued(String name, int bound, DomainEvents reader) {
    var queue = new EventQueue(name, bound, reader, () -> refusals.refused(name));
    queues.add(queue);
    readers.add(queue);
    return () -> {
      readers.remove(queue);
      queues.remove(queue);
      queue.close();
    };
  }

  @Override
  public void on(DomainEvent event) {
    for (var reader : readers) {
      try {
        reader.on(event);
      } catch (RuntimeException e) {
        faults.add(event, e);
      }
    }
  }

  /** Lets queued readers finish what waits, for a short while. */
  @Override
  public void close() {
    readers.clear();
    queues.forEach(EventQueue::close);
    queues.clear();
  }
}
