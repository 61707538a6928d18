package org.earshot.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StreamRewriterTest {
  private static final long MS = 1_000_000L;
  private final StreamRewriter rewriter = new StreamRewriter(new SplittableRandom(1));

  private static ByteBuf packet(int ssrc, int sequence, int timestamp) {
    return Unpooled.buffer().writeByte(0x80).writeByte(0x80).writeShort(sequence).writeInt(timestamp).writeInt(ssrc)
        .writeInt(0xabcdef01);
  }

  private static void assertIs(ByteBuf packet, int ssrc, int sequence, int timestamp) {
    assertThat(ByteBufUtil.getBytes(packet))
        .isEqualTo(ByteBufUtil.getBytes(packet(ssrc, sequence & 0xffff, timestamp)));
  }

  private ByteBuf passed(int ssrc, int sequence, int timestamp, long nowMs) {
    ByteBuf packet = packet(ssrc, sequence, timestamp);
    rewriter.pass(packet, nowMs * MS);
    return packet;
  }

  private ByteBuf own(long nowMs) {
    ByteBuf packet = packet(0, 0, 0);
    rewriter.own(packet, nowMs * MS);
    rewriter.advance(160);
    return packet;
  }

  @Test
  void shouldLeavePacketsAsTheyAreWhileNothingOfOurOwnWasSent() {
    assertIs(passed(7, 41, 1000, 0), 7, 41, 1000);
    assertIs(passed(8, 9000, 5, 20), 8, 9000, 5);
    assertThat(rewriter.rewriting()).isFalse();
  }

  @Test
  void shouldGoOnWithoutASeamFromTheOtherSideToOursAndBack() {
    passed(7, 0xfffe, 1000, 0);
    passed(7, 0xffff, 1160, 20);
    rewriter.begin(50 * MS);
    // 30 ms have passed since the last packet
    assertIs(own(50), 7, 0, 1160 + 240);
    assertIs(own(70), 7, 1, 1160 + 400);
    rewriter.end();
    // another stream, of other numbers, 100 ms later
    assertIs(passed(99, 5000, 777, 170), 7, 2, 1160 + 400 + 800);
    assertIs(passed(99, 5002, 777 + 320, 210), 7, 4, 1160 + 400 + 800 + 320);
    assertIs(passed(99, 5001, 777 + 160, 211), 7, 3, 1160 + 400 + 800 + 160);
    assertThat(rewriter.rewriting()).isTrue();
  }

  @Test
  void shouldGoOnWhenTheOtherSidesSourceChangesOnceItRewrites() {
    passed(7, 1, 160, 0);
    rewriter.begin(20 * MS);
    own(20);
    rewriter.end();
    assertIs(passed(7, 2, 320, 40), 7, 3, 480);
    assertIs(passed(55, 900, 0, 60), 7, 4, 640);
  }

  @Test
  void shouldBeginByItselfWhereNothingWasRelayedBefore() {
    rewriter.begin(0);
    ByteBuf first = own(0);
    ByteBuf second = own(20);
    assertThat(second.getUnsignedShort(2)).isEqualTo(first.getUnsignedShort(2) + 1 & 0xffff);
    assertThat(second.getInt(4) - first.getInt(4)).isEqualTo(160);
    assertThat(second.getInt(8)).isEqualTo(first.getInt(8));
  }
}
