package org.earshot.app.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.earshot.media.MediaCounters;

/** Shows the media engine's own counters: read when scraped, so that packets cost nothing more. */
final class MediaMeter {
  private final MeterRegistry registry;
  /** The registry itself would let go of them. */
  private final List<Supplier<Map<String, Long>>> sources = new ArrayList<>();

  MediaMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  void watch(MediaCounters media) {
    packets("in", media::packets);
    packets("out", media::sent);
    FunctionCounter.builder(MetricName.MEDIA_RECEIVE_DROPS.dotted(), media, MediaCounters::receiveDrops)
        .description(MetricName.MEDIA_RECEIVE_DROPS.help()).register(registry);
    Gauge.builder(MetricName.RTP_STREAMS_ACTIVE.dotted(), media, MediaCounters::streamsActive)
        .description(MetricName.RTP_STREAMS_ACTIVE.help()).strongReference(true).register(registry);
    Gauge.builder(MetricName.MEDIA_PORTS_FREE.dotted(), media, MediaCounters::portsFree)
        .description(MetricName.MEDIA_PORTS_FREE.help()).strongReference(true).register(registry);
  }

  private void packets(String direction, Supplier<Map<String, Long>> byOutcome) {
    sources.add(byOutcome);
    for (var outcome : byOutcome.get().keySet()) {
      FunctionCounter.builder(MetricName.RTP_PACKETS.dotted(), byOutcome, all -> all.get().getOrDefault(outcome, 0L))
          .description(MetricName.RTP_PACKETS.help()).tags("direction", direction, "outcome", outcome)
          .register(registry);
    }
  }
}
