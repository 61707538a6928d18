package org.earshot.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Random;
import org.earshot.media.SrtpKeys;
import org.earshot.media.SrtpKeys.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ends of a protected stream, and what a third one can do to it. */
class SrtpSessionTest {
  private final Random random = new Random(3711);

  private byte[] key(Suite suite) {
    byte[] key = new byte[suite.keyOctets() + suite.saltOctets()];
    random.nextBytes(key);
    return key;
  }

  private record Ends(SrtpSession here, SrtpSession there) {}

  private Ends ends(Suite suite) {
    byte[] one = key(suite);
    byte[] other = key(suite);
    return new Ends(new SrtpSession(new SrtpKeys(suite, one, other)), new SrtpSession(new SrtpKeys(suite, other, one)));
  }

  private static ByteBuf rtp(int ssrc, int sequence) {
    return Unpooled.buffer(200).writeByte(0x80).writeByte(0).writeShort(sequence).writeInt(160 * sequence).writeInt(ssrc)
        .writeBytes(new byte[160]);
  }

  private static ByteBuf report(int ssrc) {
    return Unpooled.wrappedBuffer(
        ByteBuffer.allocate(8).put((byte) 0x80).put((byte) 201).putShort((short) 1).putInt(ssrc).flip());
  }

  private static ByteBuf copy(ByteBuf packet) {
    return Unpooled.buffer(300).writeBytes(packet, packet.readerIndex(), packet.readableBytes());
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void shouldCarryPacketsBothWaysOverAWrapOfTheirNumbers(Suite suite) {
    Ends ends = ends(suite);
    for (int i = 0; i < 200; i++) {
      int sequence = 65_500 + i & 0xffff;
      ByteBuf sealed = copy(ends.here.protect(rtp(1, sequence)));
      assertThat(ByteBufUtil.getBytes(sealed)).isNotEqualTo(ByteBufUtil.getBytes(rtp(1, sequence)));
      assertThat(ends.there.unprotect(sealed)).isEqualTo(SrtpStatus.OK);
      assertThat(sealed).isEqualTo(rtp(1, sequence));
      ByteBuf back = copy(ends.there.protectControl(report(2)));
      assertThat(ends.here.unprotectControl(back)).isEqualTo(SrtpStatus.OK);
      assertThat(back).isEqualTo(report(2));
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void shouldRefuseWhatWasChangedOnTheWayOrIsOfAnotherKey(Suite suite) {
    Ends ends = ends(suite);
    ByteBuf sealed = copy(ends.here.protect(rtp(1, 7)));
    for (int octet = 0; octet < sealed.readableBytes(); octet++) {
      ByteBuf changed = copy(sealed);
      changed.setByte(octet, changed.getByte(octet) ^ 0x01);
      byte[] asItCame = ByteBufUtil.getBytes(changed);
      assertThat(ends.there.unprotect(changed)).as("octet %d", octet).isNotEqualTo(SrtpStatus.OK);
      assertThat(ByteBufUtil.getBytes(changed)).isEqualTo(asItCame);
    }
    assertThat(ends(suite).there.unprotect(copy(sealed))).isEqualTo(SrtpStatus.AUTH_FAIL);
    assertThat(ends.there.unprotect(sealed)).isEqualTo(SrtpStatus.OK);
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void shouldTakeEachPacketOnceAndNoneFromBeforeTheWindow(Suite suite) {
    Ends ends = ends(suite);
    ByteBuf[] sealed = new ByteBuf[200];
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] = copy(ends.here.protect(rtp(1, i + 1)));
    }
    assertThat(ends.there.unprotect(copy(sealed[100]))).isEqualTo(SrtpStatus.OK);
    assertThat(ends.there.unprotect(copy(sealed[100]))).isEqualTo(SrtpStatus.REPLAYED);
    assertThat(ends.there.unprotect(copy(sealed[60]))).as("late, but within the window").isEqualTo(SrtpStatus.OK);
    assertThat(ends.there.unprotect(copy(sealed[60]))).isEqualTo(SrtpStatus.REPLAYED);
    assertThat(ends.there.unprotect(copy(sealed[10]))).isEqualTo(SrtpStatus.TOO_OLD);
    ByteBuf report = copy(ends.here.protectControl(report(1)));
    assertThat(ends.there.unprotectControl(copy(report))).isEqualTo(SrtpStatus.OK);
    assertThat(ends.there.unprotectControl(copy(report))).isEqualTo(SrtpStatus.REPLAYED);
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void shouldAnswerGarbageWithAStatus(Suite suite) {
    Ends ends = ends(suite);
    for (int i = 0; i < 2000; i++) {
      byte[] garbage = new byte[random.nextInt(i % 50 == 0 ? 2500 : 120)];
      random.nextBytes(garbage);
      if (garbage.length > 0 && i % 2 == 0) {
        garbage[0] = (byte) (0x80 | garbage[0] & 0x3f);
      }
      assertThat(ends.there.unprotect(Unpooled.wrappedBuffer(garbage.clone()))).isNotEqualTo(SrtpStatus.OK);
      assertThat(ends.there.unprotectControl(Unpooled.wrappedBuffer(garbage))).isNotEqualTo(SrtpStatus.OK);
    }
  }

  @Test
  void shouldNotProtectANumberTwice() {
    SrtpSession session = ends(Suite.AES_CM_128_HMAC_SHA1_80).here;
    assertThat(session.protect(rtp(1, 100))).isNotNull();
    assertThat(session.protect(rtp(1, 101))).isNotNull();
    assertThat(session.protect(rtp(1, 100))).as("its key stream has been used").isNull();
  }

  @Test
  void shouldKeepALiveStreamWhateverManyOthersCome() {
    Ends ends = ends(Suite.AES_CM_128_HMAC_SHA1_80);
    for (int other = 0; other < 500; other++) {
      assertThat(ends.there.unprotect(copy(ends.here.protect(rtp(1, other + 1))))).isEqualTo(SrtpStatus.OK);
      assertThat(ends.there.unprotect(copy(ends.here.protect(rtp(1000 + other, 1))))).isEqualTo(SrtpStatus.OK);
    }
    assertThat(ends.there.unprotect(copy(ends.here.protect(rtp(1, 501))))).isEqualTo(SrtpStatus.OK);
  }
}
