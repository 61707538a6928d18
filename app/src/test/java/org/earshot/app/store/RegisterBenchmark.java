package org.earshot.app.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.earshot.app.registrar.Phone;
import org.earshot.sip.message.SipRequest;

/**
 * How many REGISTERs a second the registrar acknowledges, SQLite's fsync included, SIP parsing not. Run by hand:
 * {@code RegisterBenchmark DIRECTORY USERS ROUNDS [OFFERED_PER_SECOND]}; the directory decides which disk is measured.
 */
final class RegisterBenchmark {
  private static final int UNANSWERED_MAX = 8_192;

  private final DiskBench bench;
  private final int offeredPerSecond;
  private final Map<SipRequest, Long> sentNanos = Collections.synchronizedMap(new IdentityHashMap<>());
  private final AtomicInteger accepted = new AtomicInteger();

  private RegisterBenchmark(DiskBench bench, int offeredPerSecond) {
    this.bench = bench;
    this.offeredPerSecond = offeredPerSecond;
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "registers");
    int rounds = Integer.parseInt(arguments[2]);
    int offered = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
    try (var bench = new DiskBench(directory, Integer.parseInt(arguments[1]), UNANSWERED_MAX)) {
      var benchmark = new RegisterBenchmark(bench, offered);
      List<Phone> phones = bench.phones("benchmark");
      for (int round = 0; round < rounds; round++) {
        benchmark.round(phones);
      }
    }
  }

  private void round(List<Phone> phones) {
    // Made beforehand: computing a phone's digest costs as much as checking it
    List<SipRequest> requests = phones.stream()
        .map(phone -> phone.register("Contact", "<sip:phone@127.0.0.1:44010>;expires=3600")).toList();
    var latencies = new ArrayList<Long>(requests.size());
    accepted.set(0);
    bench.onAnswer((request, response) -> {
      latencies.add(System.nanoTime() - sentNanos.remove(request));
      if (response.status() == 200) {
        accepted.incrementAndGet();
      }
    });
    StoreStatistics before = bench.store().statistics();
    long cpuBefore = cpuNanos();
    long start = System.nanoTime();
    send(requests, start);
    bench.settle();
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuMicros = (cpuNanos() - cpuBefore) / 1e3 / requests.size();
    long transactions = bench.store().statistics().transactions() - before.transactions();
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf("%,d REGISTERs, %d acknowledged: %,.0f/s, %.0f us CPU each, %d transactions, p50 %.1f ms, p99 %.1f ms%n",
        requests.size(), accepted.get(), requests.size() / seconds, cpuMicros, transactions, at(sorted, 0.5), at(sorted, 0.99));
  }

  private void send(List<SipRequest> requests, long start) {
    for (int i = 0; i < requests.size(); i++) {
      if (offeredPerSecond > 0) {
        long due = start + i * 1_000_000_000L / offeredPerSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(50_000);
        }
      }
      sentNanos.put(requests.get(i), System.nanoTime());
      bench.send(requests.get(i));
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }
}
