package org.earshot.app.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.earshot.app.call.CallDirectory;
import org.earshot.app.events.DomainEvent;
import org.earshot.app.events.DomainEvents;
import org.earshot.app.events.Refusals;
import org.earshot.app.registrar.Locations;
import org.earshot.media.MediaCounters;
import org.earshot.sip.trace.SipTrace;
import org.earshot.sip.trace.SipTracer;

/**
 * All metrics of the server. Made first, as everybody counts here; what is only read when scraped is handed in by the
 * {@code watch} methods once it exists. Any thread; {@link #on} never waits.
 */
public final class Metrics implements DomainEvents, SipTracer, Refusals, AutoCloseable {
  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmMeters jvm = new JvmMeters(registry);
  private final SipMeter sip = new SipMeter(registry);
  private final CallMeter calls = new CallMeter(registry);
  private final MediaMeter rtp = new MediaMeter(registry);
  private final LoopTurns turns = new LoopTurns(registry);
  private final CappedCounters refused = new CappedCounters(registry, MetricName.QUEUE_REFUSED, "queue")
      .expecting("cdr", "cdr-file", "websocket");
  /** The registry itself would let go of them. */
  private final List<LongSupplier> refusalSources = new CopyOnWriteArrayList<>();

  @Override
  public void on(DomainEvent event) {
    calls.on(event);
  }

  @Override
  public void on(SipTrace trace) {
    sip.on(trace);
  }

  @Override
  public void refused(String queue) {
    refused.increment(queue);
  }

  public void watchCalls(CallDirectory directory) {
    gauge(MetricName.CALLS_ACTIVE, directory::active);
  }

  public void watchRegistrations(Locations locations) {
    gauge(MetricName.REGISTRATIONS_ACTIVE, () -> locations.all().size());
  }

  public void watchSip(IntSupplier legs, IntSupplier dialogs, IntSupplier transactions) {
    gauge(MetricName.SIP_LEGS, legs::getAsInt);
    gauge(MetricName.SIP_DIALOGS, dialogs::getAsInt);
    gauge(MetricName.SIP_TRANSACTIONS, transactions::getAsInt);
  }

  public void watchBans(Supplier<Number> bans) {
    gauge(MetricName.SECURITY_BANS, bans);
  }

  public void watchTrunks(TrunkStates trunks) {
    for (var trunk : trunks.names()) {
      calls.expectTrunk(trunk);
      Gauge.builder(MetricName.TRUNK_UP.dotted(), () -> trunks.up(trunk) ? 1 : 0)
          .description(MetricName.TRUNK_UP.help()).tag("trunk", trunk).register(registry);
    }
    for (var trunk : trunks.registering()) {
      Gauge.builder(MetricName.TRUNK_REGISTERED.dotted(), () -> trunks.registered(trunk) ? 1 : 0)
          .description(MetricName.TRUNK_REGISTERED.help()).tag("trunk", trunk).register(registry);
    }
  }

  public void watchMedia(MediaCounters media) {
    rtp.watch(media);
    turns.watch(media::longestTurnNanos);
  }

  /** {@code longestTurnNanos}: of each loop since it was last asked, by the loop's name. */
  public void watchLoops(Supplier<Map<String, Long>> longestTurnNanos) {
    turns.watch(longestTurnNanos);
  }

  /** Counts refusals that a queue counts by itself. */
  public void watchRefusals(String queue, LongSupplier refusals) {
    refusalSources.add(refusals);
    FunctionCounter.builder(MetricName.QUEUE_REFUSED.dotted(), refusals, LongSupplier::getAsLong)
        .description(MetricName.QUEUE_REFUSED.help()).tag("queue", queue).register(registry);
  }

  /** All of them in the format that an Accept header asks for: Prometheus text, or OpenMetrics. */
  public String scrape(String contentType) {
    turns.read();
    return registry.scrape(contentType);
  }

  private void gauge(MetricName name, Supplier<Number> value) {
    Gauge.builder(name.dotted(), value).description(name.help()).register(registry);
  }

  @Override
  public void close() {
    jvm.close();
    registry.close();
  }
}
