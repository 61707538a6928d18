package org.earshot.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallLoopTest {
  private final CallLoop loop = new CallLoop("test", 4, System::nanoTime);
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void shouldRunInOrderAndFireTimersByDeadline() {
    loop.start();
    loop.post(() -> {
      loop.arm(40, () -> done.add("late"));
      loop.arm(5, () -> done.add("early"));
      var never = loop.arm(1, () -> done.add("never"));
      loop.disarm(never);
      done.add("task");
    });
    await().untilAsserted(() -> assertThat(done).containsExactly("task", "early", "late"));
  }

  @Test
  void shouldRefuseWhenFullAndCountIt() {
    for (int i = 0; i < 4; i++) {
      assertThat(loop.post(() -> done.add("x"))).isTrue();
    }
    assertThat(loop.post(() -> done.add("too much"))).isFalse();
    assertThat(loop.refused()).isEqualTo(1);
    loop.start();
    await().untilAsserted(() -> assertThat(done).hasSize(4));
  }

  @Test
  void shouldGoOnWhenATaskThrowsAnything() throws InterruptedException {
    loop.start();
    var after = new CountDownLatch(1);
    loop.post(() -> {
      throw new StackOverflowError("on purpose");
    });
    loop.post(after::countDown);
    after.await();
    assertThat(loop.longestTurnNanos()).isPositive();
  }
}
