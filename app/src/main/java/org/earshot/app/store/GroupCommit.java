package org.earshot.app.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.earshot.app.registrar.LocationStore.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many writes, one fsync: while a group is being committed the next one gathers in the queue, so that the groups grow
 * with the load and a lone write waits for nobody.
 *
 * <p>{@link #submit} is for any thread and never blocks: a full queue refuses. Groups are written by one thread.
 */
final class GroupCommit<C> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Writes a group in one transaction; returning means that it is on disk. */
  @FunctionalInterface
  interface Writer<C> {
    void write(List<C> group) throws Exception;
  }

  private record Entry<C>(C change, Consumer<Outcome> done) {}

  private final Entry<C> end = new Entry<>(null, outcome -> {});
  private final BlockingQueue<Entry<C>> queue;
  private final int groupMax;
  private final Writer<C> writer;
  private final Thread thread;
  private final LongAdder groups = new LongAdder();
  private final LongAdder committed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private boolean closed;
  private volatile boolean failing;

  GroupCommit(String name, int queueMax, int groupMax, Writer<C> writer) {
    this.queue = new ArrayBlockingQueue<>(queueMax);
    this.groupMax = groupMax;
    this.writer = writer;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  void submit(C change, Consumer<Outcome> done) {
    if (!offer(new Entry<>(change, done))) {
      refused.increment();
      done.accept(Outcome.REFUSED);
    }
  }

  private synchronized boolean offer(Entry<C> entry) {
    return !closed && queue.offer(entry);
  }

  private void run() {
    var group = new ArrayList<Entry<C>>(groupMax);
    boolean ended = false;
    while (!ended) {
      group.clear();
      gather(group);
      ended = group.remove(end);
      if (!group.isEmpty()) {
        finish(group, write(group));
      }
    }
  }

  private void gather(List<Entry<C>> group) {
    try {
      group.add(queue.take());
      queue.drainTo(group, groupMax - 1);
    } catch (InterruptedException e) {
      LOG.warn("{} was interrupted and goes on: close() ends it", thread.getName());
    }
  }

  private Outcome write(List<Entry<C>> group) {
    try {
      writer.write(group.stream().map(Entry::change).toList());
      groups.increment();
      committed.add(group.size());
      if (failing) {
        LOG.info("the store can be written again");
      }
      failing = false;
      return Outcome.COMMITTED;
    } catch (Exception | LinkageError e) {
      failed.add(group.size());
      // A full disk fails every group: the first one is worth a line
      if (!failing) {
        LOG.error("the store cannot be written: {}", Causes.root(e));
      }
      LOG.debug("{} changes failed", group.size(), e);
      failing = true;
      return Outcome.FAILED;
    }
  }

  private void finish(List<Entry<C>> group, Outcome outcome) {
    for (Entry<C> entry : group) {
      try {
        entry.done.accept(outcome);
      } catch (RuntimeException e) {
        LOG.error("a change was {} and its owner failed to take note", outcome, e);
      }
    }
  }

  /** False from a write that failed to the next that succeeds. */
  boolean writable() {
    return !failing;
  }

  StoreStatistics statistics() {
    return new StoreStatistics(groups.sum(), committed.sum(), failed.sum(), refused.sum(), queue.size());
  }

  /** Refuses what comes from now on, writes what is queued, and waits for that. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      queue.put(end);
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
