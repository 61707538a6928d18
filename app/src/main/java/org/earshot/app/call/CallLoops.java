package org.earshot.app.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** The call loops. A call's id, or an address of record, always leads to the same one. */
public final class CallLoops implements AutoCloseable {
  private static final int QUEUE_MAX = 65_536;
  /** Some hundred milliseconds of work: more than a pause of the machine leaves behind. */
  private static final int BEHIND = 2000;

  private final List<CallLoop> loops;

  public CallLoops(int count, LongSupplier nanos) {
    loops = IntStream.range(0, count).mapToObj(i -> new CallLoop("call-" + i, QUEUE_MAX, nanos)).toList();
    loops.forEach(CallLoop::start);
  }

  CallLoop of(String key) {
    return loops.get(Math.floorMod(key.hashCode(), loops.size()));
  }

  /** Runs the task on the loop that owns the key. Any thread. False when that loop's queue is full. */
  public boolean post(String key, Runnable task) {
    return of(key).post(task);
  }

  /** Whether a loop has so much before it that a new call had better not come. */
  public boolean behind() {
    return loops.stream().anyMatch(loop -> loop.waiting() > BEHIND);
  }

  /** What full queues have refused so far. */
  public long refused() {
    return loops.stream().mapToLong(CallLoop::refused).sum();
  }

  /** Longest turn of each loop in nanoseconds since it was last asked. */
  public Map<String, Long> longestTurnNanos() {
    var turns = new LinkedHashMap<String, Long>();
    loops.forEach(loop -> turns.put(loop.name(), loop.longestTurnNanos()));
    return turns;
  }

  @Override
  public void close() {
    loops.forEach(CallLoop::close);
  }
}
