package org.earshot.app.observe;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the server holds at this moment: calls, legs, dialogs, transactions, ports, memory. Without calls, and 40 s after
 * the last one, each is back where it was; what is not has leaked. Counts are added while the server is put together
 * and read by any thread.
 */
public final class Standing {
  private final Map<String, LongSupplier> counts = Collections.synchronizedMap(new LinkedHashMap<>());

  public Standing count(String name, LongSupplier count) {
    counts.put(name, count);
    return this;
  }

  /** Descriptors, threads and memory of the process. */
  public Standing process() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      count("descriptors", system::getOpenFileDescriptorCount);
    }
    count("threads", ManagementFactory.getThreadMXBean()::getThreadCount);
    count("heap_used_bytes", () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    return count("heap_live_bytes", Standing::live);
  }

  /** What the last collection left; 0 before the first. */
  private static long live() {
    return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage).filter(usage -> usage != null).mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** All counts, in the order in which they were added. */
  public Map<String, Long> now() {
    var now = new LinkedHashMap<String, Long>();
    synchronized (counts) {
      counts.forEach((name, count) -> now.put(name, count.getAsLong()));
    }
    return now;
  }
}
