package org.earshot.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneWayWatchTest {
  private static final long MS = 1_000_000L;
  private final OneWayWatch watch = new OneWayWatch();

  /** Ticks ten times a second while the other peer talks; when it was told, in ms, or -1. */
  private long told(long fromMs, long toMs, long heardMs, boolean due, boolean otherTalks) {
    for (long ms = fromMs; ms <= toMs; ms += 100) {
      if (watch.tick(due, heardMs * MS, (otherTalks ? ms : fromMs - 5_000) * MS, ms * MS)) {
        return ms;
      }
    }
    return -1;
  }

  @Test
  void shouldTellOnceWhenOnlyTheOtherIsHeardForTenSeconds() {
    assertThat(told(1_000, 60_000, 0, true, true)).isEqualTo(11_000);
    assertThat(told(11_100, 60_000, 0, true, true)).isEqualTo(-1);
  }

  @Test
  void shouldTellAgainAfterSomethingHasCome() {
    told(1_000, 60_000, 0, true, true);
    assertThat(told(60_100, 60_200, 60_100, true, true)).isEqualTo(-1);
    assertThat(told(60_300, 90_000, 60_100, true, true)).isEqualTo(70_100);
  }

  @Test
  void shouldSayNothingWhileBothAreHeardOrNeitherOrOnHold() {
    assertThat(told(1_000, 9_000, 900, true, true)).isEqualTo(-1);
    assertThat(told(20_000, 60_000, 0, true, false)).isEqualTo(-1);
    assertThat(told(60_000, 90_000, 0, false, true)).isEqualTo(-1);
  }
}
