package org.earshot.app.call;

import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that owns many calls: runs what is posted to it, in order, and timers. The queue is bounded; what does
 * not fit is refused to whoever posts, and counted. No exception ends the loop.
 */
final class CallLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CallLoop.class);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final LongSupplier nanos;
  private final BlockingQueue<Runnable> queue;
  private final TreeMap<Timer, Runnable> timers = new TreeMap<>();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong longestTurnNanos = new AtomicLong();
  private final Thread thread;
  private volatile boolean running = true;
  private long timerSequence;

  /** A timer that runs: its deadline, and a number that tells equal deadlines apart. */
  record Timer(long deadlineNanos, long sequence) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      // nanoTime may wrap: compare by difference
      int byDeadline = Long.signum(deadlineNanos - other.deadlineNanos);
      return byDeadline != 0 ? byDeadline : Long.compare(sequence, other.sequence);
    }
  }

  CallLoop(String name, int queueMax, LongSupplier nanos) {
    this.name = name;
    this.nanos = nanos;
    this.queue = new ArrayBlockingQueue<>(queueMax);
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  String name() {
    return name;
  }

  /** Runs the task on the loop, later. Any thread. False when the queue is full: the caller says what is lost. */
  boolean post(Runnable task) {
    if (running && queue.offer(task)) {
      return true;
    }
    refused.incrementAndGet();
    return false;
  }

  /** On the loop only. */
  Timer arm(long delayMs, Runnable task) {
    var timer = new Timer(nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(delayMs), timerSequence++);
    timers.put(timer, task);
    return timer;
  }

  /** On the loop only. One that has fired is ignored. */
  void disarm(Timer timer) {
    timers.remove(timer);
  }

  /** Tasks that have not been run yet. */
  int waiting() {
    return queue.size();
  }

  long refused() {
    return refused.get();
  }

  /** The longest turn since this was last asked. */
  long longestTurnNanos() {
    return longestTurnNanos.getAndSet(0);
  }

  private void run() {
    while (running) {
      try {
        turn();
      } catch (InterruptedException _) {
        // close() wakes us; running says whether it was meant
      }
    }
  }

  private void turn() throws InterruptedException {
    Runnable task = queue.poll(untilNextTimer(), TimeUnit.NANOSECONDS);
    long begin = nanos.getAsLong();
    if (task != null) {
      perform(task);
    }
    while (!timers.isEmpty() && timers.firstKey().deadlineNanos - nanos.getAsLong() <= 0) {
      perform(timers.pollFirstEntry().getValue());
    }
    long took = nanos.getAsLong() - begin;
    if (took > longestTurnNanos.get()) {
      longestTurnNanos.set(took);
    }
  }

  private long untilNextTimer() {
    return timers.isEmpty() ? IDLE_NANOS : Math.max(0, timers.firstKey().deadlineNanos - nanos.getAsLong());
  }

  private void perform(Runnable task) {
    try {
      task.run();
    } catch (Throwable mistake) { // a call catches its own: what arrives here is the loop's
      LOG.error("{}: a task failed; the loop goes on", name, mistake);
    }
  }

  /** Stops after the task in hand; what is queued is dropped. */
  @Override
  public void close() {
    running = false;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
