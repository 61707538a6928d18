package org.earshot.app.observe;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The longest turn of each loop within the last minute. Loops forget their longest turn when asked; kept here for a
 * while, it is seen by every reader and not by whoever asked first.
 */
final class LoopTurns {
  private static final long WINDOW_MS = 20_000;
  private static final int WINDOWS = 3;

  private final MeterRegistry registry;
  private final List<Supplier<Map<String, Long>>> sources = new CopyOnWriteArrayList<>();
  private final Map<String, TimeWindowMax> longest = new ConcurrentHashMap<>();

  LoopTurns(MeterRegistry registry) {
    this.registry = registry;
  }

  /** {@code source}: longest turn in nanoseconds since it was last asked, by loop. */
  void watch(Supplier<Map<String, Long>> source) {
    sources.add(source);
    read(source);
  }

  void read() {
    sources.forEach(this::read);
  }

  private void read(Supplier<Map<String, Long>> source) {
    source.get().forEach((loop, nanos) ->
        longest.computeIfAbsent(loop, this::create).record(nanos, TimeUnit.NANOSECONDS));
  }

  private TimeWindowMax create(String loop) {
    var max = new TimeWindowMax(Clock.SYSTEM, WINDOW_MS, WINDOWS);
    TimeGauge.builder(MetricName.LOOP_TURN.dotted(), max, TimeUnit.SECONDS, m -> m.poll(TimeUnit.SECONDS))
        .description(MetricName.LOOP_TURN.help()).tag("loop", loop).register(registry);
    return max;
  }
}
