package org.earshot.app.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counters under one name with one changing label, created as values appear. Values beyond the cap are counted as
 * {@code other}: whoever controls a value must not control how many series there are. Any thread.
 */
final class CappedCounters {
  static final String OTHER = "other";
  private static final int VALUES_MAX = 64;

  private final MeterRegistry registry;
  private final MetricName name;
  private final String label;
  private final String[] fixedLabels;
  private final Map<String, Counter> byValue = new ConcurrentHashMap<>();

  /** {@code fixedLabels}: pairs of label and value common to all. */
  CappedCounters(MeterRegistry registry, MetricName name, String label, String... fixedLabels) {
    this.registry = registry;
    this.name = name;
    this.label = label;
    this.fixedLabels = fixedLabels;
  }

  /** Creates counters ahead, so that a rate can be taken from the first event on. */
  CappedCounters expecting(String... values) {
    for (var value : values) {
      counter(value);
    }
    return this;
  }

  void increment(String value) {
    counter(value).increment();
  }

  private Counter counter(String value) {
    var known = byValue.get(value);
    if (known != null) {
      return known;
    }
    var shown = byValue.size() < VALUES_MAX ? value : OTHER;
    return byValue.computeIfAbsent(shown, this::create);
  }

  private Counter create(String value) {
    return Counter.builder(name.dotted()).description(name.help()).tags(fixedLabels).tag(label, value)
        .register(registry);
  }
}
