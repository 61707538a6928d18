package org.earshot.app.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** The process itself: memory, collections, threads, processor, descriptors, age and build. */
final class JvmMeters implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final JvmGcMetrics collections = new JvmGcMetrics();

  JvmMeters(MeterRegistry registry) {
    // Names that promtool finds fault with; process.cpu.seconds below tells the same in a base unit.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    processorTime(registry);
    build(registry);
  }

  private static void processorTime(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
      FunctionCounter.builder("process.cpu", system, s -> s.getProcessCpuTime() / NANOS)
          .description("Processor time used by this process").baseUnit("seconds").register(registry);
    }
  }

  private static void build(MeterRegistry registry) {
    var version = Optional.ofNullable(JvmMeters.class.getPackage().getImplementationVersion()).orElse("development");
    Gauge.builder(MetricName.BUILD_INFO.dotted(), () -> 1).description(MetricName.BUILD_INFO.help())
        .tags("version", version, "java", Runtime.version().toString()).register(registry);
  }

  @Override
  public void close() {
    collections.close();
  }
}
