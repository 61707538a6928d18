package org.earshot.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnClockTest {
  private long now = 1000;
  private long waits;
  private long works;
  private final AtomicLong longest = new AtomicLong();
  private final TurnClock clock = new TurnClock(new ScriptedHandler(), () -> now, longest);

  /** Waits, then works, and says how long it worked, as Netty's handlers do. */
  private final class ScriptedHandler implements IoHandler {
    @Override
    public int run(IoHandlerContext context) {
      now += waits;
      now += works;
      assertThat(context.shouldReportActiveIoTime()).isTrue();
      context.reportActiveIoTime(works);
      return 1;
    }

    @Override
    public IoRegistration register(IoHandle handle) {
      return null;
    }

    @Override
    public void wakeup() {}

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
      return true;
    }
  }

  private static final IoHandlerContext CONTEXT = new IoHandlerContext() {
    @Override
    public boolean canBlock() {
      return true;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return 0;
    }

    @Override
    public long deadlineNanos() {
      return -1;
    }
  };

  private void turn(long waited, long worked, long tasks) {
    waits = waited;
    works = worked;
    clock.run(CONTEXT);
    now += tasks;
  }

  @Test
  void shouldMeasureWorkAndTasksButNotTheWait() {
    turn(50_000, 20, 5);
    turn(90_000, 300, 40);
    turn(70_000, 10, 1);
    assertThat(longest).hasValue(340);
  }

  @Test
  void shouldMeasureAnewOnceItWasAskedFor() {
    turn(0, 300, 40);
    turn(0, 20, 5);
    assertThat(longest.getAndSet(0)).isEqualTo(340);
    turn(0, 10, 1);
    assertThat(longest).hasValue(25);
  }
}
