package org.earshot.app.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.earshot.app.events.DomainEvent.RegistrarAnswered;
import org.junit.jupiter.api.Test;

class EventBusTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final EventBus bus = new EventBus(refused::add);

  @Test
  void shouldTellEveryReaderInOrder() {
    var inline = new ArrayList<DomainEvent>();
    var queued = new CopyOnWriteArrayList<DomainEvent>();
    bus.inline(inline::add);
    bus.queued("log", 1_000, queued::add);
    for (int i = 0; i < 500; i++) {
      bus.on(event("e" + i));
    }
    bus.close();
    assertThat(inline).hasSize(500).isEqualTo(List.copyOf(queued));
  }

  @Test
  void shouldRefuseAndCountWhenAReaderIsSlow() {
    var gate = new CountDownLatch(1);
    var read = new CopyOnWriteArrayList<DomainEvent>();
    bus.queued("slow", 2, event -> {
      awaitOpen(gate);
      read.add(event);
    });
    var fast = new ArrayList<DomainEvent>();
    bus.inline(fast::add);
    bus.on(event("taken"));
    for (int i = 0; i < 10; i++) {
      bus.on(event("e" + i));
    }
    assertThat(fast).hasSize(11);
    gate.countDown();
    await().atMost(SOON).until(() -> read.size() + refused.size() == 11);
    assertThat(refused).hasSizeBetween(8, 9).containsOnly("slow");
    bus.close();
  }

  @Test
  void shouldTellTheOthersWhenOneReaderFails() {
    var others = new ArrayList<DomainEvent>();
    bus.inline(_ -> {
      throw new IllegalStateException("on purpose");
    });
    bus.inline(others::add);
    bus.on(event("one"));
    assertThat(others).hasSize(1);
  }

  @Test
  void shouldGoOnReadingWhenAQueuedReaderFailsOnce() {
    var read = new CopyOnWriteArrayList<DomainEvent>();
    bus.queued("fragile", 10, event -> {
      if (event.equals(event("bad"))) {
        throw new IllegalStateException("on purpose");
      }
      read.add(event);
    });
    bus.on(event("bad"));
    bus.on(event("good"));
    await().atMost(SOON).until(() -> read.size() == 1);
    bus.close();
  }

  @Test
  void shouldTellNoMoreWhenTheSubscriptionIsClosed() {
    var read = new ArrayList<DomainEvent>();
    var subscription = bus.inline(read::add);
    bus.on(event("one"));
    subscription.close();
    bus.on(event("two"));
    assertThat(read).containsExactly(event("one"));
  }

  private static void awaitOpen(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DomainEvent event(String outcome) {
    return new RegistrarAnswered(Instant.EPOCH, outcome);
  }
}
