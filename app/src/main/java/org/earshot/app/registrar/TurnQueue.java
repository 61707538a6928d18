package org.earshot.app.registrar;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One at a time for each key, the others in order behind it: a REGISTER that waits for the disk holds the turn of its
 * address of record. Any thread; held for a few instructions.
 */
final class TurnQueue<T> {
  enum Place {
    /** The turn is taken: {@link #next} gives it on. */
    TAKEN, WAITING, FULL
  }

  private final int waitingMax;
  private final Map<String, ArrayDeque<T>> turns = new HashMap<>();

  TurnQueue(int waitingMax) {
    this.waitingMax = waitingMax;
  }

  synchronized Place enter(String key, T item) {
    ArrayDeque<T> waiting = turns.get(key);
    if (waiting == null) {
      turns.put(key, new ArrayDeque<>(1));
      return Place.TAKEN;
    }
    if (waiting.size() >= waitingMax) {
      return Place.FULL;
    }
    waiting.add(item);
    return Place.WAITING;
  }

  /** Who has the turn now; empty where nobody waited. */
  synchronized Optional<T> next(String key) {
    T next = turns.get(key).poll();
    if (next == null) {
      turns.remove(key);
    }
    return Optional.ofNullable(next);
  }
}
