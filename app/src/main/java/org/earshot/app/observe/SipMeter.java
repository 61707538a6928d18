package org.earshot.app.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.earshot.sip.trace.SipTrace;
import org.earshot.sip.trace.SipTrace.Direction;
import org.earshot.sip.trace.SipTracer;

/**
 * Counts SIP messages. Called for each of them on the stack's threads: all counters of known methods exist from the
 * start, and counting is a look-up and an addition.
 */
final class SipMeter implements SipTracer {
  private static final List<String> METHODS = List.of("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "INFO",
      "PRACK", "UPDATE", "REFER", "NOTIFY", "SUBSCRIBE", "MESSAGE", "PUBLISH");
  /** A peer can invent methods without end: they share one label value. */
  private static final String OTHER = "OTHER";
  private static final int CLASSES = 6;
  private static final int DIRECTIONS = Direction.values().length;

  private final Map<String, MethodCounters> byMethod = new HashMap<>();
  private final MethodCounters others;
  private final CappedCounters malformed;
  private final CappedCounters refused;

  /** By direction, and by class of status and direction. */
  private record MethodCounters(Counter[] requests, Counter[] responses) {}

  SipMeter(MeterRegistry registry) {
    for (var method : METHODS) {
      byMethod.put(method, countersOf(registry, method));
    }
    others = countersOf(registry, OTHER);
    malformed = new CappedCounters(registry, MetricName.SIP_MALFORMED, "reason");
    refused = new CappedCounters(registry, MetricName.SIP_REFUSED, "reason");
  }

  @Override
  public void on(SipTrace trace) {
    switch (trace) {
      case SipTrace.Request request -> of(request.method()).requests[request.direction().ordinal()].increment();
      case SipTrace.Response response ->
          of(response.method()).responses[slot(response.status() / 100, response.direction())].increment();
      case SipTrace.Malformed bad -> malformed.increment(bad.reason());
      case SipTrace.Refused stray -> refused.increment(stray.reason());
    }
  }

  private MethodCounters of(String method) {
    return byMethod.getOrDefault(method, others);
  }

  /** A status below 100 or above 699 counts with the nearest class. */
  private static int slot(int statusClass, Direction direction) {
    return (Math.clamp(statusClass, 1, CLASSES) - 1) * DIRECTIONS + direction.ordinal();
  }

  private static MethodCounters countersOf(MeterRegistry registry, String method) {
    var requests = new Counter[DIRECTIONS];
    var responses = new Counter[CLASSES * DIRECTIONS];
    for (var direction : Direction.values()) {
      var word = direction.name().toLowerCase(Locale.ROOT);
      requests[direction.ordinal()] = Counter.builder(MetricName.SIP_REQUESTS.dotted())
          .description(MetricName.SIP_REQUESTS.help()).tags("method", method, "direction", word).register(registry);
      for (int statusClass = 1; statusClass <= CLASSES; statusClass++) {
        responses[slot(statusClass, direction)] = Counter.builder(MetricName.SIP_RESPONSES.dotted())
            .description(MetricName.SIP_RESPONSES.help())
            .tags("method", method, "class", statusClass + "xx", "direction", word).register(registry);
      }
    }
    return new MethodCounters(requests, responses);
  }
}
