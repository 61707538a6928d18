package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceWatchTest {
  private static final long MS = 1_000_000L;
  private final SilenceWatch watch = new SilenceWatch(1000);

  private long tick(long heardMs, long nowMs) {
    return watch.tick(heardMs * MS, nowMs * MS);
  }

  @Test
  void shouldTellOnceAndAgainNoSoonerThanTheTimeLater() {
    watch.expecting(true, 0);
    assertThat(tick(500, 1499)).isZero();
    assertThat(tick(500, 1500)).isEqualTo(1000);
    assertThat(tick(500, 1600)).isZero();
    assertThat(tick(500, 2500)).isEqualTo(2000);
  }

  @Test
  void shouldSayNothingWhilePacketsCome() {
    watch.expecting(true, 0);
    for (long now = 0; now < 10_000; now += 100) {
      assertThat(tick(now, now)).isZero();
    }
  }

  @Test
  void shouldBeginToCountWhenPacketsAreDueAndNotBefore() {
    assertThat(tick(0, 50_000)).isZero();
    watch.expecting(true, 60_000 * MS);
    assertThat(tick(0, 60_900)).isZero();
    assertThat(tick(0, 61_000)).isEqualTo(1000);
    watch.expecting(false, 61_100 * MS);
    assertThat(tick(0, 90_000)).isZero();
    watch.expecting(true, 90_000 * MS);
    assertThat(tick(0, 90_900)).isZero();
  }

  @Test
  void shouldNeverTellIfSwitchedOff() {
    SilenceWatch off = new SilenceWatch(0);
    off.expecting(true, 0);
    assertThat(off.tick(0, Long.MAX_VALUE)).isZero();
  }
}
