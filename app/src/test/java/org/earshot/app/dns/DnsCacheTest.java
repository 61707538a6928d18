package org.earshot.app.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.earshot.app.dns.ResourceRecord.Address;
import org.earshot.app.dns.ResourceRecord.Type;
import org.junit.jupiter.api.Test;

class DnsCacheTest {
  private final AtomicLong nanos = new AtomicLong(1);
  private final List<CompletableFuture<List<ResourceRecord>>> asked = new ArrayList<>();
  private final DnsCache cache = new DnsCache((_, _) -> {
    asked.add(new CompletableFuture<>());
    return asked.getLast();
  }, nanos::get);

  private CompletableFuture<List<ResourceRecord>> ask() {
    return cache.ask("Host.example", Type.A).toCompletableFuture();
  }

  private static List<ResourceRecord> record(long ttlS) {
    return List.of(new Address(InetAddress.ofLiteral("192.0.2.1"), ttlS));
  }

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void shouldAskOnceForAllWhoWaitAndForAsLongAsTheRecordLasts() {
    CompletableFuture<List<ResourceRecord>> first = ask();
    CompletableFuture<List<ResourceRecord>> second = cache.ask("host.EXAMPLE", Type.A).toCompletableFuture();
    asked.getFirst().complete(record(60));
    assertThat(first).isCompletedWithValue(record(60));
    assertThat(second).isCompletedWithValue(record(60));
    pass(59);
    assertThat(ask()).isCompletedWithValue(record(60));
    assertThat(asked).hasSize(1);
    pass(2);
    assertThat(ask()).isNotDone();
    assertThat(asked).hasSize(2);
    assertThat(cache.ask("host.example", Type.AAAA).toCompletableFuture()).as("another type").isNotDone();
  }

  @Test
  void shouldKeepTimesWithinBoundsAndRememberThatThereIsNothing() {
    assertThat(DnsCache.lifeOf(record(0))).hasSeconds(5);
    assertThat(DnsCache.lifeOf(record(1_000_000))).hasSeconds(3600);
    assertThat(DnsCache.lifeOf(List.of())).hasSeconds(30);
    ask();
    asked.getFirst().complete(List.of());
    assertThat(ask()).isCompletedWithValue(List.of());
    assertThat(asked).hasSize(1);
  }

  @Test
  void shouldAskAgainAtOnceWhereNobodyCouldSay() {
    CompletableFuture<List<ResourceRecord>> failed = ask();
    asked.getFirst().completeExceptionally(new UnknownHostException("timeout"));
    assertThat(failed).isCompletedExceptionally();
    assertThat(ask()).isNotDone();
    assertThat(asked).hasSize(2);
  }
}
