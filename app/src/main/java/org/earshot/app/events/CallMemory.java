package org.earshot.app.events;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a reader keeps of each call between its first event and its last. Bounded: the eldest call gives way, so that
 * a call whose end is never told costs a place and not the memory. Any thread.
 */
public final class CallMemory<T> {
  private final int max;
  private final Consumer<T> evicted;
  private final LinkedHashMap<String, T> calls = new LinkedHashMap<>();

  /** {@code evicted} is given what had to make room. */
  public CallMemory(int max, Consumer<T> evicted) {
    this.max = max;
    this.evicted = evicted;
  }

  public void open(String call, T value) {
    T eldest;
    synchronized (this) {
      calls.put(call, value);
      eldest = calls.size() > max ? calls.pollFirstEntry().getValue() : null;
    }
    if (eldest != null) {
      evicted.accept(eldest);
    }
  }

  public synchronized Optional<T> find(String call) {
    return Optional.ofNullable(calls.get(call));
  }

  /** The value, forgotten by this. */
  public synchronized Optional<T> close(String call) {
    return Optional.ofNullable(calls.remove(call));
  }

  public synchronized int size() {
    return calls.size();
  }
}
