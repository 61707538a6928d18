package org.earshot.app.registrar;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.earshot.sip.message.Hop;

/**
 * All bindings in memory: what is on disk and acknowledged. Read by any thread without a lock; a user's list is written
 * by whoever holds that user's turn ({@link TurnQueue}).
 */
public final class LocationTable implements Locations {
  private static final Comparator<Binding> BY_Q = Comparator.comparingDouble(Binding::q).reversed();

  // Each list is immutable, the most recent first. One entry a configured user at most.
  private final ConcurrentHashMap<String, List<Binding>> bindings = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /** {@code stored}: the most recent first, as {@link LocationStore#load} has them. */
  public LocationTable(List<Binding> stored, InstantSource clock) {
    this.clock = clock;
    bindings.putAll(stored.stream().collect(Collectors.groupingBy(Binding::user, Collectors.toUnmodifiableList())));
  }

  @Override
  public List<Binding> lookup(String user) {
    return RegisterRules.unexpired(stored(user), clock.instant()).stream().sorted(BY_Q).toList();
  }

  @Override
  public List<Binding> all() {
    Instant now = clock.instant();
    return bindings.values().stream().flatMap(Collection::stream).filter(binding -> binding.expires().isAfter(now))
        .toList();
  }

  /** With those that have expired and not been swept yet. */
  List<Binding> stored(String user) {
    return bindings.getOrDefault(user, List.of());
  }

  void replace(String user, List<Binding> after) {
    if (after.isEmpty()) {
      bindings.remove(user);
    } else {
      bindings.put(user, after);
    }
  }

  /** Users with a contact that only that connection reaches. */
  List<String> reachedBy(Hop flow) {
    return bindings.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(binding -> binding.dependsOn(flow)))
        .map(Map.Entry::getKey).toList();
  }

  /** Users some of whose bindings have expired by then. */
  List<String> expiredBy(Instant now) {
    return bindings.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(binding -> !binding.expires().isAfter(now)))
        .map(Map.Entry::getKey).toList();
  }
}
