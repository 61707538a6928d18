package org.earshot.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.earshot.media.rtp.SequenceTracker.Place;
import org.junit.jupiter.api.Test;

class SequenceTrackerTest {
  private final SequenceTracker tracker = new SequenceTracker();

  private void on(int... numbers) {
    for (int number : numbers) {
      tracker.on(number);
    }
  }

  @Test
  void shouldCountWraps() {
    on(65533, 65534, 65535, 0, 1);
    assertThat(tracker.expected()).isEqualTo(5);
    assertThat(tracker.received()).isEqualTo(5);
    assertThat(tracker.highest() & 0xffff).isEqualTo(1);
    assertThat(tracker.highest() >> 16).isEqualTo(2);
  }

  @Test
  void shouldExpectWhatWasSkipped() {
    on(10, 11, 15);
    assertThat(tracker.expected()).isEqualTo(6);
    assertThat(tracker.received()).isEqualTo(3);
  }

  @Test
  void shouldTakeALatePacketForWhatItIs() {
    on(65535, 1);
    assertThat(tracker.on(0)).isEqualTo(Place.LATE);
    assertThat(tracker.expected()).isEqualTo(3);
    assertThat(tracker.received()).isEqualTo(3);
  }

  @Test
  void shouldNotBelieveASingleJump() {
    on(1, 2, 3);
    assertThat(tracker.on(40_000)).isEqualTo(Place.SUSPECT);
    assertThat(tracker.on(4)).isEqualTo(Place.NEXT);
    assertThat(tracker.expected()).isEqualTo(4);
    assertThat(tracker.received()).isEqualTo(4);
  }

  @Test
  void shouldRestartAfterTwoPacketsInSequence() {
    on(1, 2, 3);
    tracker.on(40_000);
    assertThat(tracker.on(40_001)).isEqualTo(Place.RESTART);
    on(40_002);
    assertThat(tracker.expected()).isEqualTo(3);
    assertThat(tracker.received()).isEqualTo(3);
  }

  @Test
  void shouldKnowWhatCouldComeNext() {
    assertThat(tracker.continues(1)).isFalse();
    on(65535);
    assertThat(tracker.continues(0)).isTrue();
    assertThat(tracker.continues(2000)).isTrue();
    assertThat(tracker.continues(65535)).isFalse();
    assertThat(tracker.continues(30_000)).isFalse();
  }
}
