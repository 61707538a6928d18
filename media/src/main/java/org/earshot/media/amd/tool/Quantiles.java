package org.earshot.media.amd.tool;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Of times in ms. */
record Quantiles(int n, long p50, long p95, long most) {
  static Quantiles of(Collection<OptionalLong> values) {
    List<Long> sorted = values.stream().filter(OptionalLong::isPresent).map(OptionalLong::getAsLong).sorted().toList();
    int n = sorted.size();
    return n == 0 ? new Quantiles(0, 0, 0, 0)
        : new Quantiles(n, sorted.get((n - 1) / 2), sorted.get(Math.min(n - 1, n * 95 / 100)), sorted.getLast());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("n", n);
    json.put("p50Ms", p50);
    json.put("p95Ms", p95);
    json.put("maxMs", most);
    return json;
  }

  @Override
  public String toString() {
    return n == 0 ? "none" : "p50 " + p50 + " ms, p95 " + p95 + " ms, most " + most + " ms (" + n + ")";
  }
}
