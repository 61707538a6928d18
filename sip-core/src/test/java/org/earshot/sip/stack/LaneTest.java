package org.earshot.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final Lane lane = new Lane();
  private final List<String> done = new CopyOnWriteArrayList<>();

  @Test
  void shouldRunOnTheCallersThreadWhatCannotBlock() {
    lane.run(false, () -> done.add(Thread.currentThread().getName()));
    assertThat(done).containsExactly(Thread.currentThread().getName());
  }

  @Test
  void shouldNotHoldUpTheCallerButKeepTheOrder() throws Exception {
    var gate = new CountDownLatch(1);
    lane.run(true, () -> {
      awaitGate(gate);
      done.add("first");
    });
    lane.run(false, () -> done.add("second"));
    lane.run(true, () -> done.add("third"));
    assertThat(done).isEmpty();
    gate.countDown();
    await().until(() -> done.size() == 3);
    assertThat(done).containsExactly("first", "second", "third");
  }

  @Test
  void shouldGoOnAfterATaskThatThrows() {
    for (boolean mayBlock : new boolean[] {false, true}) {
      try {
        lane.run(mayBlock, () -> {
          throw new IllegalStateException("on purpose");
        });
      } catch (IllegalStateException onPurpose) {
        assertThat(mayBlock).isFalse();
      }
    }
    lane.run(false, () -> done.add("after"));
    await().until(() -> done.size() == 1);
  }

  private static void awaitGate(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
