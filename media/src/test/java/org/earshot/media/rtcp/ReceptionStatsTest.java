package org.earshot.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.earshot.media.rtp.RtpPacketView;
import org.junit.jupiter.api.Test;

class ReceptionStatsTest {
  private static final long MS = 1_000_000L;
  private final ReceptionStats stats = new ReceptionStats();

  private void packet(int ssrc, int sequence, long timestamp, int rate, double arrivalMs) {
    ByteBuf datagram = Unpooled.buffer().writeByte(0x80).writeByte(0).writeShort(sequence).writeInt((int) timestamp)
        .writeInt(ssrc).writeZero(160);
    RtpPacketView view = new RtpPacketView();
    view.wrap(datagram);
    stats.on(view, rate, (long) (arrivalMs * MS));
  }

  @Test
  void shouldHaveNoJitterWhenPacketsComeAsTheyWereSent() {
    for (int i = 0; i < 50; i++) {
      packet(1, i, (1L << 32) - 1600 + 160L * i, 8000, 20.0 * i);
    }
    assertThat(stats.jitterMs()).isZero();
    assertThat(stats.packets()).isEqualTo(50);
    assertThat(stats.octets()).isEqualTo(8000);
    assertThat(stats.lost()).isZero();
  }

  // RFC 3550 A.8 by hand: |D| = 10 ms = 80 units at first; then back in time, -80; then on time.
  // J: 0 -> 80/16 = 5 -> 5 + (80 - 5)/16 = 9.6875 -> 9.6875 - 9.6875/16 = 9.08203125 units.
  @Test
  void shouldSmoothJitterAsTheRfcSays() {
    packet(1, 1, 0, 8000, 0);
    packet(1, 2, 160, 8000, 30);
    assertThat(stats.jitterMs()).isCloseTo(5 / 8.0, within(1e-9));
    packet(1, 3, 320, 8000, 40);
    assertThat(stats.jitterMs()).isCloseTo(9.6875 / 8, within(1e-9));
    packet(1, 4, 480, 8000, 60);
    assertThat(stats.jitterMs()).isCloseTo(9.08203125 / 8, within(1e-9));
  }

  @Test
  void shouldTellJitterInMillisecondsAtAnyClockRate() {
    packet(1, 1, 0, 48_000, 0);
    packet(1, 2, 960, 48_000, 36);
    assertThat(stats.jitterMs()).isCloseTo(1.0, within(1e-9));
  }

  @Test
  void shouldNotMeasureJitterOnTimestampsThatStandStill() {
    packet(1, 1, 0, 8000, 0);
    packet(1, 2, 160, 0, 20);
    packet(1, 3, 160, 0, 500);
    assertThat(stats.jitterMs()).isZero();
    assertThat(stats.packets()).isEqualTo(3);
  }

  @Test
  void shouldCountLossOverWrapsLatenessAndCopies() {
    for (int sequence : new int[] {65534, 65535, 1, 0, 0, 5}) {
      packet(1, sequence, 0, 0, 0);
    }
    // expected 65534..5 = 8; received 6, of which one is a copy: A.3 counts copies as received
    assertThat(stats.expected()).isEqualTo(8);
    assertThat(stats.lost()).isEqualTo(2);
    assertThat(stats.lossRatio()).isEqualTo(0.25);
  }

  @Test
  void shouldNeverTellNegativeLoss() {
    for (int sequence : new int[] {1, 2, 2, 2, 3}) {
      packet(1, sequence, 0, 0, 0);
    }
    assertThat(stats.lost()).isZero();
  }

  @Test
  void shouldKeepTheTotalsWhenTheSourceChangesOrRestarts() {
    packet(1, 10, 0, 0, 0);
    packet(1, 12, 0, 0, 0);
    packet(2, 50_000, 0, 0, 0);
    packet(2, 50_001, 0, 0, 0);
    packet(2, 100, 0, 0, 0);
    packet(2, 101, 0, 0, 0);
    packet(2, 104, 0, 0, 0);
    assertThat(stats.packets()).isEqualTo(7);
    assertThat(stats.lost()).isEqualTo(3);
    assertThat(stats.expected()).isEqualTo(3 + 2 + 5);
  }

  @Test
  void shouldKnowItsStreamAgain() {
    packet(7, 100, 0, 0, 0);
    assertThat(stats.continues(7, 103)).isTrue();
    assertThat(stats.continues(8, 103)).isFalse();
    assertThat(stats.continues(7, 99)).isFalse();
  }
}
